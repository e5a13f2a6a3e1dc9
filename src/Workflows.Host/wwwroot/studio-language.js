// Puts Studio's own words into the reader's language, for Studio itself speaks English only. The page brings this script and
// its words to readers of Chinese. What people have written, and what the server already says in their language, stays.
(() => {
  const { language, words } = JSON.parse(document.getElementById("studio-words").textContent);

  // Studio asks this for the language of its pager, dates and numbers; it would keep the answer for whoever comes next.
  Object.defineProperty(window, "blazorCulture", { get: () => ({ get: () => language, set: () => {} }), set: () => {} });

  const phrases = new Map();
  const patterns = [];
  for (const [english, theirs] of Object.entries(words))
    if (/\{\d/.test(english)) patterns.push([patternOf(english), theirs]);
    else phrases.set(english, theirs);

  // "Version {0}": only numbers stand in for the braces, so that no name is taken for part of a phrase, but for {0:name}.
  function patternOf(english) {
    const literal = english.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    return new RegExp(`^${literal.replace(/\{(\d)(:name)?\}/g, (_, at, name) => `(?<v${at}>${name ? ".+" : "[\\d,]+"})`)}$`);
  }

  // The drawing keeps words together with spaces of its own.
  const plain = text => text?.replaceAll("\u00a0", " ").trim() ?? "";

  const say = text => {
    const known = phrases.get(text);
    if (known || text.length > 2000) return known;
    for (const [pattern, theirs] of patterns) {
      const found = pattern.exec(text);
      const value = at => sayEach(found.groups[`v${at}`]);
      if (found) return theirs.replace(/\{(\d)(:name)?\}/g, (_, at) => value(at));
    }
  };

  // What stands in for braces may be several things that Studio has put behind one another.
  const sayEach = list => {
    const parts = phrases.has(list) ? [list] : list.split(", ");
    return parts.every(part => phrases.has(part)) ? parts.map(part => phrases.get(part)).join("；") : list;
  };

  // Words that are a state here and the head of a column of times there.
  const times = { Started: "StartedAt", Completed: "CompletedAt", Finished: "FinishedAt" };
  const isTime = element => {
    if (element.closest("th, .mud-popover table, .mud-simple-table td:first-child")) return true;
    const beside = [...element.closest(".mud-list")?.querySelectorAll(".mud-list-item") ?? []];
    return beside.some(item => isAnyOf(["Updated"], plain(item.textContent)));
  };

  const attributes = ["title", "placeholder", "aria-label", "data-label"];
  const isAnyOf = (english, text) => english.some(word => word === text || phrases.get(word) === text);

  // Where people's own words stand: the drawing, code, chips, what activities offer in drop-downs, the palette with the flows
  // that are used as activities, the tabs that bear the names of flows (all but the last, which shows the code), the names in
  // the journal and the messages of incidents.
  const written = [
    ".x6-graph", ".monaco-editor", "pre", "code", "textarea", ".mud-chip",
    ".mud-list-extended", ".mud-select-extended .mud-input-slot",
    "elsa-workflow-definition-editor > .rz-splitter > .rz-splitter-pane:first-child .mud-expansion-panels",
    ".mud-dynamic-tabs > .mud-tabs-tabbar .mud-tooltip-root:has(~ .mud-tooltip-root)",
    ".mud-timeline-item-content .mud-typography-body2", ".truncate-text"
  ].join();

  const isWritten = element => {
    const cell = element.closest("tbody td");
    if (cell && isOfStudio(cell)) return false;
    if (element.closest(written)) return !isExitOfStudio(element) && !isFilterOfStudio(element);
    return cell !== null && element.closest("button") === null;
  };

  // Of tables' cells only these are Studio's, by their column or row; and the first of a row that tells about one thing, where
  // the rows are not themselves what people have named.
  const ofStudio = [
    "Status", "Sub status", "SubStatus", "Readonly", "Storage", "Incident Strategy", "Incident handling strategy", "Event"
  ];
  const named = ["Variables", "Input", "Inputs", "Output", "Outputs", "State", "Internal State"];

  const isOfStudio = cell => {
    if (cell.closest(".mud-popover")) return true;
    if (cell.dataset.label !== undefined) return isAnyOf(ofStudio, cell.dataset.label);
    const head = cell.closest("table").tHead?.rows[0]?.cells[cell.cellIndex];
    if (head) return isAnyOf(ofStudio, plain(head.textContent));
    // In Chinese the head over what an activity holds reads like the one over how it ended.
    if (isAnyOf(["Status"], plain(cell.parentElement.cells[0].textContent)) && isAnyOf(states, plain(cell.parentElement.cells[1]?.textContent)))
      return true;
    const about = cell.closest(".mud-simple-table")?.previousElementSibling;
    if (isAnyOf(named, plain(about?.textContent))) return false;
    return cell.cellIndex === 0 || isAnyOf(ofStudio, plain(cell.parentElement.cells[0].textContent));
  };

  // Of the filters of runs two list what Studio calls the states, the third the names of flows.
  const states = ["Completed", "Running", "Finished", "Executing", "Suspended", "Faulted", "Cancelled", "Pending"];
  const isFilterOfStudio = element => {
    const items = [...element.closest(".mud-list-extended")?.querySelectorAll(".mud-list-item-extended") ?? []];
    if (items.length > 0) return items.every(item => isAnyOf(states, plain(item.textContent)));
    const label = element.closest(".mud-select-extended")?.querySelector("label");
    return isAnyOf(["Status", "Sub status"], plain(label?.textContent));
  };

  // Exits that Studio draws by itself. Where people name exits as well, what stands before tells the two apart.
  const ends = ["File too large", "Request too large", "Invalid file extension", "Invalid file MIME type", "Timeout"];
  const isExit = (english, label) => isAnyOf(english, plain(label?.textContent));

  const isExitOfStudio = element => {
    const exit = element.closest(".x6-port-label, .activity-ports > *");
    if (!exit) return false;
    const all = exit.matches(".x6-port-label")
      ? [...exit.closest(".x6-node").querySelectorAll(".x6-port-out .x6-port-label")]
      : [...exit.parentElement.children];
    const place = all.indexOf(exit);
    if (isExit(["Timeout"], exit)) return isExit(["Failed to connect"], all[place - 1]);
    if (isExit(["Done"], exit)) return place === 0 || isExit(ends, all[place - 1]);
    if (isExit(["Default"], exit)) return place === all.length - 1;
    return isExit([...ends, "Unmatched status code", "Failed to connect"], exit);
  };

  const translateText = node => {
    const element = node.parentElement;
    const english = plain(node.data);
    const theirs = say(times[english] && isTime(element) ? times[english] : english);
    if (!theirs || isWritten(element)) return;
    // "Name - Started" in the journal: of the two only the last is Studio's.
    if (element.closest(".mud-timeline-item-content") && node !== element.lastChild) return;
    node.data = node.data.replace(node.data.trim(), () => theirs);
  };

  const translateAttribute = (element, name) => {
    const theirs = say(plain(element.getAttribute(name)));
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
