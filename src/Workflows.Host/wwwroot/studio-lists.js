// What Studio's lists lack. They can be sorted by columns whose order Studio then does not ask the server for: the clicked column is
// added to what it asks; the columns that the server cannot sort by are no buttons (studio.css). And the history of versions shows
// times as they come, unlike all others: they are given to it in the reader's zone. And what was selected stays selected, unseen, when
// it has been cancelled: the next act would be done to it as well.
(() => {
  const { shows } = document.getElementById("studio").dataset;
  const columns = {
    "elsa-workflow-definition-list": { 2: "Name", 3: "Version" },
    "elsa-workflow-instance-list": { 5: "Name", 8: "Created", 9: "LastExecuted", 10: "Finished" }
  }[shows] ?? {};
  let orderBy = null;
  document.addEventListener("click", event => {
    const cell = event.target.closest?.(".mud-table-sort-label")?.closest("th");
    if (cell) orderBy = columns[cell.cellIndex] ?? null;
  }, true);

  const inner = window.fetch;
  window.fetch = async (input, init = {}) => {
    const url = new URL(typeof input === "string" ? input : input.url ?? input, document.baseURI);
    const isOf = what => url.pathname.endsWith(`/${what}`);
    if (isOf("workflow-definitions") && url.searchParams.get("versionOptions") === "AllVersions")
      return inZone(await inner(input, init));
    if (orderBy && isOf("workflow-definitions") && url.searchParams.has("Page")) {
      url.searchParams.set("OrderBy", orderBy);
      return inner(url.href, init);
    }
    if (/\/(bulk-actions\/cancel|alterations)\//.test(url.pathname)) isCancelled = true;
    if (isOf("workflow-instances") && init.method === "POST") return askForRuns(input, init);
    return inner(input, init);
  };

  let isCancelled = false;
  const askForRuns = async (input, init) => {
    const text = typeof init.body === "string" ? init.body : new TextDecoder().decode(init.body);
    const body = orderBy ? JSON.stringify({ ...JSON.parse(text), orderBy }) : init.body;
    const answer = await inner(input, { ...init, body });
    if (isCancelled) setTimeout(selectNone, 300);
    isCancelled = false;
    return answer;
  };

  // The box over the others goes from some to all and from all to none.
  const selectNone = (tries = 2) => {
    const box = document.querySelector("#studio .instances-table thead .mud-checkbox");
    if (!box || tries === 0 || box.querySelector(".mud-checkbox-false")) return;
    box.querySelector("input").click();
    setTimeout(selectNone, 100, tries - 1);
  };

  const inZone = async answer => {
    if (!answer.ok) return answer;
    const list = await answer.json();
    for (const version of list.items) version.createdAt = local(new Date(version.createdAt));
    return new Response(JSON.stringify(list), { status: answer.status, headers: answer.headers });
  };

  const local = time => {
    const east = -time.getTimezoneOffset();
    const two = number => String(number).padStart(2, "0");
    const zone = `${east < 0 ? "-" : "+"}${two(Math.floor(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`;
    return new Date(time.getTime() + east * 60_000).toISOString().replace("Z", zone);
  };
})();
