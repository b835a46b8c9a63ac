// --- What the list shows: the photos in view, those at one place, or those without a place

/** A region to stay with, 'unplaced', or null for whatever is in view. */
let listed = null;
/** Whether the map shows what it opens with, and whether all else is there too. */
let isOpen = false, isReady = false;

/** How often the list was asked for, and whether it is being looked up. */
let listRun = 0, isListing = false;

/** Fills the list anew, the keyboard staying with a photo where that is still there. */
async function refreshList(keep) {
  if (!isReady || browse.hidden) return;
  isListing = true;
  const run = ++listRun, found = await source.list(listed ?? visibleRegion()).catch(() => null);
  await breathe();
  if (run !== listRun) return;
  isListing = false;
  if (!found) return sayNoAnswer();
  if (browse.hidden) return;
  const { rows: some, total } = found;
  // What a server was not asked for anew stays as it is scrolled.
  if (some !== list.rows || listElement.clientWidth !== list.width) fillList(some, keep === undefined ? 0 : some.indexOf(keep), total);
  find('list-title').textContent = words[listed === 'unplaced' ? 'unplaced' : listed ? 'here' : 'inView'](total);
  find('list-back').hidden = !listed;
  find('empty').hidden = some.length > 0 || !source.total;
  const [reason, button] = find('empty').children;
  [reason.textContent, button.textContent, button.onclick] = source.hasSome()
    ? [words.noneHere, words.showAll, showAll] : [words.noneFound, words.clear, clearFilters];
}

/** The server that is asked does not answer: what is shown stays, and the next move asks again. */
function sayNoAnswer() {
  find('list-title').textContent = words.noAnswer;
}

/** The map has come to rest. */
function followView() {
  if (!isReady) return;
  for (const ask of owed) {
    owed.delete(ask);
    ask();
  }
  if (!listed) refreshList(list.rows[list.active]);
  if (!selected) setAddress(viewAddress(view), false);
  refreshMarks();
}

const focusList = () => (listElement.hidden ? find('search') : listElement).focus({ preventScroll: true });

async function listOnly(what) {
  listed = what;
  await refreshList();
  focusList();
}

/** The photos of a cluster that no zoom takes apart. */
function listPlace({ left, width, top, bottom }) {
  // Less than a millimetre, so that rounding leaves out no photo on the border.
  const slack = 1e-11;
  if (selected) closePhoto();
  listOnly({ left: left - slack, width: width + 2 * slack, top: top - slack, bottom: bottom + slack });
}

async function showAll() {
  if (listed) listOnly(null);
  const region = await source.whole();
  if (region) glideTo(viewOf(region), 500);
}

// --- Start

function fillIn() {
  const title = settings.title ? visible(settings.title) : words.photos;
  document.documentElement.lang = language;
  document.title = title;
  const texts = {
    title, total: words.loading, 'zoom-all': words.all, 'filters-name': words.filters, 'map-help': words.mapHelp,
    attribution: [settings.tiles?.attribution ?? settings.credit, settings.places].filter(Boolean).join(' · '),
  }, labels = {
    map: words.map, marks: words.marks, search: settings.asking ? words.searchNames : words.searchLabel, years: words.years, tags: words.tags, 'list-back': words.back, list: words.photos,
    'zoom-in': words.zoomIn, 'zoom-out': words.zoomOut, 'zoom-all': words.showAll, folder: words.folder, camera: words.camera,
    rating: words.rating, colouring: words.colour, 'pan-name': words.moveMap, 'pan-north': words.north, 'pan-south': words.south,
    'pan-west': words.west, 'pan-east': words.east,
  };
  for (const id in texts) find(id).textContent = texts[id];
  for (const id in labels) find(id).ariaLabel = labels[id];
  find('search').placeholder = words.search;
  find('attribution').hidden = !find('attribution').textContent;
}

function makeButtons() {
  find('zoom-in').onclick = () => zoomBy(1);
  find('zoom-out').onclick = () => zoomBy(-1);
  find('zoom-all').onclick = showAll;
  for (const [way, dx, dy] of [['north', 0, -1], ['south', 0, 1], ['west', -1, 0], ['east', 1, 0]]) {
    find(`pan-${way}`).onclick = () => moveBy(dx * view.width / 3, dy * view.height / 3);
  }
  find('unplaced').onclick = () => listOnly('unplaced');
  find('list-back').onclick = () => listOnly(null);
  let searchTimer;
  find('search').oninput = () => {
    clearTimeout(searchTimer);
    if (settings.asking) searchNames(find('search').value);
    else searchTimer = setTimeout(applyFilters, 120);
  };
}

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || viewer.open) return;
  if (carded) hideCard();
  else if (selected) closePhoto();
  else if (listed) listOnly(null);
});
darkness.onchange = () => {
  readColours();
  requestDraw();
};

/** The photos are there: the map opens on the densest group that holds half of them, or where the address says. */
async function openPage() {
  await countAnew();
  const region = await source.opening();
  if (!region && columns.count) listed = 'unplaced';
  isOpen = true;
  showView(region ? viewOf(region) : view);
  // The map with its marks and their pictures is seen first; then comes what stands beside it.
  await whenMarked();
  byTime = await rowsByTime(columns);
  await makeFilters();
  // How many have no place is not asked for.
  const unplaced = space ? columns.count - space.rows.length : 0;
  find('total').textContent = words.total(source.total);
  find('unplaced').textContent = words.unplaced(unplaced);
  find('unplaced').hidden = !unplaced;
  isReady = true;
  refreshList();
  followAddress();
}

/** Puts the page's elements to use, one after another. */
async function prepare() {
  await nextTask();
  // The first number takes long: that is when a browser loads what it knows of languages.
  number(0);
  for (const step of [makeButtons, makeViewer, findWorldTiles, findPictures]) {
    await breathe();
    await step();
  }
  loadTowns().catch(() => {});
  // Large pictures come after the script.
  const findMore = async () => { if (await findPictures()) countAnew(); };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', findMore);
  else findMore();
}

fillIn();
const whenSized = new Promise(done => {
  new ResizeObserver(() => {
    Object.assign(view, { width: map.clientWidth, height: map.clientHeight });
    showView(view);
    if (isReady) refreshList(list.rows[list.active]);
    done();
  }).observe(map);
});
prepare().then(source.load).then(() => whenSized).then(openPage);
