// Timing people in the hall: a tap is written down on the phone, sent, and sent again until it has an answer; the page
// stays where it is. Without this file the forms still work.
(() => {
  "use strict";

  const AGAIN = 4000, STORE = `spot ${location.pathname}`;
  const main = document.querySelector("main");
  let taps = [], busy = false, timer;
  try { taps = JSON.parse(localStorage.getItem(STORE)) || []; } catch { /* nothing was kept */ }
  const keep = () => { try { localStorage.setItem(STORE, JSON.stringify(taps)); } catch { /* the tab keeps it */ } };
  const say = (what) => {
    const place = document.getElementById("outbox");
    place.textContent = what ? place.dataset[what].replace("{count}", taps.length) : "";
    place.hidden = !what;
  };
  const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  // The page in place of this one; what was open stays open, a remark begun stays, and the focus stays on the button of the same name.
  function show(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("main.spot");
    if (!fresh) { location.reload(); return; } // finished elsewhere, or signed out: the taps wait here
    const open = Array.from(main.querySelectorAll("details[open]"), (one) => one.id).filter((id) => !id.startsWith("slip-"));
    const focus = document.activeElement && document.activeElement.id, remark = document.getElementById("remark").value;
    main.replaceChildren(...fresh.childNodes);
    open.forEach((id) => { const same = document.getElementById(id); if (same) same.open = true; });
    document.getElementById("remark").value = remark;
    const target = document.getElementById(focus) || document.getElementById("came");
    if (target) target.focus({ preventScroll: true });
  }

  async function send() {
    clearTimeout(timer);
    if (busy || !taps.length) return;
    busy = true;
    const { url, body, at } = taps[0], sent = new URLSearchParams(body), age = Math.round((Date.now() - at) / 1000);
    sent.set("csrf_token", main.querySelector("[name=csrf_token]").value);
    if (age > 0) sent.set("age", age);
    try {
      const stop = new AbortController(), limit = setTimeout(() => stop.abort(), 10000);
      const answer = await fetch(url, { method: "POST", body: sent, headers: { "X-Script": "1" }, signal: stop.signal });
      const html = await answer.text();
      clearTimeout(limit);
      if (answer.status >= 500) throw 0;
      if (answer.redirected) { location.reload(); return; } // signed out, or finished: the taps wait here
      taps.shift();
      keep();
      if (answer.ok || answer.status === 422) { show(html); say(taps.length ? "kept" : ""); } else say("failed");
    } catch {
      say("kept");
      timer = setTimeout(send, AGAIN);
      busy = false;
      return;
    }
    busy = false;
    send();
  }

  main.addEventListener("submit", (event) => {
    const form = event.target;
    if ("finish" in form.dataset) {
      if (taps.length) { event.preventDefault(); say("wait"); send(); }
      return;
    }
    if (!("tap" in form.dataset)) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    if (body.has("key")) body.set("key", random()); // each tap is somebody: two come in at once, and there is “Hoàn tác”
    body.delete("csrf_token");
    taps.push({ url: form.action, body: `${body}`, at: Date.now() });
    keep();
    send();
  });
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  if (taps.length) say("kept");
  send();
})();
