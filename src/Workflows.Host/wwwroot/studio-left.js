// Studio counts the flows that a bulk action or an import has dealt with and passes over the others without a word: which they
// are, and why, is told here.
(() => {
  const { endpoint } = document.getElementById("studio").dataset;
  const dialog = document.getElementById("studio-left");
  const guarded = window.fetch;

  window.fetch = async (input, init = {}) => {
    const answer = await guarded(input, init);
    const path = new URL(typeof input === "string" ? input : input.url ?? input, document.baseURI).pathname;
    const bulk = /\/bulk-actions\/(publish|retract)\/workflow-definitions\//.exec(path)?.[1];
    if (init.method !== "POST") return answer;
    if (bulk && answer.ok) tellOfBulk(bulk, await answer.clone().json());
    if (path.endsWith("/workflow-definitions/import") && answer.status === 400)
      tell("import", [[nameOf(init.body), messagesOf(await answer.clone().json())]]);
    return answer;
  };

  const tellOfBulk = async (act, { failed = [], skipped = [], notPublished = [], warnings = {} }) => {
    const left = [
      ...failed.map(id => [id, warnings[id] ?? []]),
      ...skipped.map(id => [id, [dialog.dataset.readonly]]),
      ...notPublished.map(id => [id, [dialog.dataset.unpublished]])
    ];
    if (left.length === 0) return;
    const names = await namesOf(left.map(([id]) => id));
    tell(act, left.map(([id, reasons]) => [names.get(id) ?? id, reasons]));
  };

  const namesOf = async ids => {
    const query = ids.map(id => `&definitionIds=${encodeURIComponent(id)}`).join("");
    const { items } = await (await guarded(`${endpoint}/workflow-definitions?versionOptions=Latest${query}`)).json();
    return new Map(items.map(one => [one.definitionId, one.name]));
  };

  const nameOf = body => {
    const model = JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body));
    return model.name || model.definitionId || "?";
  };

  const messagesOf = problem => Object.values(problem.errors ?? { problem: problem.title }).flat();

  // Of several files each is refused by itself: they gather in the dialogue that is open.
  const tell = (act, left) => {
    const list = dialog.querySelector("dl");
    if (!dialog.open) list.replaceChildren();
    for (const [name, reasons] of left) {
      list.append(element("dt", name), ...reasons.map(reason => element("dd", reason)));
    }
    dialog.querySelector("h2").textContent = dialog.dataset[act];
    if (!dialog.open) dialog.showModal();
  };

  const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  dialog.querySelector("button").addEventListener("click", () => dialog.close());
})();
