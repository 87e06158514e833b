"use strict";
// A report's marks and the list beside them, linked both ways. Without it the numbers are links that lead there and back.
(() => {
  for (const reading of document.querySelectorAll(".reading")) {
    const text = reading.querySelector("article.text");
    const list = reading.querySelector(".entries");
    if (text && list) { link(reading, text, list); }
  }

  function link(reading, text, list) {
    const refs = [...text.querySelectorAll("a.ref")];
    const entries = [...list.querySelectorAll(".entry")];
    const idOf = (ref) => ref.closest("mark").dataset.id;
    const refOf = new Map(refs.map((ref) => [idOf(ref), ref]));
    const entryOf = new Map([...list.querySelectorAll("[data-of]")].map((entry) => [entry.dataset.of, entry]));
    const marksOf = new Map();
    for (const mark of text.querySelectorAll("mark[data-id]")) {
      const own = mark.dataset.id;
      marksOf.has(own) ? marksOf.get(own).push(mark) : marksOf.set(own, [mark]);
    }
    let lit = null;

    function light(own) {
      if (own === lit) { return; }
      for (const [of, on] of [[lit, false], [own, true]]) {
        if (of === null) { continue; }
        for (const mark of marksOf.get(of) ?? []) { mark.classList.toggle("lit", on); }
        refOf.get(of)?.classList.toggle("lit", on);
        entryOf.get(of)?.classList.toggle("lit", on);
      }
      lit = own;
    }

    // Within the list alone: the page stays where it is.
    function show(own) {
      const entry = entryOf.get(own);
      if (!entry || list.scrollHeight <= list.clientHeight) { return; }
      const box = list.getBoundingClientRect(), row = entry.getBoundingClientRect();
      if (row.top < box.top) { list.scrollTop -= box.top - row.top + 8; }
      if (row.bottom > box.bottom) { list.scrollTop += row.bottom - box.bottom + 8; }
    }

    // One number of the text is a stop of the tabulator; the others are reached from it.
    function settle(ref) {
      for (const other of refs) { other.tabIndex = other === ref ? 0 : -1; }
    }
    settle(refs[0]);
    const keys = reading.querySelector(".keys");
    if (keys) { keys.hidden = false; }

    const idAt = (target) => target.closest?.("[data-of]")?.dataset.of
      ?? (text.contains(target) ? target.closest?.("mark[data-id]")?.dataset.id : null) ?? null;
    const focused = () => (reading.contains(document.activeElement) ? idAt(document.activeElement) : null);

    reading.addEventListener("mouseover", (event) => {
      const own = idAt(event.target);
      light(own ?? focused());
      if (own && text.contains(event.target)) { show(own); }
    });
    reading.addEventListener("mouseleave", () => light(focused()));
    reading.addEventListener("focusin", (event) => {
      const own = idAt(event.target);
      light(own);
      if (own && text.contains(event.target)) { show(own); }
      if (refs.includes(event.target)) { settle(event.target); }
    });
    reading.addEventListener("focusout", (event) => { if (!reading.contains(event.relatedTarget)) { light(null); } });

    // The address names the place, as a link does; the page moves only where it has to.
    function name(id) {
      const top = scrollY, listed = list.scrollTop;
      location.hash = id;
      scrollTo({ top, behavior: "instant" });
      list.scrollTop = listed;
    }

    function intoSight(element) {
      const box = element.getBoundingClientRect();
      if (box.top < 0 || box.bottom > innerHeight) { element.scrollIntoView({ block: "center" }); }
    }

    function toEntry(own) {
      const entry = entryOf.get(own);
      if (!entry?.id) { return; }
      name(entry.id);
      show(own);
      entry.querySelector("a.no").focus({ preventScroll: true });
      intoSight(entry);
      light(own);
    }

    function toText(own) {
      const ref = refOf.get(own);
      if (!ref) { return; }
      name(ref.closest("mark").id);
      ref.focus({ preventScroll: true });
      intoSight(ref);
      light(own);
    }

    reading.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
      const own = idAt(event.target);
      if (!own) { return; }
      if (text.contains(event.target)) {
        if (!getSelection().isCollapsed || !refOf.has(own)) { return; } // words are being selected
        event.preventDefault();
        toEntry(own);
      } else if (event.target.closest("a.no") || !event.target.closest("a, button, input, select, textarea, label, summary, form")) {
        if (!getSelection().isCollapsed || !refOf.has(own)) { return; }
        event.preventDefault();
        toText(own);
      }
    });

    // `step` forwards or back from where the focus is, in the text or in the list; `claims`: those alone.
    function step(by, claims) {
      const inText = text.contains(document.activeElement);
      const row = inText ? refs : entries.map((entry) => entry.querySelector("a.no"));
      const claim = (one) => !(inText ? one : one.closest(".entry")).classList.contains("said");
      const here = document.activeElement === text ? -1 : row.findIndex((one) => idAt(one) === focused());
      let at = here === -1 && by < 0 ? row.length : here;
      do { at += by; } while (row[at] && claims && !claim(row[at]));
      if (!row[at]) { return; }
      row[at].focus({ preventScroll: true });
      row[at].scrollIntoView({ block: inText ? "center" : "nearest" });
    }

    reading.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) { return; }
      if (event.target.closest("input, select, textarea, summary, [contenteditable]")) { return; }
      const own = focused();
      if (event.key === "j" || event.key === "k") {
        step(event.key === "j" ? 1 : -1, true);
      } else if (own && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        step(event.key === "ArrowDown" ? 1 : -1, false);
      } else if (own && event.key === "Escape") {
        if (text.contains(document.activeElement)) { text.focus({ preventScroll: true }); } else { document.activeElement.blur(); }
        light(null);
      } else {
        return;
      }
      event.preventDefault();
    });
  }
})();
