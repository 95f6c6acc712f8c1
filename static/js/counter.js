// The counter: the page refreshes itself, keys press its buttons, a clock runs, a press that got no answer is sent again.
// Without this file its forms still work.
(() => {
  "use strict";

  const SHORTEST = 5000, LONGEST = 10000, AGAIN_AFTER = 1500, AGAIN_FOR = 60000;
  const poll = document.getElementById("poll");
  const trouble = document.getElementById("trouble");
  if (!poll || !window.htmx) return;
  const menu = () => document.getElementById("menu");
  const opened = () => menu().querySelector("details[open]");

  // Refreshing: every 5 to 10 seconds, never all counters at once; 304 while nothing has changed.
  let next;
  function refresh() { if (!kept.length) htmx.trigger(poll, "poll"); }
  function later() {
    clearTimeout(next);
    next = setTimeout(() => { refresh(); later(); }, SHORTEST + Math.random() * (LONGEST - SHORTEST));
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  window.addEventListener("online", () => { if (kept.length) sendAgain(); else refresh(); });

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.target !== poll) return;
    const shown = document.querySelector("[data-tag]");
    event.detail.headers["X-Poll"] = "1"; // nobody did anything: the sign-in must not stay alive for it
    if (shown && shown.dataset.tag) event.detail.headers["If-None-Match"] = `W/"${shown.dataset.tag}"`;
    if (opened() || menu().contains(document.activeElement)) event.detail.headers["X-Keep-Menu"] = "1";
  });

  // A word when the network or the server fails; it goes when an answer comes.
  function say(what) {
    trouble.textContent = what ? trouble.dataset[what] : "";
    trouble.hidden = !what;
  }

  // A press that got no answer is sent again with its very key, so that the server does it once; for a minute, then
  // nobody knows whether it was done, and that is said. Presses after it wait until it has an answer.
  let kept = [], again;
  function pressOf(asked) {
    return { path: asked.path, values: Object.fromEntries(asked.formData), since: Date.now() };
  }
  function keep(press) {
    const same = (one) => one.path === press.path && JSON.stringify(one.values) === JSON.stringify(press.values);
    if (!kept.some(same)) kept.push(press);
    return same(kept[0]);
  }
  function sendAgain() {
    clearTimeout(again);
    if (!kept.length) return;
    const { path, values } = kept[0];
    htmx.ajax("POST", path, { source: "#console", target: "#desk", swap: "innerHTML", values });
  }
  function sendSoon(after) {
    clearTimeout(again);
    again = setTimeout(sendAgain, after);
  }
  function failed(event) {
    const asked = event.detail.requestConfig;
    if (!asked || asked.verb !== "post") return say(kept.length ? "again" : "offline");
    keep(pressOf(asked));
    if (Date.now() - kept[0].since > AGAIN_FOR) { clearTimeout(again); kept = []; return say("lost"); }
    say("again");
    sendSoon(AGAIN_AFTER);
  }
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:timeout", failed);
  document.addEventListener("htmx:sendAbort", (event) => { // another request took its place before its answer came
    const asked = event.detail.requestConfig;
    if (!asked || asked.verb !== "post") return;
    keep(pressOf(asked));
    sendSoon(AGAIN_AFTER);
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status >= 500) return failed(event);
    if (event.detail.requestConfig.verb === "post") { clearTimeout(again); kept = []; }
    say(kept.length ? "again" : "failed");
  });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status >= 500) return;
    if (event.detail.requestConfig.verb === "post") {
      kept.shift(); // nothing else was on its way
      clearTimeout(again);
      if (kept.length) { kept[0].since = Date.now(); sendSoon(0); }
    }
    if (!kept.length && !(event.target === poll && trouble.textContent === trouble.dataset.lost)) say("");
  });

  // htmx gives the focus back to a button of the same id; when it is gone, the main button has it.
  let pressed = false;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target === poll) return;
    pressed = true;
    const asked = event.detail.requestConfig;
    if (asked.verb !== "post" || !kept.length || event.target.id === "console") return;
    if (keep(pressOf(asked))) return clearTimeout(again); // it is the first in line itself
    event.preventDefault();
    sendSoon(0);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    tick();
    const question = document.querySelector("#said [data-focus]");
    const button = document.getElementById("next");
    if (pressed && question) question.focus();
    else if (pressed && button && document.activeElement === document.body) button.focus({ preventScroll: true });
    const asked = event.detail.requestConfig;
    if (asked && asked.elt !== poll) pressed = false; // a refresh that settles meanwhile must not answer for the press
  });

  // A box of the menu that opens has the focus on its first button; Escape closes it. What was kept is drawn anew then.
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches("#menu > details")) return;
    const shown = document.querySelector("[data-tag]");
    if (!event.target.open) { if (shown) shown.dataset.tag = ""; return; }
    const first = event.target.querySelector("button");
    if (first && event.target.contains(document.activeElement)) first.focus({ preventScroll: true });
    event.target.scrollIntoView({ block: "nearest" });
  }, true);
  document.addEventListener("keydown", (event) => {
    const box = opened();
    if (event.key !== "Escape" || !box) return;
    box.open = false;
    box.querySelector("summary").focus();
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
    if (button.matches("summary")) button.focus();
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
  later();
})();
