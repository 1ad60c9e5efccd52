// Keys and saving without a new page. Everything here works as plain links and forms, too.
"use strict";
(() => {
  const desk = document.getElementById("desk");
  if (!desk) return;
  const PACE = 3000; // ms between looks at the file on disk
  const REST = 500; // ms after the last mark
  let version = desk.dataset.version;
  let busy = false;
  const waiting = []; // keys pressed while an answer is on its way: they count afterwards, in their order

  const card = () => document.getElementById("card");
  const form = () => document.getElementById("marking");
  const filters = (more) => new URLSearchParams([...Object.entries(more), ...new URLSearchParams(desk.dataset.filters)]).toString();
  const letters = () => [...desk.querySelectorAll("[data-claim].letter")];
  const letter = (id) => document.getElementById(`at-${id}`);
  const chosen = () => card().dataset.claim || "";

  function tell(text, details = [], action) {
    const box = document.getElementById("notices");
    box.replaceChildren();
    if (!text) return;
    const notice = document.createElement("div");
    notice.className = "notice";
    const line = document.createElement("p");
    line.textContent = text;
    notice.append(line);
    const told = details.filter(Boolean);
    if (told.length) {
      const list = document.createElement("ul");
      for (const each of told) list.append(Object.assign(document.createElement("li"), { textContent: each }));
      notice.append(list);
    }
    if (action) notice.append(action);
    box.append(notice);
  }

  // What was typed and not saved yet.
  function dirty() {
    const fields = form();
    if (!fields) return false;
    return [...fields.elements].some((field) => {
      if (field.name === "by" || field.type === "hidden" || field.tagName === "BUTTON") return false;
      if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
      if (field.tagName === "SELECT") return [...field.options].some((each) => each.selected !== each.defaultSelected);
      return field.value !== field.defaultValue;
    });
  }

  function setCard(html) {
    const name = form()?.elements.by?.value;
    const place = document.createElement("template");
    place.innerHTML = html; // made by the server, every cell escaped; the policy runs no script in it
    const fresh = place.content.getElementById("card");
    if (!fresh) return tell("The answer could not be shown. Load the page again.");
    const old = card();
    const at = letter(fresh.dataset.claim);
    const block = at?.closest(".block");
    if (block && old.previousElementSibling !== block) { old.remove(); block.after(fresh); } else old.replaceWith(fresh);
    if (name && form()?.elements.by && !form().elements.by.value) form().elements.by.value = name;
    for (const each of desk.querySelectorAll(".chosen")) { each.classList.remove("chosen"); each.removeAttribute("aria-current"); }
    const id = fresh.dataset.claim;
    for (const each of desk.querySelectorAll(`[data-claims~="${CSS.escape(id)}"]`)) each.classList.add("chosen");
    if (at) { at.classList.add("chosen"); at.setAttribute("aria-current", "true"); }
    history.replaceState(null, "", `?${filters({ claim: id })}#at-${id}`);
    (fresh.querySelector("[data-focus]") || fresh).focus({ preventScroll: true });
    return fresh;
  }

  function mark(each) {
    const at = letter(each.id);
    if (at) {
      for (const pile of ["open", "verified", "decide", "set_aside", "view", "gone"]) at.classList.toggle(pile, pile === each.pile);
      at.querySelector(".mark").textContent = each.sign;
      at.querySelectorAll(".aside").forEach((aside) => { aside.textContent = `, ${each.word}`; });
    }
    for (const run of desk.querySelectorAll(`[data-claims~="${CSS.escape(each.id)}"]`)) {
      const lane = run.dataset.claims.split(" ").indexOf(each.id);
      const lanes = [...run.classList].filter((name) => /^l\d-/.test(name)).sort();
      if (lanes[lane]) run.classList.replace(lanes[lane], `${lanes[lane].slice(0, 2)}-${each.pile}`);
    }
  }

  let soon = 0;
  function refreshHead() { // once the hands rest: it counts the whole article
    clearTimeout(soon);
    soon = setTimeout(async () => {
      try {
        const answer = await fetch(`/head?${filters({})}`);
        if (answer.ok) document.getElementById("head").innerHTML = await answer.text();
      } catch { /* the next mark or look will tell */ }
    }, REST);
  }

  // One thing at a time, so that an answer never lands on a claim that was left meanwhile.
  async function working(task) {
    busy = true;
    try { return await task(); } catch {
      return tell("The page gets no answer: is `factcheck review` still running? What you typed is still here.");
    } finally {
      busy = false;
      replay();
    }
  }

  function replay() {
    while (waiting.length && !busy) {
      const key = waiting.shift();
      const field = document.activeElement;
      if (!typing(field)) command(key);
      else if (key === "Escape") leaveField();
      else if (key === "Enter") field.form?.requestSubmit(field.form.querySelector(".primary"));
      else if (key === "Backspace") field.value = field.value.slice(0, -1);
      else if (field.setRangeText && key.length === 1) field.setRangeText(key, field.selectionStart, field.selectionEnd, "end");
    }
  }

  const show = (id, how) => working(() => fetchCard(id, how));

  async function fetchCard(id, { scroll = true } = {}) {
    if (dirty() && !confirm("Leave this claim? What you typed is not saved.")) return;
    const answer = await fetch(`/card/${encodeURIComponent(id)}?${filters({})}`);
    const text = await answer.text();
    if (!answer.ok) return tell("This claim could not be shown.", [new DOMParser().parseFromString(text, "text/html").querySelector(".alert p")?.textContent]);
    setCard(text);
    reveal(id, scroll);
  }

  // The claim in the article; where the card has no place of its own beside it, the card.
  function reveal(id, scroll = true) {
    if (getComputedStyle(card()).position !== "fixed") card().scrollIntoView({ block: "start" });
    else if (scroll) letter(id)?.scrollIntoView({ block: "center" });
  }

  function step(by) {
    const all = letters();
    const at = all.findIndex((each) => each.dataset.claim === chosen());
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    if (all[next]) return show(all[next].dataset.claim);
    if (!all.length) return tell("No claim is shown: change the filter.");
    return tell(by > 0 ? "That was the last claim." : "That was the first claim.");
  }

  function nextOpen() {
    const all = letters();
    const at = all.findIndex((each) => each.dataset.claim === chosen());
    const round = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
    const waiting = (each) => each.classList.contains("open") || each.classList.contains("view");
    const next = round.find(waiting) || round.find((each) => each.classList.contains("decide"));
    return next ? show(next.dataset.claim) : tell("Nothing of what is shown is open.");
  }

  const send = (fields, button) => (busy ? undefined : working(() => post(fields, button)));

  async function post(fields, button) {
    const data = new URLSearchParams(new FormData(fields));
    if (button?.name) data.set(button.name, button.value);
    const answer = await fetch(fields.action, { method: "POST", body: data, headers: { "X-Factcheck": "script" } });
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) {
      const said = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(".alert p");
      return tell("Not done; what you typed is still here.", [...said].map((each) => each.textContent));
    }
    const said = await answer.json();
    if (said.html) setCard(said.html);
    if (!answer.ok) return tell(said.text || "", said.details);
    const before = version;
    version = said.version;
    said.marks.forEach(mark);
    tell(said.text, said.details);
    if (said.goto) await fetchCard(said.goto);
    refreshHead();
    if (before !== version) look(before, new Set(said.marks.map((each) => each.id)));
  }

  // The foot of the card names the last change; another card brings it anew.
  async function undoing() {
    const id = chosen();
    if (!id) return;
    try {
      const answer = await fetch(`/undoable?${filters({ claim: id })}`);
      const text = await answer.text();
      const box = document.getElementById("undoing");
      if (answer.ok && box && chosen() === id) box.innerHTML = text;
    } catch { /* the next mark or look will tell */ }
  }

  // Picks up what was changed on disk by others; `known` are claims that this page changed itself.
  async function look(since = version, known = new Set()) {
    if (document.hidden) return;
    let said;
    try {
      const answer = await fetch(`/changes?${filters({ since })}`);
      if (!answer.ok) return;
      said = await answer.json();
    } catch { return; }
    if (said.error) return tell(`${said.error}. What you typed is kept.`, [said.hint]);
    if (said.version === since || !said.text) return;
    version = said.version;
    const others = (said.cards || []).filter((id) => !known.has(id));
    if (said.reload) {
      if (!dirty() && !known.size) return location.reload();
      const again = Object.assign(document.createElement("a"), { textContent: "Load the page again", href: location.href, className: "button" });
      return tell(said.text, said.details, again);
    }
    if (!others.length) return;
    said.marks.forEach(mark);
    tell(said.text, said.details);
    refreshHead();
    if (!others.includes(chosen())) return undoing();
    if (!dirty()) {
      const inside = card().contains(document.activeElement);
      const answer = await fetch(`/card/${encodeURIComponent(chosen())}?${filters({})}`);
      if (answer.ok && !dirty()) { const focus = document.activeElement; setCard(await answer.text()); if (!inside) focus.focus(); }
    } else tell(said.text, [...said.details, "This is the claim you are typing at: what you typed is kept, and compared when you save."]);
  }

  const typing = (target) => target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");

  const leaveField = () => card().focus({ preventScroll: true });

  function command(key) {
    const act = {
      j: () => step(1), k: () => step(-1), Enter: nextOpen,
      n: () => form()?.elements.note?.focus(), e: () => form()?.elements.evidence?.focus(),
      "/": () => { document.querySelector(".filterbox").open = true; document.getElementById("q").focus(); },
      "?": () => { location.href = desk.querySelector('.pages [data-key="?"]').href; },
      Escape: () => { if (card().querySelector("[data-key=Escape]")) { form()?.reset(); show(chosen(), { scroll: false }); } },
    }[key];
    if (act) { act(); return true; }
    if (/^[1-9]$/.test(key)) {
      const choice = form()?.querySelector(`[name=candidate][value="${key}"]`);
      if (choice) { choice.click(); choice.focus(); } else if (form()) tell(`Nothing was found under ${key}.`);
      return Boolean(choice);
    }
    const button = [...card().querySelectorAll("button[data-key]")].find((each) => each.dataset.key === key);
    if (button) { button.form.requestSubmit(button); return true; }
    if (key === "z" && document.getElementById("undo")) {
      const others = document.querySelector("#undo button");
      tell(others ? "The last change is not a mark of yours: the foot of the card says whose it is." : "No mark to undo.");
    }
    if (!chosen() && /^[vwhdcopxune]$/.test(key)) tell("Choose a claim first: j or Enter.");
    return false;
  }

  function keyed(event) {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (busy) {
      if (event.key.length > 1 && !["Enter", "Escape", "Backspace"].includes(event.key)) return;
      event.preventDefault();
      waiting.push(event.key);
    } else if (typing(target)) {
      const lines = target.tagName === "TEXTAREA" && target.form?.id === "marking";
      if (event.key === "Escape") { event.preventDefault(); leaveField(); }
      if (event.key === "Enter" && lines && !event.shiftKey) {
        event.preventDefault();
        form().requestSubmit(form().querySelector(".primary"));
      }
    } else if (!(event.key === "Enter" && target.closest("a, button, summary, label, input")) && command(event.key)) event.preventDefault();
  }

  document.addEventListener("keydown", keyed);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#marking, #undo")) return;
    event.preventDefault();
    if (event.target.id === "undo" && form()?.elements.by?.value) event.target.elements.by.value = form().elements.by.value;
    send(event.target, event.submitter);
  });
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = event.target.closest(".letter[data-claim]");
    if (at) { event.preventDefault(); return show(at.dataset.claim, { scroll: false }); }
    const run = event.target.closest(".run[data-claims]");
    if (run && !String(getSelection())) {
      const ids = run.dataset.claims.split(" "); // a second click on nested claims goes on to the next of them
      return show(ids[(ids.indexOf(chosen()) + 1) % ids.length], { scroll: false });
    }
    const link = event.target.closest(".card a[data-key]");
    const go = link && { k: () => step(-1), j: () => step(1), Enter: nextOpen }[link.dataset.key];
    if (go) { event.preventDefault(); go(); }
  });
  window.addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });
  window.addEventListener("focus", () => { if (!busy) look(); });
  setInterval(() => { if (!busy) look(); }, PACE);
  if (chosen() && !document.querySelector("[data-focus]")) card().focus({ preventScroll: true });
  document.querySelector("[data-focus]")?.focus();
  if (chosen()) reveal(chosen());
})();
