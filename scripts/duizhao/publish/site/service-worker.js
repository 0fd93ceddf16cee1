// Keeps the whole site in the reader's browser, for who reads without a network. What is kept is named by what is in it:
// a file of another version has another name, so that a page never meets one.
"use strict";

// Each file of the site by its path, with the beginning of its SHA-256; null takes all that was kept away.
const FILES = {};
const STORE = "duizhao " + registration.scope;
const AT_ONCE = 4;

function nameOf(path) { return new URL(path, registration.scope).href + "?" + FILES[path]; }

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return Array.from(bytes.slice(0, 8), byte => byte.toString(16).padStart(2, "0")).join("");
}

// A file as the host has it now. While a new version is being put there it may be either one's: then it is left for the
// next time.
async function load(path) {
  const answer = await fetch(new URL(path, registration.scope), { cache: "reload" });
  const body = await answer.arrayBuffer();
  if (!answer.ok || await digest(body) !== FILES[path]) throw new Error(path + " is not there, or of another version");
  return new Response(body, { headers: { "Content-Type": answer.headers.get("Content-Type") || "" } });
}

// What an earlier version or an interrupted attempt has left is not loaded again.
async function keepAll() {
  const store = await caches.open(STORE);
  const kept = new Set((await store.keys()).map(request => request.url));
  const missing = Object.keys(FILES).filter(path => !kept.has(nameOf(path)));
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (missing.length) {
      const path = missing.pop();
      await store.put(nameOf(path), await load(path));
    }
  }));
}

async function tidy() {
  const store = await caches.open(STORE);
  const wanted = new Set(Object.keys(FILES).map(nameOf));
  const old = (await store.keys()).filter(request => !wanted.has(request.url));
  await Promise.all(old.map(request => store.delete(request)));
}

async function retire() {
  await caches.delete(STORE);
  await registration.unregister();
}

self.addEventListener("install", event => {
  if (FILES) event.waitUntil(keepAll()); else self.skipWaiting();
});

self.addEventListener("activate", event => event.waitUntil(FILES ? tidy() : retire()));

// A page asks a version that has come meanwhile to take over (installable.js): it does if no other page is open.
async function takeOver() {
  const open = await self.clients.matchAll({ includeUncontrolled: true });
  if (open.filter(page => page.url.startsWith(registration.scope)).length < 2) self.skipWaiting();
}

self.addEventListener("message", event => { if (event.data === "take over") event.waitUntil(takeOver()); });

// The file that an address names, also where a host leaves off `index.html` or `.html`; null if it is none that is kept.
function pathOf(address) {
  const { origin, pathname } = new URL(address), scope = new URL(registration.scope);
  if (!FILES || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const path = decodeURI(pathname.slice(scope.pathname.length));
  return [path, path.replace(/(^|\/)$/, "$1index.html"), path + ".html"].find(each => Object.hasOwn(FILES, each)) || null;
}

async function answer(request, path) {
  const store = await caches.open(STORE);
  return await store.match(nameOf(path)) || fetch(request);
}

self.addEventListener("fetch", event => {
  const path = event.request.method === "GET" ? pathOf(event.request.url) : null;
  if (path) event.respondWith(answer(event.request, path));
});
