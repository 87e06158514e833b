// Search of a site without a server: finds words in the list that the page carries.
(() => {
  "use strict";
  const finder = document.querySelector(".finder"); // by class: in a file of all pages ids are others
  if (!finder) return;
  const [list, input, told, found] = [".finder-list", "input", ".finder-told", ".finder-found"].map((one) => finder.querySelector(one));

  const SHOWN = 50; // of each part; more are counted
  const LETTER = "[\\p{L}\\p{N}]";
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const parts = Object.entries(JSON.parse(list.textContent)).map(([name, rows]) => [
    name,
    rows.map((row) => ({ row, plain: plain(`${row[0]} ${row[1]} ${row[2]}`) })),
  ]);

  // A phrase: its words one after another, each at the beginning of a word; very short ones are whole words. The plural's s does not matter.
  const pattern = (words) => {
    const single = words.map((word) => (word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word));
    const each = single.map((word) => word + (word.length > 3 ? `${LETTER}*` : "s?") + `(?!${LETTER})`);
    return new RegExp(`(?<!${LETTER})${each.join("[^\\p{L}\\p{N}]+")}`, "gu");
  };
  const terms = (words) => {
    const wanted = [];
    const unwanted = [];
    for (const [, minus, phrase, sign, word] of words.matchAll(/(-?)"([^"]*)"|(-?)(\S+)/g)) {
      const pieces = plain(phrase ?? word).match(/[\p{L}\p{N}]+/gu);
      if (pieces) (minus || sign ? unwanted : wanted).push(pattern(pieces));
    }
    return { wanted, unwanted };
  };
  const has = (text, one) => text.search(one) >= 0;

  // The text with what was looked for marked. Plain letters are as many as the text's, or a few more or less: each knows its own.
  const marked = (text, wanted) => {
    let flat = "";
    const at = [];
    let index = 0;
    for (const letter of text) {
      for (const one of plain(letter)) {
        flat += one;
        for (let unit = 0; unit < one.length; unit += 1) at.push(index);
      }
      index += letter.length;
    }
    at.push(text.length);
    const places = wanted.flatMap((one) => [...flat.matchAll(one)].map((m) => [at[m.index], at[m.index + m[0].length]]));
    places.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const whole = document.createElement("bdi");
    let end = 0;
    for (const [from, to] of places) {
      if (from < end) continue;
      whole.append(text.slice(end, from));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      whole.append(mark);
      end = to;
    }
    whole.append(text.slice(end));
    return whole;
  };
  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };
  const entry = ([what, words, place, href], wanted) => {
    const link = element(href ? "a" : "span", "", marked(words || what, wanted));
    if (href) link.setAttribute("href", href);
    const head = words ? [element("p", "what", marked(what, wanted))] : [];
    return element("article", "hit", ...head, element("p", words ? "excerpt" : "what", link), element("p", "where", marked(place, wanted)));
  };

  const show = () => {
    found.replaceChildren();
    const { wanted, unwanted } = terms(input.value);
    if (!wanted.length) {
      told.textContent = input.value.trim() ? "No word to look for." : "";
      return;
    }
    const counts = [];
    for (const [name, rows] of parts) {
      const hits = rows.filter(({ plain: text }) => wanted.every((one) => has(text, one)) && !unwanted.some((one) => has(text, one)));
      counts.push(`${hits.length.toLocaleString("en")} ${hits.length === 1 ? name.slice(0, -1) : name}`);
      if (!hits.length) continue;
      const title = name[0].toUpperCase() + name.slice(1);
      const more = hits.length > SHOWN ? `, the latest ${SHOWN} of ${hits.length.toLocaleString("en")}` : "";
      found.append(element("section", "", element("h2", "", title + more), ...hits.slice(0, SHOWN).map(({ row }) => entry(row, wanted))));
    }
    told.textContent = `${counts.join(", ")} found.`;
  };

  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  input.disabled = false;
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  show();
})();
