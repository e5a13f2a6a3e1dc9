// Conveniences only: every page works without this file.
(() => {
  document.documentElement.classList.add("scripted");

  // Menus close by a click elsewhere and by Escape.
  const closeMenus = except => {
    for (const menu of document.querySelectorAll("details.menu[open]"))
      if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", event => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    closeMenus(null);
    open?.querySelector("summary").focus();
  });

  // A second click must not post twice; the buttons come back if the browser returns to the page.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // A long list of people is narrowed by typing; who is ticked stays in sight.
  for (const filter of document.querySelectorAll(".people-filter")) {
    filter.hidden = false;
    filter.addEventListener("keydown", event => { if (event.key === "Enter") event.preventDefault(); });
    filter.addEventListener("input", () => {
      const words = filter.value.trim().toLowerCase();
      for (const group of filter.parentElement.querySelectorAll(".people-group")) {
        const whole = group.firstElementChild.textContent.toLowerCase().includes(words);
        for (const person of group.querySelectorAll("label"))
          person.hidden = !(whole || person.textContent.toLowerCase().includes(words) || person.querySelector(":checked"));
        group.hidden = !group.querySelector("label:not([hidden])");
      }
    });
  }

  // Fields that hang on others come and go; what was typed in them stays until the form is sent, and the server decides.
  const said = (form, name) => {
    const inputs = [...form.elements].filter(e => e.name === name && e.type !== "hidden" && !e.closest(".off"));
    return inputs.filter(e => !["checkbox", "radio"].includes(e.type) || e.checked).map(e => e.value.trim()).filter(v => v);
  };
  const holds = (form, condition) => condition.not !== condition.terms.every(term => {
    const values = said(form, term.name);
    if (!values.length) return term.blank;
    return !term.values.length || values.some(v => term.values.includes(v) || term.values.some(w => w !== "" && +w === +v));
  });
  const showFields = form => {
    // One that is gone says nothing to those that hang on it.
    for (let round = 0, changed = true; changed && round < 10; round++) {
      changed = false;
      for (const field of form.querySelectorAll("[data-when]")) {
        const rule = JSON.parse(field.dataset.when);
        const off = rule.shown !== null && !holds(form, rule.shown);
        changed ||= off !== field.classList.contains("off");
        field.classList.toggle("off", off);
        const required = rule.always || rule.required.some(c => holds(form, c));
        field.querySelector(".form-label")?.classList.toggle("required", required);
        for (const input of field.querySelectorAll("input:not([type=checkbox]):not([type=hidden]), select, textarea"))
          if (required) input.setAttribute("aria-required", "true"); else input.removeAttribute("aria-required");
      }
    }
  };
  const showAllFields = () => {
    for (const form of new Set([...document.querySelectorAll("[data-when]")].map(f => f.closest("form")))) if (form) showFields(form);
  };
  document.addEventListener("input", event => { if (event.target.form?.querySelector("[data-when]")) showFields(event.target.form); });
  document.addEventListener("htmx:afterSwap", showAllFields);
  window.addEventListener("pageshow", showAllFields);
  showAllFields();

  // A file that is too large is told before it travels.
  document.addEventListener("change", event => {
    const { files, dataset } = event.target;
    if (!dataset.largest) return;
    event.target.setCustomValidity([...files].some(f => f.size > dataset.largest) ? dataset.tooLarge : "");
    event.target.reportValidity();
  });

  // Whoever ticks tasks wants to end them together.
  document.addEventListener("change", event => {
    if (event.target.matches?.(".pick:checked")) document.querySelector("details.bulk").open = true;
  });

  // What went wrong is read first.
  (document.getElementById("error-summary") ?? document.getElementById("message"))?.focus();

  // The flow's drawing starts where the case stands.
  for (const flow of document.querySelectorAll(".flow-scroll")) {
    const box = flow.querySelector(".flow-step.current, .flow-step.waiting")?.getBoundingClientRect();
    if (!box) continue;
    const frame = flow.getBoundingClientRect();
    flow.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
    flow.scrollTop += box.top - frame.top - (frame.height - box.height) / 2;
  }

  // A row that was added is where the next word goes.
  document.addEventListener("htmx:afterSwap", event => {
    const act = event.detail.requestConfig?.triggeringEvent?.submitter?.value ?? event.detail.requestConfig?.elt?.value ?? "";
    if (!act.startsWith("add:") && !act.startsWith("correct:")) return;
    const path = act.startsWith("add:") ? act.slice(4) : null;
    const rows = path ? document.getElementById("field" + path.replaceAll("/", "-")) : document.querySelector("fieldset.rows");
    const row = [...(rows?.querySelectorAll(".row-item") ?? [])].at(-1);
    const fields = [...(row?.querySelectorAll("select, input:not([type=hidden]), textarea") ?? [])];
    (fields.find(f => !f.value) ?? fields[0])?.focus();
  });
})();
