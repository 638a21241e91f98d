// What a script adds to forms that work without it: saving by itself, marking words in a text, searching it, keys.
"use strict";
(() => {
  const form = document.querySelector("form.q[data-autosave]");
  const status = document.getElementById("saved");
  const typing = (at) => at && (at.tagName === "TEXTAREA" || at.tagName === "SELECT" || (at.tagName === "INPUT" && !["radio", "checkbox"].includes(at.type)));

  if (form && status && form.elements.namedItem("act")) {
    let timer = 0, running = false, again = false;
    const save = async () => {
      if (running) { again = true; return; }
      running = true;
      const data = new URLSearchParams(new FormData(form));
      data.set("act", "save");
      try {
        const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Autosave": "yes" } });
        const told = await answer.json();
        if (told.saved) {
          form.elements.namedItem("read").value = told.read;
          if (told.claim && !form.elements.namedItem("claim")) {
            const id = Object.assign(document.createElement("input"), { type: "hidden", name: "claim", value: told.claim });
            form.append(id);
          }
          const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
          status.textContent = `${form.dataset.saved} ${now}`;
        } else {
          status.textContent = `${form.dataset.autosave} ${told.faults[0] || ""}`;
        }
      } catch {
        status.textContent = form.dataset.failed;
      }
      running = false;
      if (again) { again = false; save(); }
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1500); });
    form.addEventListener("submit", () => clearTimeout(timer));

    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("button.main"));
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(document.activeElement)) return;
      const card = /^[1-9]$/.test(event.key) && document.getElementById(`v${event.key}`);
      if (card) { card.checked = true; card.focus(); card.dispatchEvent(new Event("input", { bubbles: true })); }
    });
  }

  const panel = document.querySelector(".text");
  if (!panel) return;
  const pages = panel.querySelector(".pages");
  const paragraphs = [...pages.querySelectorAll("p")];
  const anchor = document.getElementById("f-anchor"), locator = document.getElementById("f-locator");

  // Words that are marked become the anchor, six at most; the page, where the file itself numbers it, the place.
  const take = () => {
    const chosen = getSelection();
    if (!anchor || chosen.isCollapsed || !pages.contains(chosen.anchorNode)) return;
    const words = chosen.toString().trim().split(/\s+/).filter(Boolean);
    if (!words.length) return;
    anchor.value = words.slice(0, 6).join(" ");
    const at = chosen.anchorNode.parentElement.closest("[data-page]");
    if (at && locator && !locator.value) locator.value = `p. ${at.dataset.page}`;
    if (status) status.textContent = (words.length > 6 ? panel.dataset.cut : panel.dataset.taken).replace("{anchor}", anchor.value);
    anchor.dispatchEvent(new Event("input", { bubbles: true }));
  };
  pages.addEventListener("mouseup", take);
  pages.addEventListener("keyup", (event) => { if (event.shiftKey || event.key === "Shift") take(); });

  const plain = (text) => text.normalize("NFC").toLowerCase().replace(/[\s'"`´‘’‚‛“”„«»‹›\u00ad‐‑‒–—-]+/g, " ");
  const mark = (paragraph, words, look, title) => {
    for (const node of [...paragraph.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE)) {
      const at = plain(node.data).length === node.data.length ? plain(node.data).indexOf(plain(words)) : node.data.toLowerCase().indexOf(words.toLowerCase());
      if (at < 0) continue;
      const found = node.splitText(at);
      found.splitText(words.length);
      const around = Object.assign(document.createElement("mark"), { className: look });
      if (title) around.title = title;
      found.replaceWith(around);
      around.append(found);
      return around;
    }
    return null;
  };
  for (const item of panel.querySelectorAll(".anchors li")) {
    for (const paragraph of paragraphs) if (plain(paragraph.textContent).includes(plain(item.dataset.anchor))) mark(paragraph, item.dataset.anchor, "was", item.dataset.of);
  }
  const find = document.getElementById("find"), told = document.getElementById("found");
  let hits = [], at = 0;
  const clear = () => { for (const each of pages.querySelectorAll("mark:not(.was)")) each.replaceWith(...each.childNodes); for (const each of paragraphs) { each.normalize(); each.classList.remove("hit"); } };
  const show = () => { for (const each of paragraphs) each.classList.remove("hit"); if (hits.length) { hits[at].classList.add("hit"); hits[at].scrollIntoView({ block: "center" }); } told.textContent = find.value ? `${hits.length ? at + 1 : 0} / ${hits.length}` : ""; };
  find.addEventListener("input", () => {
    clear();
    const wanted = plain(find.value.trim());
    hits = wanted.length < 2 ? [] : paragraphs.filter((each) => plain(each.textContent).includes(wanted));
    for (const each of hits) mark(each, find.value.trim(), "", "");
    at = 0;
    show();
  });
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); if (hits.length) { at = (at + (event.shiftKey ? hits.length - 1 : 1)) % hits.length; show(); } } });
})();
