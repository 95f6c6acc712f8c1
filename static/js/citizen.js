// Asks for the ticket again, calls out, keeps forms until there is a network: docs/decisions/0010.
(() => {
  "use strict";

  const main = document.querySelector("main");
  const [said, heard] = ["said", "heard"].map((name) => {
    const made = document.createElement("p");
    made.className = name;
    made.setAttribute("role", "status");
    main.before(made);
    return made;
  });
  const say = (words) => { said.textContent = words || ""; };
  const nothing = () => {};
  let drawn = Number(main.dataset.cached) || Date.now();

  async function ask(url, options) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 15000);
    const answer = await fetch(url, Object.assign({ cache: "no-store", signal: stop.signal }, options));
    answer.html = await answer.text();
    return answer;
  }

  // A page in place of this one: what is the same stays, with the focus and what was typed.
  function read(html) {
    const page = new DOMParser().parseFromString(html, "text/html"), fresh = page.querySelector("main.page");
    if (!fresh) throw 0; // a wireless network's sign-in page
    return { page, fresh };
  }
  function show({ page, fresh }) {
    const within = main.contains(document.activeElement);
    let old = main.firstElementChild;
    const drop = (until) => { while (old !== until) { const gone = old; old = old.nextElementSibling; gone.remove(); } };
    for (const made of Array.from(fresh.children)) {
      let same = old;
      while (same && !same.isEqualNode(made) && !(made.id === "watch" && same.id === "watch")) same = same.nextElementSibling;
      if (same) { drop(same); old = old.nextElementSibling; } else main.insertBefore(made, old);
    }
    drop(null);
    for (const name in main.dataset) delete main.dataset[name];
    Object.assign(main.dataset, fresh.dataset);
    drawn = Date.now();
    document.body.className = page.body.className;
    document.title = (main.dataset.call ? "● " : "") + page.title;
    const lost = within && !main.contains(document.activeElement);
    const target = main.querySelector("[autofocus]") || (lost && main.querySelector("h1"));
    if (target) { target.tabIndex = -1; target.focus({ preventScroll: lost }); }
  }

  // Asking again: the server says how often.
  let next, failures = 0, going = true, asking = false;
  const every = () => (going ? Number(main.dataset.every) : 0);
  function later(seconds) {
    clearTimeout(next);
    if (every() && !document.hidden) next = setTimeout(poll, seconds * (800 + 400 * Math.random()));
  }
  async function poll() {
    if (asking || !every() || document.hidden) return;
    asking = true;
    let pause = every();
    try {
      const answer = await ask(location.href, { headers: { "X-Poll": "1", "If-None-Match": `W/"${main.dataset.tag}"` } });
      if (answer.status === 429 || answer.status >= 500) throw answer;
      failures = 0;
      if (answer.status !== 304) update(read(answer.html));
      seen(Date.parse(answer.headers.get("Date")));
      pause = every();
      replay();
    } catch (trouble) {
      const told = trouble.headers && trouble.headers.get("Retry-After");
      pause = Math.max(Number(told) || 0, Math.min(pause * 2 ** ++failures, 120));
      weak();
    }
    asking = false;
    later(pause);
  }
  function update(answer) {
    const before = main.dataset.call;
    show(answer);
    if (!every()) rest();
    if (main.dataset.call && main.dataset.call !== before) ring();
    heard.textContent = Array.from(main.querySelectorAll("h1, .fact"), (one) => one.textContent.trim()).join(". ");
  }
  function seen(at) {
    const place = document.getElementById("seen");
    main.dataset.seen = new Date(at + 252e5).toISOString().slice(11, 16); // in Việt Nam
    if (place) place.textContent = place.dataset.words.replace("{time}", main.dataset.seen);
    if (said.textContent === said.weak) say();
  }
  function weak() {
    said.weak = (main.dataset.weak || "").replace("{time}", main.dataset.seen);
    if (!said.textContent) say(said.weak);
  }

  // Calling out, once somebody has tapped: browsers give no sound before.
  let sound, bell = false, lock;
  function ring() {
    if (bell) [0, .35, .7].forEach((at) => {
      const tone = sound.createOscillator(), loud = sound.createGain(), from = sound.currentTime + at;
      loud.gain.setValueAtTime(.5, from);
      loud.gain.exponentialRampToValueAtTime(.001, from + .3);
      tone.frequency.value = 880;
      tone.connect(loud).connect(sound.destination);
      tone.start(from);
      tone.stop(from + .3);
    });
    if ((bell || !sound) && navigator.vibrate) navigator.vibrate([400, 200, 400, 200, 800]);
  }
  function rest() {
    if (lock) lock.release();
    lock = null;
  }
  async function stayAwake() {
    if (bell && every() && !document.hidden && navigator.wakeLock) lock = await navigator.wakeLock.request("screen").catch(nothing);
  }
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-other]");
    if (!button) return;
    [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
    if (button.dataset.does === "bell") {
      sound = sound || new AudioContext();
      bell = !bell;
      if (bell) { sound.resume(); ring(); stayAwake(); } else rest();
    } else {
      going = !going;
      if (going) poll(); else rest();
    }
  });

  // The outbox: written down first, then sent. Of taking a number only the key is, for that day.
  const store = (mode, act) => new Promise((done, fail) => {
    setTimeout(fail, 3000);
    const opening = indexedDB.open("outbox");
    opening.onupgradeneeded = () => opening.result.createObjectStore("posts");
    opening.onerror = fail;
    opening.onsuccess = () => {
      const change = opening.result.transaction("posts", mode), asked = act(change.objectStore("posts"));
      change.oncomplete = () => { opening.result.close(); done(asked.result); };
      change.onabort = fail;
    };
  });
  const forget = (post) => store("readwrite", (posts) => posts.delete(post.key)).catch(nothing);

  async function send(post) {
    const body = new URLSearchParams(post.body), age = Math.round((Date.now() - post.at) / 1000);
    if (age > 0) body.append("age", age);
    const { status, headers, html } = await ask(post.url, { method: "POST", body, headers: { "X-Script": "1" } });
    if (status >= 500 || (status === 429 && post.until)) throw 0;
    return Object.assign(status === 204 ? { go: headers.get("Location") } : read(html), { done: status < 300 });
  }
  const again = () => setTimeout(replay, 20000), sending = new Set();
  document.addEventListener("submit", async (event) => {
    const form = event.target, { keep, never, kept, sent, late } = form.dataset, button = event.submitter;
    if ("forget" in form.dataset && window.caches) caches.delete("kept");
    if (!keep && !never) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form)), at = Date.now(), url = form.action;
    if (button && button.name) fields.append(button.name, button.value);
    let taken = url.endsWith("/take") && url + new Date().toDateString();
    if (taken) try {
      fields.set("form_token", localStorage[taken] = localStorage[taken] || fields.get("form_token"));
    } catch (refused) { taken = 0; }
    const body = `${fields}`, key = url + body, page = location.pathname;
    const post = { key, url, body, at, until: keep && drawn + keep * 1000, page, kept, sent, late };
    if (sending.has(key)) return;
    sending.add(key);
    say();
    const written = keep && await store("readwrite", (posts) => posts.put(post, key)).then(() => 1, nothing);
    try {
      const answer = await send(post);
      if (taken) delete localStorage[taken];
      if (written) await forget(post);
      if (answer.go) location.assign(answer.go); else show(answer);
    } catch (trouble) {
      if (!keep) say(never);
      else if (written) { say(kept); again(); } else form.submit();
    }
    sending.delete(key);
  });

  let replaying = false;
  async function replay() {
    if (replaying || document.hidden) return;
    replaying = true;
    for (const post of await store("readonly", (all) => all.getAll()).catch(() => [])) {
      if (sending.has(post.key)) continue;
      try {
        const over = Date.now() > post.until, answer = over || await send(post);
        await forget(post);
        if (over) say(post.late);
        else if (answer.go && location.pathname === post.page) location.assign(answer.go);
        else say(answer.done ? post.sent : answer.fresh.querySelector(".error-summary li, h1").textContent);
      } catch (trouble) {
        say(post.kept);
        again();
        break;
      }
    }
    replaying = false;
  }

  const back = () => { if (!document.hidden) { poll(); replay(); stayAwake(); } };
  document.addEventListener("visibilitychange", back);
  addEventListener("pageshow", (event) => { if (event.persisted) back(); });
  addEventListener("online", () => { if ("offline" in main.dataset) location.reload(); else back(); });
  addEventListener("load", () => { if (navigator.serviceWorker) navigator.serviceWorker.register("/sw.js").catch(nothing); });
  document.documentElement.classList.add("js");
  if (main.dataset.call) document.title = `● ${document.title}`;
  if (main.dataset.cached) { seen(drawn); weak(); poll(); } else later(every());
  replay();
})();
