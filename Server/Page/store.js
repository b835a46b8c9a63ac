// --- Where chosen photos wait: in this browser, so that neither a lost network nor a closed page loses them

let opened = null;
/** Where a browser keeps nothing, photos wait as long as the page is open. */
const memory = new Map();
let memoryKey = 0;

function openStore() {
  opened ??= new Promise(done => {
    let request;
    try {
      request = indexedDB.open('catalog', 1);
    } catch {
      return done(null);
    }
    request.onupgradeneeded = () => request.result.createObjectStore('uploads', { keyPath: 'key', autoIncrement: true });
    request.onsuccess = () => done(request.result);
    request.onerror = () => done(null);
  });
  return opened;
}

/** What one request to the store answers, once it is kept. */
async function inStore(mode, act) {
  const store = await openStore();
  if (!store) return undefined;
  return new Promise((done, fail) => {
    const transaction = store.transaction('uploads', mode), request = act(transaction.objectStore('uploads'));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = transaction.onerror = () => fail(transaction.error);
  });
}

/** All uploads, those chosen first first. */
const keptUploads = async () => await inStore('readonly', uploads => uploads.getAll()) ?? [...memory.values()];

/** Keeps a new upload with its file; its key. A full disk throws. */
async function keepUpload(upload, file) {
  const key = await inStore('readwrite', uploads => uploads.add({ ...upload, file }));
  if (key !== undefined) return key;
  memory.set(++memoryKey, { ...upload, file, key: memoryKey });
  return memoryKey;
}

/** Keeps what became of an upload; a photo that was sent waits no longer. */
async function keepState(upload) {
  const kept = upload.state === 'sent' ? { ...upload, file: null } : upload;
  if (await openStore()) await inStore('readwrite', uploads => uploads.put(kept));
  else memory.set(kept.key, kept);
}

async function forgetUpload(key) {
  memory.delete(key);
  await inStore('readwrite', uploads => uploads.delete(key));
}

async function forgetUploads() {
  memory.clear();
  await inStore('readwrite', uploads => uploads.clear());
}

/** How many photos wait in this browser. */
const countWaiting = async () => countUploads(ownUploads(await keptUploads().catch(() => []), session.name)).waiting;
