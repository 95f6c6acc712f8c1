// The hall's screen: it asks for itself every few seconds and calls people out, one after the other.
// ES2017 without modules, XMLHttpRequest instead of fetch: televisions of 2017 run it. Without it the page renews itself.
(() => {
  "use strict";

  const SHORTEST = 3000, LONGEST = 5000, PATIENCE = 10000;
  const PAUSE = 700; // between two calls, milliseconds
  const SHOWN = 4000; // a call without sound is shown large at least that long before the next
  const STUCK = 15000; // a sound that neither ends nor fails by then is given up
  const SETTLED = 60000; // a new release is loaded at the earliest so long after the page itself
  const MINUTE = 60000;
  const tools = document.getElementById("tools");
  const soundButton = document.getElementById("sound"), fullButton = document.getElementById("full");
  const offline = document.getElementById("offline"), heard = document.getElementById("heard");
  let board = document.getElementById("board");
  const born = { at: performance.now(), release: board.dataset.release };

  const all = (selector) => Array.prototype.slice.call(board.querySelectorAll(selector));
  const time = (ms) => new Date(ms + Number(board.dataset.wall)).toISOString().slice(11, 16); // on the office's wall

  // The clock: the server's, carried on by this machine, whose own clock may be wrong.
  let told = performance.now(), answered = Number(board.dataset.now);
  const now = () => Number(board.dataset.now) + performance.now() - told;
  function tick() {
    const clock = document.getElementById("clock"), words = time(now());
    if (clock.textContent !== words) clock.textContent = words;
    setTimeout(tick, MINUTE - now() % MINUTE + 50);
  }

  // Sound: one player, because a browser that was asked once lets this one play on. A call is a chime and its clips.
  const player = new Audio();
  let sound = false;
  function play(address) {
    return new Promise((done, failed) => {
      const stuck = setTimeout(done, STUCK);
      const end = (then) => () => { clearTimeout(stuck); player.onended = player.onerror = null; then(); };
      player.onended = end(done);
      player.onerror = end(done); // a clip that is missing does not stop the others
      player.src = address;
      const playing = player.play();
      if (playing) playing.catch((refused) => { if (refused.name === "NotAllowedError") end(failed)(); });
    });
  }
  function switched(on) {
    sound = on;
    soundButton.hidden = on;
    fit();
    try { if (on) localStorage.setItem("sound", "on"); } catch (refused) { /* then a person presses again */ }
  }
  const chime = () => play(tools.dataset.chime).then(() => switched(true), () => switched(false));
  function wasOn() {
    try { return localStorage.getItem("sound") === "on"; } catch (refused) { return false; }
  }

  // Calls wait for each other. While one is called out, it stands in the large place.
  const known = {}, waiting = [];
  let calling = null;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  function learn() {
    const fresh = all("[data-call]").filter((one) => !known[one.dataset.call]);
    fresh.forEach((one) => { known[one.dataset.call] = true; });
    return fresh.filter((one) => "news" in one.dataset).reverse(); // the oldest first
  }
  function enlarge(call) {
    const place = document.getElementById("now");
    if (!place) return;
    place.classList.add("awaited");
    document.getElementById("number").textContent = call.number;
    const counter = document.getElementById("counter");
    counter.textContent = call.counter;
    counter.className = call.short ? "counter short" : "counter";
    document.getElementById("heading").textContent = tools.dataset.please;
  }
  function move() {
    const place = document.getElementById("now");
    if (!place) return;
    place.classList.remove("new");
    void place.offsetWidth; // begins the movement anew
    place.classList.add("new");
  }
  function callOut() {
    if (calling || !waiting.length) return;
    calling = waiting.shift();
    enlarge(calling);
    fit();
    move();
    heard.textContent = tools.dataset.please + " " + calling.number + ", " + calling.counter;
    const begun = performance.now();
    let said = Promise.resolve();
    if (sound) {
      const clips = calling.say ? calling.say.split(" ") : [];
      said = clips.reduce((before, clip) => before.then(() => (sound ? play(clip) : null)), chime()).catch(() => switched(false));
    }
    said
      .then(() => wait(Math.max(PAUSE, waiting.length || !sound ? SHOWN - (performance.now() - begun) : 0)))
      .then(() => { calling = null; if (waiting.length) callOut(); else restore(); });
  }

  // A television shows no second page: what does not fit is drawn smaller, by as many steps of the sheet as it takes.
  const STEPS = ["tight-1", "tight-2", "tight-3", "tight-4", "tight-5"];
  const fits = () => document.documentElement.scrollHeight <= window.innerHeight + 1;
  function fit() {
    STEPS.forEach((step) => board.classList.remove(step));
    STEPS.every((step) => { if (!fits()) board.classList.add(step); return board.classList.contains(step); });
  }

  // The page that came last, as it was sent: what stood in the large place meanwhile gives way to it.
  let last = board.cloneNode(true);
  function put(fresh) {
    board.parentNode.replaceChild(fresh, board);
    board = fresh;
  }
  function restore() {
    put(last.cloneNode(true));
    paint();
  }
  function paint() {
    document.getElementById("clock").textContent = time(now());
    if (calling) enlarge(calling);
    fit();
  }
  function show(fresh) {
    last = fresh.cloneNode(true);
    put(fresh);
    told = performance.now();
    learn().forEach((one) => waiting.push({ number: one.dataset.number, counter: one.dataset.counter, short: "short" in one.dataset, say: one.dataset.say }));
    paint();
    callOut();
  }

  // Asking: never all screens at once; 304 while nothing has changed. What is not our page is no answer.
  let next, asking = false;
  function again() {
    asking = false;
    next = setTimeout(ask, SHORTEST + Math.random() * (LONGEST - SHORTEST));
  }
  function ask() {
    if (asking) return;
    asking = true;
    clearTimeout(next);
    const request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.responseType = "document";
    request.timeout = PATIENCE;
    request.setRequestHeader("X-Poll", "1");
    request.setRequestHeader("If-None-Match", '"' + board.dataset.mark + '"');
    request.onload = () => {
      const fresh = request.status === 200 && request.response && request.response.getElementById("board");
      if (fresh) show(document.adoptNode(fresh));
      if (fresh || request.status === 304) back(); else lost();
    };
    request.onerror = request.ontimeout = lost;
    request.onloadend = again;
    request.send();
  }
  function back() {
    answered = now();
    offline.textContent = "";
    const released = board.dataset.release !== born.release;
    if (released && !calling && performance.now() - born.at > SETTLED) location.reload();
  }
  function lost() { offline.textContent = tools.dataset.offline.replace("{time}", time(answered)); }

  // The whole screen, where the browser can.
  const whole = document.documentElement.requestFullscreen || document.documentElement.webkitRequestFullscreen;
  const isWhole = () => document.fullscreenElement || document.webkitFullscreenElement;
  let offered;
  function offer() { // for a minute, and again when somebody comes with a mouse or keys: nothing stays in the way
    clearTimeout(offered);
    fullButton.hidden = Boolean(!whole || isWhole());
    fit();
    offered = setTimeout(() => { fullButton.hidden = true; fit(); }, MINUTE);
  }
  fullButton.addEventListener("click", () => { whole.call(document.documentElement); });
  document.addEventListener("fullscreenchange", offer);
  document.addEventListener("webkitfullscreenchange", offer);
  document.addEventListener("mousemove", offer);
  document.addEventListener("keydown", offer);

  learn(); // whoever was called before the screen was switched on has been called
  offer();
  window.addEventListener("online", ask);
  window.addEventListener("resize", fit);
  soundButton.addEventListener("click", chime);
  if (wasOn()) chime(); else soundButton.hidden = "silent" in tools.dataset; // there nobody is called by number
  tick();
  again();
})();
