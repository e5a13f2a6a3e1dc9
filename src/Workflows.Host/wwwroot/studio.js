// Puts the part of Elsa Studio that the address names into the page and follows what is clicked in it.
(() => {
  const place = document.getElementById("studio");
  const { shows, id, endpoint } = place.dataset;
  const go = path => { window.location.href = path; };
  const definition = value => go(`/studio/definitions/${encodeURIComponent(value)}`);
  const instance = value => go(`/studio/instances/${encodeURIComponent(value)}`);

  // Where Studio goes on its own, as when a run was started, it finds none of its pages here: ours is shown instead.
  const ours = url => {
    const [, kind, named] = /\/studio\/workflows\/(definitions|instances)(?:\/([^/?#]+))?/.exec(url) ?? [];
    return kind && `/studio/${kind}${named ? `/${named}` : ""}`;
  };
  for (const act of ["pushState", "replaceState"]) {
    const native = history[act].bind(history);
    history[act] = (state, title, url) => {
      const page = url && ours(new URL(url, document.baseURI).pathname);
      // The answer that led here has still to be read to its end.
      if (page) setTimeout(go, 100, page);
      else native(state, title, url);
    };
  }

  // Only once Studio knows the element: a callback set before would not reach it.
  const show = () => {
    const provider = document.createElement("elsa-backend-provider");
    provider.setAttribute("remote-endpoint", endpoint);
    const part = document.createElement(shows);
    part.setAttribute("remote-endpoint", endpoint);
    if (shows === "elsa-workflow-definition-editor") part.setAttribute("definition-id", id);
    if (shows === "elsa-workflow-instance-viewer") part.setAttribute("instance-id", id);
    part.editWorkflowDefinition = definition;
    part.workflowDefinitionExecuted = instance;
    part.viewWorkflowInstance = instance;
    place.append(provider, part);
    removeWaitOnceShown(part);
  };

  const removeWaitOnceShown = part =>
    new MutationObserver((_, observer) => {
      if (part.childElementCount === 0) return;
      document.getElementById("studio-wait").remove();
      observer.disconnect();
    }).observe(part, { childList: true });

  customElements.whenDefined(shows).then(show);
})();
