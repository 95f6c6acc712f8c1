// Gives numbers while there is no network, writes them down first, and sends them when there is one: docs/decisions/0014.
(() => {
  "use strict";

  const badge = document.getElementById("outage");
  if (!badge || !window.indexedDB) return;
  const { home, away, unsent, refused } = badge.dataset, screen = document.getElementById("screen");
  const AT_ONCE = 50, PATIENCE = 10000, AGAIN = 5000, LATER = 3600000, NOTHING = 2000, FRESH = 120000, DAYS = 3, LOCAL = 252e5; // in Việt Nam
  const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const STRICT = { durability: "strict" };
  let offline = !navigator.onLine || ("shell" in screen.dataset && !location.hash), barred = false, busy = false, next;

  // On disk: numbers by their secret; what is known of the server, by the unit the tablet stands in; and the form that the
  // server has answered, until its number is in sight.
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
    known.get(home).onsuccess = (event) => { result.server = event.target.result; };
    known.get("answered").onsuccess = (event) => { result.answered = event.target.result; };
  });
  // A number goes to the unit it was given in; one that was refused is offered again an hour later.
  const sendable = (one) => one.home === home && !(one.barred && Math.abs(Date.now() - one.barred) < LATER);

  const token = () => Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte) => CROCKFORD[byte & 31]).join("").toLowerCase();

  // How far the clock that can be set has gone ahead of the one that cannot, added up from page to page: Chromium compares
  // the two when its process starts, so only what changes within a page counts. After a page that did not end as pages do
  // (killed, crashed, switched off) a new run begins: what the clock did meanwhile, nobody saw.
  const ahead = () => Date.now() - performance.timeOrigin - performance.now(), atFirst = ahead();
  const before = JSON.parse(sessionStorage.getItem("clock")) || { run: token(), jumps: 0 }, { run } = before;
  const jumps = () => Math.round(before.jumps + ahead() - atFirst);
  sessionStorage.removeItem("clock");
  addEventListener("pagehide", () => sessionStorage.setItem("clock", JSON.stringify({ run, jumps: jumps() })));
  const dayOf = (ms) => new Date(ms + LOCAL).toISOString().slice(0, 10);

  // A number of our own: written down, and only then shown.
  function wished(form) {
    const fields = new FormData(form), group = Number(fields.get("group"));
    if (!form.action.split("?")[0].endsWith("/take") || !group) return null;
    return { group, at: Date.now(), form: fields.get("form_token") || "", priority: fields.get("priority") || "", respondent: fields.get("respondent") || "" };
  }
  async function give(wish) {
    if (!wish) return false;
    const { given } = await store("readwrite", (numbers, known, result) => {
      numbers.getAll().onsuccess = ({ target: { result: all } }) => {
        result.given = all.find((one) => one.form === wish.form && one.form !== "kept" && one.form); // tapped twice
        if (!result.given) known.get(home).onsuccess = ({ target: { result: server } }) => {
          if (!server) return;
          const { server: told, device, trip, run: watched, jumps: then } = server.contact, unwatched = watched !== run;
          const moved = unwatched ? 0 : jumps() - then, jump = Math.abs(moved) < NOTHING ? 0 : moved;
          const day = dayOf(told + wish.at - device - Math.min(jump, 0)), number = (server.last[day] || 0) + 1;
          for (const old of Object.keys(server.last).sort().slice(0, -DAYS)) delete server.last[old];
          server.last[day] = number;
          result.given = Object.assign({ token: token(), home, device: server.device, prefix: server.prefix, number, day, jump, unwatched, contact: { server: told, device, trip } }, wish);
          numbers.add(result.given);
          known.delete("answered");
          known.put(server, home);
        };
      };
    });
    if (!given) return false;
    location.replace(`${home}/offline?lang=${document.documentElement.lang}#${given.token}`);
    return true;
  }
  const take = async (form) => give(wished(form));
  // The server has given a number that nobody has seen yet: should its page not come, the form goes with one of our own.
  async function answered(form, address) {
    const wish = wished(form);
    if (wish) await store("readwrite", (numbers, known) => { known.put({ path: new URL(address, location).pathname, wish }, "answered"); });
  }

  // Hearing of the server: it learns the numbers, we learn the time and its last number.
  async function post(body) {
    const stop = new AbortController(), late = setTimeout(() => stop.abort(), PATIENCE), began = [Date.now(), performance.now()];
    try {
      const answer = await fetch(`${home}/sync`, { method: "POST", cache: "no-store", signal: stop.signal, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      const told = await answer.json(); // what is no JSON is not from our server
      if (answer.status !== 200) return { status: answer.status, why: told.why };
      const trip = Math.max(0, performance.now() - began[1]);
      return { status: 200, told, contact: { server: told.now, device: Math.round(began[0] + trip / 2), trip: Math.ceil(trip), run, jumps: jumps() } };
    } finally {
      clearTimeout(late);
    }
  }
  const heard = ({ told, contact }) => store("readwrite", (numbers, known) => {
    for (const one of Object.keys(told.recorded)) numbers.delete(one);
    known.get(home).onsuccess = ({ target: { result: server } }) => {
      const same = server && server.device === told.device, last = same ? server.last : {};
      last[told.day] = Math.max(last[told.day] || 0, told.last);
      known.put({ device: told.device, paired: told.paired, prefix: told.prefix, last, contact }, home);
      if (same && server.paired === told.paired) return;
      numbers.getAll().onsuccess = ({ target: { result: all } }) => { // paired again: what was refused may be welcome now
        for (const one of all) if (one.barred) numbers.put(Object.assign(one, { barred: 0 }));
      };
    };
  });
  const bar = (tokens) => store("readwrite", (numbers) => {
    for (const one of tokens) numbers.get(one).onsuccess = ({ target: { result } }) => { if (result) numbers.put(Object.assign(result, { barred: Date.now() })); };
  });
  async function sync() {
    if (busy) return;
    busy = true;
    clearTimeout(next);
    try {
      for (let size = AT_ONCE, more = true; more;) {
        const { all, server } = await read(), ready = all.filter(sendable), tickets = ready.slice(0, size);
        const answer = await post({ fresh: !server, unsent: all.length, tickets });
        const senseless = answer.why === "malformed";
        barred = answer.status === 401;
        offline = answer.status !== 200 && !barred && !senseless;
        more = false;
        if (answer.status === 200) {
          await heard(answer);
          if (answer.told.refused.length) await bar(answer.told.refused);
          more = ready.length > tickets.length;
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
    const { all } = await read(), stuck = barred ? all.length : all.filter((one) => !sendable(one)).length;
    const words = [offline && away, all.length && (stuck ? refused.replace("{count}", stuck) : unsent.replace("{count}", all.length))];
    const said = words.filter(Boolean).join(" ");
    if (badge.textContent !== said) badge.textContent = said;
    clearTimeout(next);
    const settled = barred || !all.some(sendable);
    if (offline || all.length) next = setTimeout(sync, offline || !settled ? AGAIN : LATER);
    if (offline || !settled || !("shell" in screen.dataset) || location.pathname !== home) return;
    if (performance.now() > NOTHING) location.replace(location.href);
    else next = setTimeout(paint, NOTHING); // the line is back, but not more than one look each two seconds
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
    const { all, answered: last } = await read(), secret = location.hash.slice(1), path = location.pathname, taking = path === `${home}/take`;
    if (last && last.path === path && await give(last.wish)) return null;
    const lost = all.find((one) => one.home === home && !one.seen && Date.now() - one.at < FRESH && Date.now() >= one.at);
    const wanted = all.find((one) => one.token === secret) || (!taking && lost);
    if (!wanted && !taking && path !== home) return location.replace(`${home}?lang=${document.documentElement.lang}`); // it never says “start” elsewhere
    if (!wanted) return part(taking ? "take" : "start");
    await shown(wanted);
    return store("readwrite", (numbers) => {
      numbers.get(wanted.token).onsuccess = ({ target: { result } }) => { if (result) numbers.put(Object.assign(result, { seen: true })); };
    });
  }

  window.outage = { take, answered, alone: () => offline };
  if ("shell" in screen.dataset) {
    part(); // nothing, until it is known what
    if (location.pathname === home && !location.search) screen.dataset.atStart = "fresh";
    open();
  } else store("readwrite", (numbers, known) => { known.delete("answered"); });
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
