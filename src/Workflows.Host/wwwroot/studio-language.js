// Puts Studio's own words into the reader's language, for Studio itself speaks English only. The page brings this script and
// its words to readers of Chinese. What people have written, and what the server already says in their language, stays.
(() => {
  const { language, words } = JSON.parse(document.getElementById("studio-words").textContent);

  // Studio asks this for the language of its pager, dates and numbers; it would keep the answer for whoever comes next.
  Object.defineProperty(window, "blazorCulture", { get: () => ({ get: () => language, set: () => {} }), set: () => {} });

  const phrases = new Map();
  const patterns = [];
  for (const [english, theirs] of Object.entries(words))
    if (/\{\d\}/.test(english)) patterns.push([patternOf(english), theirs]);
    else phrases.set(english, theirs);

  // "Version {0}": only numbers stand in for the braces, so that no name is taken for part of a phrase.
  function patternOf(english) {
    const literal = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return new RegExp(`^${literal.replace(/\{(\d)\}/g, "(?<v$1>[\\d,]+)")}$`);
  }

  const say = text => {
    const known = phrases.get(text);
    if (known || text.length > 200 || !/\d/.test(text)) return known;
    for (const [pattern, theirs] of patterns) {
      const found = pattern.exec(text);
      if (found) return theirs.replace(/\{(\d)\}/g, (_, value) => found.groups[`v${value}`]);
    }
  };

  const attributes = ["title", "placeholder", "aria-label", "data-label"];

  // The drawing, code, chips and the cells of tables hold what people have written.
  const written = ".monaco-editor, .x6-graph, pre, code, textarea, [contenteditable=true], .mud-chip";
  const ofStudio = new Set(["Status", "Sub status", "SubStatus", "Readonly"].flatMap(word => [word, phrases.get(word)]));

  const isWritten = element => {
    if (element.closest(written)) return true;
    const cell = element.closest("tbody td");
    if (cell) return isWrittenIn(cell, element);
    return false;
  };

  const isWrittenIn = (cell, element) => {
    if (element.closest("button")) return false;
    const label = cell.dataset.label ?? cell.parentElement.cells[0].textContent.trim();
    return !ofStudio.has(label) && !(cell.dataset.label === undefined && cell.cellIndex === 0);
  };

  const translateText = node => {
    const text = node.data.trim();
    const theirs = text && say(text);
    if (theirs && !isWritten(node.parentElement)) node.data = node.data.replace(text, () => theirs);
  };

  const translateAttribute = (element, name) => {
    const theirs = say(element.getAttribute(name)?.trim());
    if (theirs && (name === "data-label" || !isWritten(element))) element.setAttribute(name, theirs);
  };

  const translateAll = root => {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) translateText(node);
    for (const element of [root, ...root.querySelectorAll(attributes.map(name => `[${name}]`).join())])
      for (const name of attributes) if (element.hasAttribute(name)) translateAttribute(element, name);
  };

  // Before the page is painted anew, so that nobody sees the English; what this changes itself is not looked at again.
  const observer = new MutationObserver(changes => {
    for (const { type, target, attributeName, addedNodes } of changes)
      if (type === "characterData") translateText(target);
      else if (type === "attributes") translateAttribute(target, attributeName);
      else for (const node of addedNodes) translateAll(node);
    observer.takeRecords();
  });
  observer.observe(document.body, {
    childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: attributes
  });
})();
