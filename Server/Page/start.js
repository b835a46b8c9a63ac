// --- Start: the map's page, or one of the pages of forms and lists

async function startMap({ version, fade }) {
  document.addEventListener('photo', ({ detail }) => showCare(detail));
  listenForChanges(version);
  fadeOlder(Number(fade));
  await knowSession().catch(() => {});
  makeBar();
  makeCatButton();
  makePicking();
  if (selected) showCare(selected);
  if (maySend()) {
    onFilesTaken = openUploads;
    listenForFiles();
    await loadQueue();
    sendDue();
    if (takeLeft('next') === 'pins') startPins();
  }
}

async function startPage() {
  document.documentElement.lang = tongue;
  const page = Object.hasOwn(pages, location.pathname) ? pages[location.pathname] : null;
  if (!page) return;
  try {
    await knowSession();
  } catch (problem) {
    if (location.pathname !== '/add') return fillPage(say.noAnswer, text('p', refusalText(problem)), makeButton(say.tryAgain, () => location.reload()));
  }
  try {
    await page();
  } catch (problem) {
    fillPage(say.notNow, text('p', refusalText(problem)), makeButton(say.tryAgain, () => location.reload()));
  }
}

const { dataset } = document.currentScript, key = new URLSearchParams(location.hash.slice(1)).get('key');
const left = takeLeft('note');
if (left) sayNote(left);
if (key) useKey(key);
else if (byID('map')) startMap(dataset);
else startPage();
// Without HTTPS a browser has no service workers; then it is a page like others.
if ('serviceWorker' in navigator && window.isSecureContext) navigator.serviceWorker.register('/worker.js').catch(() => {});
