// Keeps a phone's own ticket, its ways out and the survey for when the network fails. The server writes RELEASE and FILES.
const SHELL = `shell-${RELEASE}`, KEPT = "kept", OFFLINE = "/offline", ANY = { ignoreVary: true };
const OURS = /^\/(t\/\w+(\/(leave|check-out))?|s\/\w+)$/;
const LINKS = /href="(\/(?:t\/\w+\/(?:leave|check-out)|s\/\w+)(?:\?[^"]*)?)"/g;

addEventListener("install", (event) => event.waitUntil((async () => {
  await (await caches.open(SHELL)).addAll(FILES.concat(OFFLINE));
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name[0] === "s" && name !== SHELL) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url), path = url.pathname, moves = request.mode === "navigate";
  if (request.method !== "GET" || url.origin !== origin || path.startsWith("/admin")) return;
  if (path.startsWith("/static/")) event.respondWith(file(request));
  else if (OURS.test(path) && (moves || request.headers.has("X-Poll"))) event.respondWith(page(event, path, moves));
  else if (moves) event.respondWith(fetch(request).catch(offline));
  if (moves) event.waitUntil(tidy(url.searchParams.get("lang")).catch(() => {}));
});

const offline = () => caches.match(OFFLINE, ANY);

async function file(request) {
  return await caches.match(request, ANY) || fetch(request).catch(() => caches.match(request, { ignoreSearch: true }));
}

async function page(event, path, moves) {
  const live = fetch(event.request);
  event.waitUntil(live.then((answer) => keep(path, answer.clone())).catch(() => {}));
  if (!moves) return live;
  const kept = await (await caches.open(KEPT)).match(path, ANY);
  if (!kept) return live.catch(offline);
  try {
    const answer = await Promise.race([live, new Promise((_, fail) => setTimeout(fail, 4000))]);
    if (answer.status > 501) throw 0;
    return answer;
  } catch (trouble) {
    return new Response((await kept.text()).replace("<main", `<main data-cached="${Date.parse(kept.headers.get("Date"))}"`), kept);
  }
}

async function keep(path, answer) {
  const cache = await caches.open(KEPT), known = await cache.match(path, ANY);
  if (answer.status === 304 && known) { // still true
    const headers = new Headers(known.headers);
    headers.set("Date", answer.headers.get("Date"));
    answer = new Response(known.body, { headers });
  } else if (answer.status === 304) answer = await fetch(path); // older than this worker
  if (answer.status === 404 || answer.status === 410) await cache.delete(path);
  if (answer.status !== 200) return;
  const text = await answer.clone().text(), links = [];
  await cache.put(path, answer);
  if (path.startsWith("/t/")) text.replace(LINKS, (_, link) => links.push(link.replace(/&amp;/g, "&")));
  for (const link of links) {
    const [way] = link.split("?");
    if (await cache.match(way, ANY)) continue;
    const more = await fetch(link);
    if (more.status === 200 && !more.redirected) await cache.put(way, more);
  }
}

async function tidy(language) {
  const cache = await caches.open(KEPT), shell = await caches.open(SHELL), page = await shell.match(OFFLINE, ANY);
  for (const request of await cache.keys()) {
    const { headers } = await cache.match(request, ANY);
    if (Date.now() - Date.parse(headers.get("Date")) > 864e5) await cache.delete(request);
  }
  const spoken = `${OFFLINE}?lang=${language}`;
  if (language && !page.url.endsWith(spoken)) await shell.put(OFFLINE, await fetch(spoken));
}
