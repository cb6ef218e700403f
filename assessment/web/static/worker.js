// Opens a respondent's pages from the browser's cache when there is no line. Only reading is ever intercepted: what is
// sent goes its way untouched. Pages are put into the cache by offline.js, under names that begin with the scope.

const PATIENCE = 6000; // milliseconds until a kept page is shown instead of one that does not come
const scope = new URL(registration.scope).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(asset(event.request));
  else if (pathname.startsWith(scope)) event.respondWith(kept(event.request));
});

// The newest copy in the caches of this scope.
async function copyOf(request) {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${scope} `));
  for (const name of names.reverse()) {
    const copy = await (await caches.open(name)).match(request, { ignoreVary: true });
    if (copy) return copy;
  }
  return null;
}

// The address of an asset changes with its content: any copy is the right one.
async function asset(request) {
  return (await copyOf(request)) ?? fetch(request);
}

async function kept(request) {
  const copy = await copyOf(request);
  if (!copy) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, copy));
  return Promise.race([answerOf(request, copy), late]);
}

// A page is unknown to the server while the answer that opens it is still on its way; unless the link leads nowhere.
async function answerOf(request, copy) {
  try {
    const found = await fetch(request);
    const isThere = found.status === 404 && (await fetch(scope, { redirect: "manual" })).status !== 404;
    return isThere || found.status >= 500 ? copy : found;
  } catch {
    return copy;
  }
}
