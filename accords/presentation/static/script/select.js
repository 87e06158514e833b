"use strict";
// Words that are selected in a report's text go into the form that adds a claim.
(() => {
  const article = document.querySelector("article.text");
  const field = document.querySelector("#adding textarea[name='value.words']");
  if (!article || !field) return;
  const box = document.getElementById("adding");
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!article.contains(range.commonAncestorContainer)) return;
    const words = selection.toString().trim();
    if (words) { field.value = words; box.open = true; }
  });
})();
