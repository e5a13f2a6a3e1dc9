// What an activity holds Studio lists by the inputs' keys: for readers of Chinese they bear the names that the editor shows. The page
// brings this script to them only.
(() => {
  const { endpoint } = document.getElementById("studio").dataset;
  const cells = row => [...row.cells].map(cell => cell.textContent.trim());

  const start = ({ items }) => {
    const names = new Map(items.map(activity => [
      activity.typeName,
      new Map([...activity.inputs, ...activity.outputs].map(one => [one.name, one.displayName]))
    ]));
    const touch = () => {
      for (const pane of document.querySelectorAll("#studio .mud-tabs-panels")) name(pane, names);
    };
    let isAsked = false;
    new MutationObserver(() => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => { isAsked = false; touch(); });
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
    touch();
  };

  // One table tells which type the activity is of, those after it what it holds.
  const name = (pane, names) => {
    const rows = [...pane.querySelectorAll(".mud-simple-table tr")];
    const known = names.get(rows.map(cells).find(([, value]) => names.has(value))?.[1]);
    if (!known) return;
    for (const { cells: [key] } of rows) {
      const text = key?.firstChild?.nodeType === Node.TEXT_NODE ? key.firstChild : null;
      const shown = text && known.get(text.data.trim());
      if (!shown || shown === text.data.trim()) continue;
      key.title = text.data.trim();
      text.data = shown;
    }
  };

  fetch(`${endpoint}/descriptors/activities`).then(answer => answer.json()).then(start);
})();
