// The tablet in the hall: back to the start when nobody touches it, no history, forms without leaving the page.
// Every page works without it.
(() => {
  "use strict";

  const TICK = 1000, HEARTBEAT = 60000, PATIENCE = 15000, SHORT = 7000;
  const said = document.getElementById("said"), idle = document.getElementById("idle");
  let screen = document.getElementById("screen");
  const home = screen.dataset.start;
  document.documentElement.classList.add("js");

  // Nothing of the last person stays: no history, no field, no page that comes back out of the browser's memory.
  function forget() { for (const form of document.forms) form.reset(); }
  // Below the start the worker answers without a network. Elsewhere nobody does, and there would be no way back:
  // such a page is asked for first, and this one stays in sight, with its way to the start, while none comes.
  async function go(address) {
    const { pathname } = new URL(address, location);
    if (home && pathname !== home && !pathname.startsWith(`${home}/`) && !await comes(address)) {
      said.textContent = said.dataset.weak;
      return;
    }
    forget();
    location.replace(address);
  }
  async function comes(address) {
    try { return (await ask(address, {}, SHORT)).status < 500; } catch (trouble) { return false; }
  }
  addEventListener("pageshow", (event) => { if (event.persisted) go(home || location.href); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    go(link.href);
  });

  // Forms: sent without leaving the page; an answer that only tells the way is followed without a trace in the history.
  let sending = false;
  function put(html) {
    const page = new DOMParser().parseFromString(html, "text/html"), fresh = page.getElementById("screen");
    if (!fresh) throw new Error("not our page");
    screen.replaceWith(fresh);
    screen = fresh;
    document.title = page.title;
    const target = screen.querySelector("[autofocus], [role=alert], h1");
    if (target) { target.tabIndex = -1; target.focus(); }
    scrollTo(0, 0);
    keys();
  }
  async function follow(form, address) { // the number's page may not come any more: then the form is still needed
    if (window.outage) await Promise.race([window.outage.answered(form, address).catch(() => {}), new Promise((done) => setTimeout(done, TICK))]);
    await go(address);
  }
  async function ask(address, options, patience = PATIENCE) {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), patience);
    try { return await fetch(address, Object.assign({ cache: "no-store", signal: stop.signal }, options)); } finally { clearTimeout(late); }
  }
  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    said.textContent = "";
    try {
      if (window.outage && window.outage.alone()) throw new Error("no network"); // nobody waits for what will not come
      const form = event.target, body = new URLSearchParams(new FormData(form));
      const answer = await ask(form.action, { method: "POST", body, headers: { "X-Script": "1" } }, window.outage ? SHORT : PATIENCE);
      if (answer.status === 204) await follow(form, answer.headers.get("Location"));
      else if (answer.status >= 500) throw answer;
      else put(await answer.text());
    } catch (trouble) {
      const given = window.outage && await window.outage.take(event.target).catch(() => false); // a number of its own
      if (!given) said.textContent = said.dataset.weak;
    }
    sending = false;
  });

  // Nobody there: a countdown that can be stopped, then the start. At the start itself only a picked language is undone.
  const words = document.getElementById("idle-words");
  let touched = performance.now();
  function show(seconds) {
    words.textContent = words.dataset.words.replace("{seconds}", seconds);
    if (!idle.hidden) return;
    idle.hidden = false;
    document.getElementById("stay").focus({ preventScroll: true });
  }
  function touch() { // anywhere: somebody who types on is there, whether they have seen the bar or not
    touched = performance.now();
    idle.hidden = true;
  }
  function look() {
    const left = Number(screen.dataset.idle) + Number(screen.dataset.grace) - (performance.now() - touched) / TICK;
    if (left <= 0) go(home);
    else if (left <= Number(screen.dataset.grace)) show(Math.ceil(left));
  }
  if (home && screen.dataset.atStart !== "fresh") {
    for (const kind of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(kind, touch, { passive: true });
    document.getElementById("stay").addEventListener("click", touch);
    setInterval(look, TICK);
  }

  // At the start: say that the tablet is alive, and learn what has changed.
  async function beat() {
    try {
      const answer = await ask(location.href, { headers: { "X-Poll": "1" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html"), fresh = page.getElementById("screen");
      const square = screen.querySelector(".scan"), next = fresh && fresh.querySelector(".scan"); // another one each minute
      if (square && next && !next.isEqualNode(square)) square.replaceWith(next.cloneNode(true));
      if (answer.ok && fresh && !fresh.isEqualNode(screen)) location.reload();
      if (answer.ok) said.textContent = "";
    } catch (trouble) {
      if (!window.outage) said.textContent = said.dataset.weak; // else it says itself how it stands
    }
  }
  if (screen.dataset.atStart === "fresh") setInterval(beat, HEARTBEAT);

  // Paper: once by itself, again on request.
  if ("print" in screen.dataset) addEventListener("load", () => print());
  document.addEventListener("click", (event) => { if (event.target.closest("[data-does=print]")) print(); });

  // Keys to tap, because a tablet on a wall may have no keyboard of its own.
  const KEYS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ⌫";
  let field;
  function press(key) {
    if (!field) return;
    field.value = key === "⌫" ? field.value.slice(0, -1) : field.value + key;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function keys() {
    const form = screen.querySelector("form[data-keys]");
    if (!form) return;
    const fields = form.querySelectorAll("input:not([type=hidden])"), board = document.createElement("div");
    board.className = "keys";
    for (const key of KEYS) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = key;
      button.addEventListener("click", () => press(key));
      board.append(button);
    }
    for (const one of fields) {
      one.inputMode = "none";
      one.addEventListener("focus", () => { mark(one, fields); });
    }
    form.querySelector(".pair").after(board);
    mark(form.querySelector("[aria-invalid]") || fields[0], fields);
  }
  function mark(one, fields) {
    for (const other of fields) other.classList.toggle("typed", other === one);
    field = one;
  }
  keys();
})();
