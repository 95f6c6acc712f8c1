// Keeps what a tablet shows while there is no network. The server writes RELEASE, HOME, PAGES and FILES above.
// Its store begins with "kiosk": the worker for phones (sw.js) leaves that one alone.
const SHELL = `kiosk-${RELEASE}`, PATIENCE = 4000, SOON = 20000, OLD = 600000, DOWN = 502;
let failed = -SOON, renewed = 0;

addEventListener("install", (event) => event.waitUntil(renew(FILES).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("kiosk-") && name !== SHELL) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("message", ({ data }) => { failed = data.gone ? performance.now() : -SOON; });
addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url), ours = url.pathname === HOME || url.pathname.startsWith(`${HOME}/`);
  if (request.method !== "GET" || url.origin !== origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate" && ours) event.respondWith(page(event, url));
});

// The pages of all languages, and files where they are not there yet; all or nothing.
async function renew(files) {
  const store = await caches.open(SHELL), fresh = [];
  for (const address of PAGES) {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok || answer.redirected) throw new Error("not let in");
    fresh.push([address, new Response(await answer.blob(), { headers: answer.headers })]); // unread answers hold up the next
  }
  if (files) await store.addAll(files);
  for (const [address, answer] of fresh) await store.put(address, answer);
  renewed = Date.now();
}

async function file(request) {
  return await caches.match(request, { ignoreVary: true }) || fetch(request).catch(() => caches.match(request, { ignoreSearch: true, ignoreVary: true }));
}

async function page(event, url) {
  const language = url.searchParams.get("lang"), address = PAGES.find((one) => one.endsWith(`lang=${language}`)) || PAGES[0];
  const kept = await (await caches.open(SHELL)).match(address, { ignoreVary: true });
  if (!kept) return fetch(event.request);
  if (performance.now() - failed < SOON) return kept; // the page goes on trying and says when the line is back
  const stop = new AbortController(), late = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(event.request, { signal: stop.signal });
    if (answer.status >= DOWN) throw answer;
    if (Date.now() - renewed > OLD) event.waitUntil(renew().catch(() => {}));
    return answer;
  } catch (trouble) {
    failed = performance.now();
    return kept;
  } finally {
    clearTimeout(late);
  }
}
