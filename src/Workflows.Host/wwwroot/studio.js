// Puts the part of Elsa Studio that the address names into the page and follows what is clicked in it.
(() => {
  const place = document.getElementById("studio");
  const { shows, id, endpoint } = place.dataset;
  const go = path => { window.location.href = path; };
  const definition = value => go(`/studio/definitions/${encodeURIComponent(value)}`);
  const instance = value => go(`/studio/instances/${encodeURIComponent(value)}`);

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
