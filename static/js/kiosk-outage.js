// Gives numbers while there is no network, writes them down first, and sends them when there is one: docs/decisions/0014.
(() => {
  "use strict";

  const badge = document.getElementById("outage");
  if (!badge || !window.indexedDB) return;
  const { home, away, unsent, refused } = badge.dataset, screen = document.getElementById("screen");
  const AT_ONCE = 50, PATIENCE = 10000, AGAIN = 5000, NOTHING = 2000, FRESH = 120000, DAYS = 3, LOCAL = 252e5; // in Việt Nam
  const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const STRICT = { durability: "strict" };
  let offline = !navigator.onLine || ("shell" in screen.dataset && !location.hash), barred = false, busy = false, next;

  // On disk: numbers by their secret, and what is known of the server.
  const opening = new Promise((done, failed) => {
    const asked = indexedDB.open("kiosk", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("numbers", { keyPath: "token" });
      asked.result.createObjectStore("known");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = failed;
  });
  async function store(mode, act) {
    const change = (await opening).transaction(["numbers", "known"], mode, STRICT);
    const result = {};
    return new Promise((done, failed) => {
      act(change.objectStore("numbers"), change.objectStore("known"), result, change);
      change.oncomplete = () => done(result);
      change.onabort = failed;
    });
  }
  const read = () => store("readonly", (numbers, known, result) => {
    numbers.getAll().onsuccess = (event) => { result.all = event.target.result.sort((one, other) => one.at - other.at || one.number - other.number); };
    known.get("server").onsuccess = (event) => { result.server = event.target.result; };
  });

  // How far the clock that can be set has gone ahead of the one that cannot, since this page was opened.
  const ahead = () => Math.round(Date.now() - performance.timeOrigin - performance.now());
  const token = () => Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => CROCKFORD[byte & 31]).join("").toLowerCase();
  const dayOf = (ms) => new Date(ms + LOCAL).toISOString().slice(0, 10);

  // A number of our own: written down, and only then shown.
  async function take(form) {
    const fields = new FormData(form), group = Number(fields.get("group")), at = Date.now();
    if (!form.action.split("?")[0].endsWith("/take") || !group) return false;
    const made = { token: token(), group, at, form: fields.get("form_token") || "", priority: fields.get("priority") || "", respondent: fields.get("respondent") || "" };
    const { given } = await store("readwrite", (numbers, known, result) => {
      known.get("server").onsuccess = ({ target: { result: server } }) => {
        if (!server) return;
        const { contact } = server, moved = ahead() - (contact.origin === performance.timeOrigin ? contact.ahead : 0);
        const jump = Math.abs(moved) < NOTHING ? 0 : moved;
        const day = dayOf(contact.server + at - contact.device - Math.min(jump, 0)), number = (server.last[day] || 0) + 1;
        for (const old of Object.keys(server.last).sort().slice(0, -DAYS)) delete server.last[old];
        server.last[day] = number;
        const { server: told, device, trip } = contact;
        result.given = Object.assign(made, { prefix: server.prefix, number, day, jump, contact: { server: told, device, trip } });
        numbers.add(result.given);
        known.put(server, "server");
      };
    });
    if (!given) return false;
    location.replace(`${home}/offline?lang=${document.documentElement.lang}#${given.token}`);
    return true;
  }

  // Hearing of the server: it learns the numbers, we learn the time and its last number.
  async function post(body) {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), PATIENCE), began = [Date.now(), performance.now()];
    try {
      const answer = await fetch(`${home}/sync`, { method: "POST", cache: "no-store", signal: stop.signal, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      const told = await answer.json(); // what is no JSON is not from our server
      if (answer.status !== 200) return { status: answer.status, why: told.why };
      const trip = Math.max(0, performance.now() - began[1]);
      return { status: 200, told, contact: { server: told.now, device: Math.round(began[0] + trip / 2), trip: Math.ceil(trip), origin: performance.timeOrigin, ahead: ahead() } };
    } finally {
      clearTimeout(late);
    }
  }
  const heard = ({ told, contact }) => store("readwrite", (numbers, known) => {
    for (const one of Object.keys(told.recorded)) numbers.delete(one);
    known.get("server").onsuccess = ({ target: { result: server } }) => {
      const last = Object.assign({}, server && server.last);
      last[told.day] = Math.max(last[told.day] || 0, told.last);
      known.put({ prefix: told.prefix, last, contact }, "server");
    };
  });
  const bar = (tokens) => store("readwrite", (numbers) => {
    for (const one of tokens) numbers.get(one).onsuccess = ({ target: { result } }) => { if (result) numbers.put(Object.assign(result, { barred: true })); };
  });
  async function sync() {
    if (busy) return;
    busy = true;
    clearTimeout(next);
    try {
      for (let size = AT_ONCE, more = true; more;) {
        const { all, server } = await read(), sendable = all.filter((one) => !one.barred), tickets = sendable.slice(0, size);
        const answer = await post({ fresh: !server, unsent: all.length, tickets });
        const senseless = answer.why === "malformed";
        barred = answer.status === 401;
        offline = answer.status !== 200 && !barred && !senseless;
        more = false;
        if (answer.status === 200) {
          await heard(answer);
          if (answer.told.refused.length) await bar(answer.told.refused);
          more = sendable.length > tickets.length;
        } else if (senseless && tickets.length > 1) [size, more] = [1, true];
        else if (senseless && tickets.length) { await bar([tickets[0].token]); more = true; }
      }
    } catch (trouble) {
      offline = true;
    }
    busy = false;
    tell(offline);
    await paint();
  }
  // The worker asks a line that is known to be dead only now and then.
  function tell(gone) {
    const { controller } = navigator.serviceWorker || {};
    if (controller) controller.postMessage({ gone });
  }
  async function paint() {
    const { all } = await read(), stuck = barred ? all.length : all.filter((one) => one.barred).length;
    const words = [offline && away, all.length && (stuck ? refused.replace("{count}", stuck) : unsent.replace("{count}", all.length))];
    const said = words.filter(Boolean).join(" ");
    if (badge.textContent !== said) badge.textContent = said;
    clearTimeout(next);
    if (offline || (all.length && !barred)) next = setTimeout(sync, AGAIN);
    const resting = "shell" in screen.dataset && location.pathname === home && performance.now() > NOTHING;
    if (!offline && !all.length && resting) location.replace(location.href);
  }

  // The kept page: one part of it at a time.
  async function code(secret) { // as TicketToken.code: the first 30 bits from the end of the digest
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`claim\0${secret}`)));
    let end = 0;
    for (const byte of digest.slice(-4)) end = end * 256 + byte;
    const spelled = Array.from({ length: 6 }, (_, place) => CROCKFORD[Math.floor(end / 32 ** place) % 32]).join("");
    return `${spelled.slice(0, 3)}-${spelled.slice(3)}`;
  }
  function part(name) {
    for (const one of document.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== name;
    if (name === "start") screen.dataset.atStart = "fresh";
  }
  async function shown({ token: secret, prefix, number, group, at, contact, jump }) {
    const filled = {
      number: prefix + String(number).padStart(3, "0"),
      code: await code(secret),
      service: (document.querySelector(`label[for="group-${group}"] > span`) || badge).textContent,
      time: new Date(contact.server + at - contact.device - Math.min(jump, 0) + LOCAL).toISOString().slice(11, 16),
    };
    for (const place of document.querySelectorAll("[data-fill]")) {
      if (place.dataset.fill === "square") place.replaceChildren(qr.svg(`${screen.dataset.site}/t/${secret}`, filled.number));
      else place.textContent = (place.dataset.words || "{time}").replace("{time}", filled[place.dataset.fill]);
    }
    part("number");
    document.title = filled.number;
    if ("prints" in screen.dataset) print();
  }
  async function open() {
    const { all } = await read(), secret = location.hash.slice(1), lost = all.find((one) => !one.seen && Date.now() - one.at < FRESH && Date.now() >= one.at);
    const wanted = all.find((one) => one.token === secret) || (!location.pathname.endsWith("/take") && lost);
    if (!wanted) return part(location.pathname.endsWith("/take") ? "take" : "start");
    await shown(wanted);
    return store("readwrite", (numbers) => {
      numbers.get(wanted.token).onsuccess = ({ target: { result } }) => { if (result) numbers.put(Object.assign(result, { seen: true })); };
    });
  }

  window.outage = { take, alone: () => offline };
  if ("shell" in screen.dataset) {
    if (!location.hash && !location.pathname.endsWith("/take")) screen.dataset.atStart = "fresh";
    open();
  }
  if (!("start" in screen.dataset)) { // the page that pairs: nothing can be sent, and somebody should know of it
    barred = true;
    paint();
    return;
  }
  addEventListener("online", sync);
  addEventListener("offline", () => { offline = true; paint(); });
  addEventListener("load", () => {
    if (offline) paint();
    sync();
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    if (navigator.serviceWorker) navigator.serviceWorker.register(`${home}/worker.js`, { scope: home }).catch(() => {});
  });
})();
