// Stands between Elsa Studio and the server, for Studio does not survive an answer that it does not expect: whoever edits is
// told when the session has ended, the server is away, somebody else has changed the flow or an act is refused, and what was
// edited waits.
(() => {
  const { endpoint } = document.getElementById("studio").dataset;
  const send = window.fetch.bind(window);
  const tags = new Map();
  let underWay = 0;

  window.fetch = async (input, init = {}) => {
    const url = new URL(typeof input === "string" ? input : input.url ?? input, document.baseURI);
    if (!url.href.startsWith(endpoint)) return send(input, init);
    const isWrite = (init.method ?? "GET") !== "GET" && !isQuestion(url.pathname);
    if (isWrite) underWay++;
    try {
      return await inTurn(editedIn(url.href, init), definition => deliver(url.href, init, isWrite, definition));
    } finally {
      if (isWrite) underWay--;
    }
  };

  // Asked by POST, for the question is long: what is given up of these is not missed.
  const isQuestion = path =>
    /\/(workflow-instances|journal|report|type-definitions\/[^/]+|options\/[^/]+|dry-run)$|\/bulk-actions\/export\//.test(path);

  // Studio saves again before the last save has been answered: only with its answer is it known what is replaced.
  const turns = new Map();
  const inTurn = (definition, act) => {
    if (!definition) return act(null);
    const turn = (turns.get(definition) ?? Promise.resolve()).catch(() => {}).then(() => act(definition));
    turns.set(definition, turn);
    return turn;
  };

  // What Studio has given up meanwhile is still sent when it is an edit; the page is then loaded anew.
  const deliver = async (url, init, isWrite, definition) => {
    for (;;) {
      const obstacle = await attempt(url, init, definition);
      if (obstacle.answer) {
        if (isWrite && init.signal?.aborted) location.reload();
        return obstacle.answer;
      }
      if (obstacle.error && init.signal?.aborted) throw obstacle.error;
      await overcome(obstacle.reason, definition);
    }
  };

  const attempt = async (url, init, definition) => {
    const headers = new Headers(init.headers);
    headers.set("Studio-Status", "in-header");
    if (definition && tags.has(definition)) headers.set("If-Match", tags.get(definition));
    let answer;
    try {
      answer = await read(await send(url, { ...init, headers, signal: init.method === "POST" ? undefined : init.signal }));
    } catch (error) {
      return { reason: "away", error };
    }
    if (answer.status === 401 || answer.status === 403 && await isShutOut()) return { reason: "out" };
    if (answer.status === 412) return { reason: "changed" };
    if ([502, 503, 504].includes(answer.status)) return { reason: "away" };
    remember(url, definition, answer);
    if (isFatal(url, init, answer.status)) {
      document.querySelector("#studio-refused [data-why]").textContent = await reasonOf(answer);
      return { reason: "refused" };
    }
    return { answer: (init.method ?? "GET") === "GET" ? answer : await whole(answer) };
  };

  // A refusal comes as 200, so that the console stays clean; Studio is told the true status.
  const read = async answer => {
    const status = Number(answer.headers.get("Studio-Status"));
    return status ? new Response(await answer.arrayBuffer(), { status, headers: answer.headers }) : answer;
  };

  // Why a save, an import or a run was refused Studio shows. These acts it takes for done, and ends when they are not.
  const isFatal = (url, init, status) =>
    status >= 400 && status < 500
    && (init.method === "DELETE" || init.method === "POST" && /\/(publish|retract|revert|cancel|alterations|bulk-actions\/\w+)\//.test(`${url}/`));

  const reasonOf = async answer => {
    const text = await answer.text();
    try {
      return Object.values(JSON.parse(text).errors).flat().join("\n");
    } catch {
      return text;
    }
  };

  // Studio does not read what an act is answered with when it can go on without: the request would count as broken off.
  const whole = async answer => {
    const { status, headers } = answer;
    const content = await answer.arrayBuffer();
    return new Response(status === 204 ? null : content, { status, headers });
  };

  // Which definition a request replaces.
  const editedIn = (url, init) => {
    if (init.method !== "POST" || !url.endsWith("/workflow-definitions") || init.body == null) return null;
    try {
      const text = typeof init.body === "string" ? init.body : new TextDecoder().decode(init.body);
      return JSON.parse(text).model?.definitionId ?? null;
    } catch {
      return null;
    }
  };

  const remember = (url, definition, answer) => {
    keepName(answer);
    // What was imported over a definition, or a version deleted, is Studio's own act: nobody else is in the next save's way.
    if (answer.ok && /\/workflow-definitions\/import|\/workflow-definition-versions\//.test(url)) tags.clear();
    const opened = /\/by-definition-id\/([^/?]+)|\/workflow-definitions\/([^/?]+)\/revert\//.exec(url)?.slice(1).find(Boolean);
    const id = definition ?? (opened && decodeURIComponent(opened));
    const tag = answer.headers.get("ETag");
    if (id && tag) tags.set(id, tag);
  };

  // Studio saves what it has exported under the plain name of the answer, in which Chinese is ____.
  let exported = null;
  const keepName = answer => {
    const name = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
    if (name) exported = decodeURIComponent(name);
  };
  const follow = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download && exported) this.download = exported;
    exported = null;
    return follow.call(this);
  };

  // One dialogue for all requests that meet the same obstacle.
  const asked = new Map();
  const overcome = (reason, definition) => {
    if (!asked.has(reason)) asked.set(reason, ask(reason).finally(() => asked.delete(reason)));
    return asked.get(reason).then(choice => {
      if (reason === "changed" && choice === "mine") tags.delete(definition);
    });
  };

  const ask = reason => new Promise(resolve => {
    const dialog = document.getElementById(`studio-${reason}`);
    hold();
    const done = choice => {
      window.removeEventListener("focus", again);
      dialog.close();
      later(release, 2000);
      resolve(choice);
    };
    const again = () => done("again");
    // Who has signed in in another tab comes back to this one.
    if (["out", "away"].includes(reason)) window.addEventListener("focus", again);
    dialog.oncancel = event => event.preventDefault();
    for (const button of dialog.querySelectorAll("button"))
      button.onclick = () => button.value === "theirs" ? leave() : done(button.value);
    dialog.showModal();
  });

  // Studio gives a request up after a hundred seconds and does not survive that either: its clocks stand still while
  // somebody is asked, and go on once the answers have come.
  const later = window.setTimeout.bind(window);
  const stop = window.clearTimeout.bind(window);
  const waiting = new Map();
  let holds = 0;
  window.setTimeout = (act, delay, ...values) => {
    const run = () => {
      if (holds > 0) waiting.set(id, run);
      else if (typeof act === "function") act(...values);
    };
    const id = later(run, delay);
    return id;
  };
  window.clearTimeout = id => {
    waiting.delete(id);
    stop(id);
  };
  const hold = () => { holds++; };
  const release = () => {
    if (--holds > 0) return;
    const due = [...waiting.values()];
    waiting.clear();
    for (const run of due) run();
  };

  const leave = () => {
    window.removeEventListener("beforeunload", warn);
    location.reload();
  };

  // An amber dot at the disk is Studio's sign of what is not saved.
  const isUnsaved = () => underWay > 0 || document.querySelector("#studio .mud-badge.mud-warning") !== null;
  const warn = event => {
    if (isUnsaved()) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);

  // Studio's runtime ends without a word when something in it fails unforeseen.
  const failed = event => {
    const message = String(event.reason?.message ?? event.message ?? "");
    if (message.includes("runtime already exited")) document.getElementById("blazor-error-ui").style.display = "block";
  };
  window.addEventListener("error", failed);
  window.addEventListener("unhandledrejection", failed);
})();
