// --- What the list shows: the photos in view, those at one place, or those without a place

/** A region to stay with, 'unplaced', or null for whatever is in view. */
let listed = null;

/** Fills the list anew, the keyboard staying with a photo where that is still there. */
function refreshList(keep) {
  if (browse.hidden) return;
  const some = listed === 'unplaced' ? photos.filter(photo => photo.shown && !hasPlace(photo)) : photosIn(listed ?? visibleRegion());
  fillList(some, keep ? some.indexOf(keep) : 0);
  find('list-title').textContent = words[listed === 'unplaced' ? 'unplaced' : listed ? 'here' : 'inView'](some.length);
  find('list-back').hidden = !listed;
  find('empty').hidden = some.length > 0 || !photos.length;
  const [reason, button] = find('empty').children;
  [reason.textContent, button.textContent, button.onclick] = photos.some(photo => photo.shown)
    ? [words.noneHere, words.showAll, showAll] : [words.noneFound, words.clear, clearFilters];
}

/** The map has come to rest. */
function followView() {
  if (!listed) refreshList(list.photos[list.active]);
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
function listPlace(left, right, top, bottom) {
  // Less than a millimetre, so that rounding leaves out no photo on the border.
  const slack = 1e-11;
  if (selected) closePhoto();
  listOnly({ left: left - slack, width: right - left + 2 * slack, top: top - slack, bottom: bottom + slack });
}

function showAll() {
  const region = regionWithCircles(photos.filter(photo => photo.shown && hasPlace(photo)));
  if (listed) listOnly(null);
  if (region) glideTo(viewOf(region), 500);
}

// --- Start

function fillIn() {
  const title = settings.title ? visible(settings.title) : words.photos, unplaced = photos.filter(photo => !hasPlace(photo)).length;
  document.documentElement.lang = language;
  document.title = title;
  const texts = {
    title, total: words.total(photos.length), unplaced: words.unplaced(unplaced), 'zoom-all': words.all, 'filters-name': words.filters,
    'map-help': words.mapHelp, attribution: settings.tiles?.attribution ?? '',
  }, labels = {
    map: words.map, marks: words.marks, search: words.search, years: words.years, 'list-back': words.back,
    'zoom-in': words.zoomIn, 'zoom-out': words.zoomOut, 'zoom-all': words.showAll,
  };
  for (const id in texts) find(id).textContent = texts[id];
  for (const id in labels) find(id).ariaLabel = labels[id];
  find('search').placeholder = words.search;
  find('unplaced').hidden = !unplaced;
  find('attribution').hidden = !settings.tiles;
}

fillIn();
makeYears();
find('filters').hidden = ![makeTimeline(), makeChoice('folder', words.folder), makeChoice('camera', words.camera)].some(Boolean);
find('filters').open = matchMedia('(min-width: 720px) and (min-height: 700px)').matches;
find('zoom-in').onclick = () => zoomBy(1);
find('zoom-out').onclick = () => zoomBy(-1);
find('zoom-all').onclick = showAll;
find('unplaced').onclick = () => listOnly('unplaced');
find('list-back').onclick = () => listOnly(null);
let searchTimer;
find('search').oninput = () => {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(applyFilters, 120);
};
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  if (carded) hideCard();
  else if (selected) closePhoto();
  else if (listed) listOnly(null);
});
darkness.onchange = requestDraw;

// The first size that the map gets starts it.
new ResizeObserver(() => {
  const isStart = !view.width;
  Object.assign(view, { width: map.clientWidth, height: map.clientHeight });
  const region = isStart && regionWithCircles(densestHalf(photos.filter(hasPlace)));
  if (isStart && !region && photos.length) listed = 'unplaced';
  showView(region ? viewOf(region) : view);
  refreshList(list.photos[list.active]);
  if (isStart) followAddress();
}).observe(map);
