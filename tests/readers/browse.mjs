// Opens every page of a folder in Chromium, wide, narrow and for print, and prints as JSON what is wrong with each.
// Axe looks at those that are named after the browser: a page of each kind.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [folder, executablePath, ...looked] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"] });
const page = await browser.newPage();
const wrong = {};
for (const name of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) {
  const found = [];
  const heard = (request) => { if (!request.url().startsWith("data:") && request.url() !== address) found.push(`request: ${request.url()}`); };
  const address = pathToFileURL(resolve(folder, name)).href;
  page.on("request", heard);
  page.on("pageerror", (fault) => found.push(`error: ${fault}`));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(address);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = false; }));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) found.push(`at ${width} pixels: ${over} pixels too wide`);
    if (!looked.includes(name)) continue;
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const one of violations) found.push(`at ${width} pixels: ${one.id}: ${one.nodes.length} × ${one.nodes[0].html.slice(0, 160)}`);
  }
  const printed = await page.pdf({ format: "A4" });
  if (printed.length < 5000) found.push("print: nearly empty");
  page.off("request", heard);
  page.removeAllListeners("pageerror");
  wrong[name] = found;
}
await browser.close();
console.log(JSON.stringify(wrong));
