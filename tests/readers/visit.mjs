// Uses the app in Chromium as a person does: looks at every page narrow and wide, codes with keys alone, marks words in
// a text, undoes; prints as JSON what is wrong. Nothing but the app's own origin is ever asked.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [entrance, executablePath, language, draft, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"] });
const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
const wrong = [];
page.on("pageerror", (fault) => wrong.push(`error: ${fault}`));
await page.goto(entrance);
await page.waitForURL((url) => url.pathname === "/");
const { origin } = new URL(page.url());
page.on("request", (request) => { if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) wrong.push(`request: ${request.url()}`); });

for (const path of paths) {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const answer = await page.goto(origin + path);
    if (answer.status() !== 200) wrong.push(`${path}: ${answer.status()}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${path} at ${width} pixels: ${over} pixels too wide`);
    await page.evaluate(() => document.querySelectorAll("details").forEach((fold) => { fold.open = true; }));
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
    for (const one of violations) wrong.push(`${path} at ${width} pixels: ${one.id}: ${one.nodes.length} × ${one.nodes[0].html.slice(0, 160)}`);
  }
}

// With keys alone: a value, a place and a note; it is saved by itself, and shown as saved after that.
const expect = (holds, what) => { if (!holds) wrong.push(what); };
await page.setViewportSize({ width: 1280, height: 900 });
await page.goto(origin + draft);
await page.keyboard.press("2");
expect(await page.locator("#v2").isChecked(), "the key 2 did not choose the second value");
const type = async (label, words) => { await page.locator(`#f-${label}`).focus(); await page.keyboard.type(words); };
await type(`note-${language}`, "Typed with keys alone.");
const said = await page.locator("form.q").getAttribute("data-saved");
expect(!(await page.locator("#saved").textContent()).includes(said), "shown as saved before it was");

// Marking words fills the anchor with six of them at most.
await page.evaluate(() => {
  const words = document.querySelector(".pages p").firstChild, range = document.createRange();
  range.selectNodeContents(words);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.querySelector(".pages").dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
});
const anchor = await page.locator("#f-anchor").inputValue();
expect(anchor.split(" ").length <= 6 && anchor.startsWith("First report"), `the anchor is ${anchor}`);
await type("locator", "p. 1");
await page.waitForFunction(() => document.getElementById("saved").textContent.includes(document.querySelector("form.q").dataset.saved), null, { timeout: 15000 });
await page.reload();
expect((await page.locator(`#f-note-${language}`).inputValue()) === "Typed with keys alone.", "what was shown as saved is gone");
expect(await page.locator("#v2").isChecked(), "the value that was shown as saved is gone");
expect((await page.locator("mark.was").count()) > 0, "what was marked before is not seen");
await type(`note-${language}`, " And more.");
await page.keyboard.press("Control+Enter");
await page.waitForURL((url) => url.searchParams.has("saved"));
await page.locator(".flash button").focus();
await page.keyboard.press("Enter");
await page.waitForURL((url) => !url.searchParams.has("saved"));
await page.goto(origin + draft);
expect((await page.locator(`#f-note-${language}`).inputValue()) === "Typed with keys alone.", "the save was not undone");
await page.locator("#find").fill("thirty");
expect((await page.locator("#found").textContent()) === "1 / 1", "the search did not find a word");
await browser.close();
console.log(JSON.stringify(wrong));
