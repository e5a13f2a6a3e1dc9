// What Elsa Studio cannot be told by its server: a picture for each of our own activities, for which it draws the same box,
// and that a kind of workflow which it offers is not there.
(() => {
  const { endpoint } = document.getElementById("studio").dataset;
  const box = "M21,16.5C21,16.88";
  const pictures = {
    Approve: "M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M8 12l3 3l5 -6",
    ApproveChain: "M22 6h-5v5h-5v5h-5v5h-5M6 10v-7M3 6l3 -3l3 3",
    Hear: "M6 10a7 7 0 1 1 13 3.6a10 10 0 0 1 -2 2a8 8 0 0 0 -2 3a4.5 4.5 0 0 1 -6.8 1.4M10 10a3 3 0 1 1 5 2.2",
    Assign: "M8 7a4 4 0 1 0 8 0a4 4 0 0 0 -8 0M6 21v-2a4 4 0 0 1 4 -4h4M15 19l2 2l4 -4",
    AssignEach: "M5 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M3 21v-2a4 4 0 0 1 4 -4h4a4 4 0 0 1 4 4v2M16 3.1a4 4 0 0 1 0 7.8M21 21v-2a4 4 0 0 0 -3 -3.9",
    Gather: "M4 4h6v6h-6zM14 4h6v6h-6zM4 14h6v6h-6zM14 17h6M17 14v6",
    AwaitCustomer: "M6.5 7h11M6.5 17h11M6 20v-2a6 6 0 1 1 12 0v2a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1zM6 4v2a6 6 0 1 0 12 0v-2a1 1 0 0 0 -1 -1h-10a1 1 0 0 0 -1 1z",
    SendMail: "M3 7a2 2 0 0 1 2 -2h14a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2zM3 7l9 6l9 -6",
    Copy: "M10 12a2 2 0 1 0 4 0a2 2 0 0 0 -4 0M21 12c-2.4 4 -5.4 6 -9 6c-3.6 0 -6.6 -2 -9 -6c2.4 -4 5.4 -6 9 -6c3.6 0 6.6 2 9 6",
    Letter: "M14 3v4a1 1 0 0 0 1 1h4M17 21h-10a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2h7l5 5v11a2 2 0 0 1 -2 2zM9 9h1M9 13h6M9 17h6",
    RemindOpen: "M10 5a2 2 0 1 1 4 0a7 7 0 0 1 4 6v3a4 4 0 0 0 2 3h-16a4 4 0 0 0 2 -3v-3a7 7 0 0 1 4 -6M9 17v1a3 3 0 0 0 6 0v-1",
    StartDeadline: "M3 12a9 9 0 1 0 18 0a9 9 0 0 0 -18 0M12 7v5l3 3",
    StopDeadline: "M3 12a9 9 0 1 0 18 0a9 9 0 0 0 -18 0M9 9h6v6h-6z",
    WaitForDay: "M4 7a2 2 0 0 1 2 -2h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2zM16 3v4M8 3v4M4 11h16M12 14v3",
    CheckNotice: "M4 7a2 2 0 0 1 2 -2h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2zM16 3v4M8 3v4M4 11h16M9 16l2 2l4 -4",
    RecordAbsence: "M4 7a2 2 0 0 1 2 -2h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2zM16 3v4M8 3v4M4 11h16M10 14l4 4M14 14l-4 4",
    StartCase: "M14 3v4a1 1 0 0 0 1 1h4M17 21h-10a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2h7l5 5v11a2 2 0 0 1 -2 2zM12 11v6M9 14h6",
    Archive: "M3 4h18v4h-18zM5 8v10a2 2 0 0 0 2 2h10a2 2 0 0 0 2 -2v-10M10 12h4",
    SetData: "M4 6a8 3 0 1 0 16 0a8 3 0 1 0 -16 0M4 6v6a8 3 0 0 0 16 0v-6M4 12v6a8 3 0 0 0 16 0v-6",
    Register: "M6 4h11a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-11a1 1 0 0 1 -1 -1v-14a1 1 0 0 1 1 -1M9 4v16M13 8h2M13 12h2",
    ListOpenTasks: "M3.5 5.5l1.5 1.5l2.5 -2.5M3.5 11.5l1.5 1.5l2.5 -2.5M3.5 17.5l1.5 1.5l2.5 -2.5M11 6h9M11 12h9M11 18h9",
    ApplyCorrection: "M4 20h4l10.5 -10.5a2.8 2.8 0 1 0 -4 -4l-10.5 10.5v4M13.5 6.5l4 4",
    GrantCustomerAccess: "M11 15a4 4 0 1 1 -4 -4a4 4 0 0 1 4 4M10 12l10 -9M17 6l3 3M14 8l2 2",
    DescribePerson: "M3 5h18v14h-18zM7 11a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M15 9h3M15 13h3M6 16h6",
    EndEmployment: "M8 7a4 4 0 1 0 8 0a4 4 0 0 0 -8 0M6 21v-2a4 4 0 0 1 4 -4h3.5M22 22l-5 -5M17 22l5 -5",
    HandOver: "M7 10h14l-4 -4M17 14h-14l4 4",
    ListRemaining: "M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0M21 21l-6 -6"
  };

  const start = ({ items }) => {
    const types = new Set(items.map(activity => activity.typeName));
    const ours = items.filter(activity => activity.typeName.startsWith("Workflows."));
    const byName = new Map(ours.map(activity => [activity.displayName, activity.typeName]));
    const touch = () => {
      for (const path of document.querySelectorAll(`#studio path[d^="${box}"]`)) draw(path, byName);
      if (!types.has("Elsa.StateMachine")) hideStateMachine();
    };
    // Studio draws anew whenever it likes; once a frame is enough.
    let isAsked = false;
    new MutationObserver(() => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => { isAsked = false; touch(); });
    }).observe(document.body, { childList: true, subtree: true });
    touch();
  };

  const draw = (path, byName) => {
    const picture = pictures[typeOf(path, byName)?.replace("Workflows.", "")];
    if (!picture) return;
    path.setAttribute("d", picture);
    path.setAttribute("style", "fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round");
  };

  // On the canvas the box says what it is, in the palette only its name does.
  const typeOf = (path, byName) => {
    const drawn = path.closest("elsa-activity-wrapper")?.getAttribute("activity-json");
    if (drawn) return /"type":"(Workflows\.\w+)"/.exec(drawn)?.[1];
    return byName.get(path.closest("[draggable=true]")?.textContent.trim());
  };

  const hideStateMachine = () => {
    for (const choice of document.querySelectorAll(".mud-dialog [role=radio], .mud-dialog .mud-radio, .mud-dialog .mud-paper"))
      if (choice.textContent.trim().startsWith("State machine")) choice.style.display = "none";
  };

  fetch(`${endpoint}/descriptors/activities`).then(answer => answer.json()).then(start);
})();
