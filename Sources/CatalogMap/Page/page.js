// --- What the list shows: the photos in view, those at one place, or those without a place

/** A region to stay with, 'unplaced', or null for whatever is in view. */
let listed = null;
/** Whether the map shows what it opens with, and whether all else is there too. */
let isOpen = false, isReady = false;

/** Fills the list anew, the keyboard staying with a photo where that is still there. */
function refreshList(keep) {
  if (!isReady || browse.hidden) return;
  const some = listed === 'unplaced' ? rowsWithoutPlace() : rowsIn(listed ?? visibleRegion());
  fillList(some, keep === undefined ? 0 : some.indexOf(keep));
  find('list-title').textContent = words[listed === 'unplaced' ? 'unplaced' : listed ? 'here' : 'inView'](some.length);
  find('list-back').hidden = !listed;
  find('empty').hidden = some.length > 0 || !columns.count;
  const [reason, button] = find('empty').children;
  [reason.textContent, button.textContent, button.onclick] = columns.shown.includes(1)
    ? [words.noneHere, words.showAll, showAll] : [words.noneFound, words.clear, clearFilters];
}

/** The map has come to rest. */
function followView() {
  if (!isReady) return;
  if (!listed) refreshList(list.rows[list.active]);
  if (!selected) setAddress(viewAddress(view), false);
  refreshMarks();
}

const focusList = () => (listElement.hidden ? find('search') : listElement).focus({ preventScroll: true });

function listOnly(what) {
  listed = what;
  refreshList();
  focusList();
}

/** The photos of a cluster that no zoom takes apart. */
function listPlace({ left, width, top, bottom }) {
  // Less than a millimetre, so that rounding leaves out no photo on the border.
  const slack = 1e-11;
  if (selected) closePhoto();
  listOnly({ left: left - slack, width: width + 2 * slack, top: top - slack, bottom: bottom + slack });
}

function showAll() {
  const region = space && regionWithCircles(columns, space.rows.filter(row => columns.shown[row]));
  if (listed) listOnly(null);
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
    map: words.map, marks: words.marks, search: words.searchLabel, years: words.years, tags: words.tags, 'list-back': words.back, list: words.photos,
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
    searchTimer = setTimeout(applyFilters, 120);
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
  const region = regionWithCircles(columns, densestHalf(space));
  if (!region && columns.count) listed = 'unplaced';
  isOpen = true;
  showView(region ? viewOf(region) : view);
  // The map with its marks is seen first; then comes what stands beside it.
  await nextTask();
  byTime = await rowsByTime(columns);
  await makeFilters();
  const unplaced = columns.count - space.rows.length;
  find('total').textContent = words.total(columns.count);
  find('unplaced').textContent = words.unplaced(unplaced);
  find('unplaced').hidden = !unplaced;
  isReady = true;
  refreshList();
  followAddress();
}

fillIn();
makeButtons();
makeViewer();
findWorldTiles();
loadTowns().catch(() => {});
findPictures();
const whenSized = new Promise(done => {
  new ResizeObserver(() => {
    Object.assign(view, { width: map.clientWidth, height: map.clientHeight });
    showView(view);
    if (isReady) refreshList(list.rows[list.active]);
    done();
  }).observe(map);
});
Promise.all([loadPhotos(), whenSized]).then(openPage);
// Large pictures come after the script.
addEventListener('DOMContentLoaded', () => { if (findPictures()) countAnew(); });
