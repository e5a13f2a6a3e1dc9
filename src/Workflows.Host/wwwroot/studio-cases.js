// Studio's editors of cases (Switch) and of status codes (HTTP Request) show, and build the next edit on, what stood there when
// the activity was selected: a second case would overwrite the first. Once they have changed, the activity is selected anew.
(() => {
  const { shows } = document.getElementById("studio").dataset;
  if (shows !== "elsa-workflow-definition-editor") return;
  const designer = new URL("_content/Elsa.Studio.Workflows.Designer/designer.entry.js", document.baseURI).href;
  const lists = activity => JSON.stringify([activity?.cases, activity?.expectedStatusCodes]);
  const watched = new WeakSet();

  const watch = ({ graph, interop }) => {
    if (watched.has(graph)) return;
    watched.add(graph);
    graph.on("node:change:data", async ({ node, previous }) => {
      if (lists(previous) === lists(node.data) || !graph.isSelected(node)) return;
      await interop.raiseCanvasSelected();
      await interop.raiseActivitySelected(node.data);
    });
  };

  // Every body that is opened is a drawing of its own; who edits an activity has clicked in it before.
  document.addEventListener("pointerdown", async () => {
    if (!document.querySelector("#studio .x6-graph")) return;
    const { graphBindings } = await import(designer);
    Object.values(graphBindings).forEach(watch);
  }, true);
})();
