'use strict';

// The service worker: it takes photos from the share sheet, and keeps the page that takes up photos for when there is no network. It
// keeps nothing that shows a photo.

const CACHE = 'catalog {{version}}';
const KEPT = ['/add', '/serve.js', '/serve.css'];

addEventListener('install', event => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(KEPT)));
});

addEventListener('activate', event => {
  event.waitUntil(Promise.all([
    clients.claim(), caches.keys().then(names => Promise.all(names.filter(name => name !== CACHE).map(name => caches.delete(name)))),
  ]));
});

/** Keeps shared photos where the page finds them; see store.js, whose records these are. A form of another site comes here as the share sheet does: the page asks before it
 * sends them. */
async function takeShared(request) {
  const form = await request.formData(), files = form.getAll('photos').filter(file => file instanceof File && file.size > 0);
  const store = await new Promise((done, fail) => {
    const opening = indexedDB.open('catalog', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('uploads', { keyPath: 'key', autoIncrement: true });
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const transaction = store.transaction('uploads', 'readwrite'), uploads = transaction.objectStore('uploads');
  for (const file of files) {
    uploads.add({
      name: file.name || 'photo.jpg', size: file.size, type: file.type, made: Date.now(), state: 'asked', tries: 0, notBefore: 0, reason: '', photo: null,
      isPlaced: false, isSeen: false, file,
    });
  }
  await new Promise((done, fail) => {
    transaction.oncomplete = done;
    transaction.onabort = transaction.onerror = () => fail(transaction.error);
  });
  store.close();
}

/** What is there without a network: one page, to which all others lead, and its files. */
async function withoutNetwork(isPage, pathname) {
  const kept = await caches.match(isPage ? '/add' : pathname);
  if (!kept) return Response.error();
  return isPage && pathname !== '/add' ? Response.redirect('/add', 302) : kept;
}

addEventListener('fetch', event => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === 'POST' && pathname === '/share') {
    event.respondWith(takeShared(request).then(() => Response.redirect('/add', 303), () => Response.redirect('/add', 303)));
  } else if (request.method === 'GET' && (request.mode === 'navigate' || KEPT.includes(pathname))) {
    // From the network where there is one, so that nobody sees an old page.
    event.respondWith(fetch(request).catch(() => withoutNetwork(request.mode === 'navigate', pathname)));
  }
});
