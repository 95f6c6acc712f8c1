// The counter: the page refreshes itself, keys press its buttons, a clock runs. Without this file its forms still work.
(() => {
  "use strict";

  const SHORTEST = 5000, LONGEST = 10000;
  const poll = document.getElementById("poll");
  const trouble = document.getElementById("trouble");
  if (!poll || !window.htmx) return;

  // Refreshing: every 5 to 10 seconds, never all counters at once; 304 while nothing has changed.
  let next;
  function later() {
    clearTimeout(next);
    next = setTimeout(() => { htmx.trigger(poll, "poll"); later(); }, SHORTEST + Math.random() * (LONGEST - SHORTEST));
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) htmx.trigger(poll, "poll"); });
  window.addEventListener("online", () => htmx.trigger(poll, "poll"));
  later();

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target !== poll) return;
    const shown = document.querySelector("[data-tag]");
    event.detail.headers["X-Poll"] = "1"; // nobody did anything: the sign-in must not stay alive for it
    if (shown) event.detail.headers["If-None-Match"] = `W/"${shown.dataset.tag}"`;
  });

  // A word when the network or the server fails; it goes when an answer comes.
  function say(what) {
    trouble.textContent = what ? trouble.dataset[what] : "";
    trouble.hidden = !what;
  }
  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:timeout", () => say("offline"));
  document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.status >= 500 ? "offline" : "failed"));
  document.addEventListener("htmx:beforeOnLoad", (event) => { if (event.detail.xhr.status < 500) say(""); });

  // htmx gives the focus back to a button of the same id; when it is gone, the main button has it.
  let pressed = false;
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.target !== poll) pressed = true; });
  document.addEventListener("htmx:afterSettle", (event) => {
    tick();
    const button = document.getElementById("next");
    if (pressed && button && document.activeElement === document.body) button.focus({ preventScroll: true });
    const asked = event.detail.requestConfig;
    if (asked && asked.elt !== poll) pressed = false; // a refresh that settles meanwhile must not answer for the press
  });

  // Shortcuts: a button says its own key. They can be switched off (WCAG 2.1.4).
  const keys = document.getElementById("use-keys");
  document.getElementById("keys").hidden = false;
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    let key = event.key.toUpperCase();
    if (key === " ") {
      if (event.target.closest("button, a, summary")) return; // there it presses what has the focus
      key = "N";
    }
    if (!/^[A-Z]$/.test(key)) return;
    const button = document.querySelector(`[aria-keyshortcuts="${key}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // The clock of the person at the desk: seconds since the call or the start, counted from when the part came.
  let came = 0, clock = null;
  function tick() {
    const found = document.querySelector(".clock");
    if (!found) return;
    if (found !== clock) { clock = found; came = performance.now(); }
    const seconds = Math.floor(Number(clock.dataset.seconds) + (performance.now() - came) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  setInterval(tick, 1000);
  tick();
})();
