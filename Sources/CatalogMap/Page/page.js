// --- One photo

const details = find('details'), browse = find('browse');

function openPhoto(photo) {
  const position = list.photos.indexOf(photo);
  if (position >= 0) list.active = position;
  selected = photo;
  pointed = null;
  browse.hidden = true;
  details.hidden = false;
  details.replaceChildren(
    detailButtons(position), bigPicture(photo),
    make('h2', { id: 'details-name' }, make('bdi', { textContent: visible(photo.name) })),
    make('small', {}, make('bdi', { textContent: visible(photo.folder) })),
    facts(photo), actions(photo));
  details.scrollTop = 0;
  details.querySelector('button').focus({ preventScroll: true });
  if (hasPlace(photo) && !isInside(visibleRegion(-20), photo)) glideTo({ ...view, x: photo.x, y: photo.y }, 400);
  requestDraw();
}

function closePhoto() {
  selected = null;
  details.hidden = true;
  details.replaceChildren();
  browse.hidden = false;
  refreshList(list.photos[list.active]);
  focusList();
}

function detailButtons(position) {
  const button = (label, textContent, onclick, disabled = false) =>
    make('button', { className: 'icon', ariaLabel: label, textContent, onclick, disabled });
  return make('nav', {},
    button(words.back, '←', closePhoto),
    button(words.previous, '↑', () => openPhoto(list.photos[position - 1]), position < 1),
    button(words.next, '↓', () => openPhoto(list.photos[position + 1]), position < 0 || position + 1 >= list.photos.length));
}

const linkProperties = photo => ({ href: linkTo(photo), target: '_blank' });

function bigPicture(photo) {
  const nothing = () => make('p', { textContent: words.noPreview });
  if (photo.kind) return make('div', { className: 'picture' }, nothing());
  const image = makePicture(photo);
  const link = make('a', { ...linkProperties(photo), className: 'picture', ariaLabel: words.open }, image);
  image.onerror = () => link.replaceChildren(nothing());
  return link;
}

function facts(photo) {
  const all = make('dl', {});
  const fact = (term, text, small = '') => all.append(
    make('dt', { textContent: term }),
    make('dd', {}, make('bdi', { textContent: visible(text) }), make('small', { textContent: small })));
  if (photo.taken) {
    const zone = photo.taken.slice(19);
    fact(words.taken, longTime(photo.time), zone ? `UTC${zone}` : words.unknownZone);
  }
  if (hasPlace(photo)) {
    const { uncertainty, accuracy } = photo;
    fact(words.place, coordinates(photo),
      uncertainty ? words.approximate(distanceText(uncertainty)) : accuracy ? `± ${distanceText(accuracy)}` : '');
  }
  if (photo.problem) fact(words.problem, photo.problem);
  if (photo.altitude != null) fact(words.altitude, inMetres(Math.round(photo.altitude)));
  if (photo.heading != null) fact(words.heading, headingText(photo.heading));
  if (photo.camera) fact(words.camera, photo.camera);
  return all;
}

const coordinates = photo => `${photo.latitude}, ${photo.longitude}`;

function actions(photo) {
  const all = make('div', { className: 'actions' }, make('a', {
    ...linkProperties(photo), className: 'wide main', textContent: photo.kind === VIDEO ? words.openVideo : words.open,
  }));
  if (!hasPlace(photo)) return all;
  const button = (textContent, onclick) => make('button', { className: 'wide', textContent, onclick });
  const copy = button(words.copy, () => navigator.clipboard?.writeText(coordinates(photo))
    .then(() => { copy.textContent = words.copied; }, () => {}));
  // RFC 5870: phones open their map with it; u is the radius of what is not certain.
  const href = `geo:${photo.latitude},${photo.longitude}${photo.uncertainty ? `;u=${photo.uncertainty}` : ''}`;
  all.append(
    copy, make('a', { className: 'wide', textContent: words.maps, href }),
    button(words.showOnMap, () => glideTo({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, 17) }, 500)));
  return all;
}

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
}

const focusList = () => (listElement.hidden ? find('search') : listElement).focus({ preventScroll: true });

function listOnly(what) {
  listed = what;
  refreshList();
  focusList();
}

/** The photos of a dot that no zoom takes apart. */
function listPlace(left, right, top, bottom) {
  // Less than a millimetre, so that rounding leaves out no photo on the border.
  const slack = 1e-11;
  if (selected) closePhoto();
  listOnly({ left: left - slack, width: right - left + 2 * slack, top: top - slack, bottom: bottom + slack });
}

function showAll() {
  const region = regionOf(photos.filter(photo => photo.shown && hasPlace(photo)));
  if (listed) listOnly(null);
  if (region) glideTo(viewOf(region), 500);
}

// --- Search and years

const years = new Set();

function applyFilters() {
  filterPhotos(years, find('search').value);
  if (listed !== 'unplaced') listed = null;
  dotsRegion = null;
  requestDraw();
  refreshList();
}

function clearFilters() {
  find('search').value = '';
  years.clear();
  for (const button of find('years').children) button.ariaPressed = 'false';
  applyFilters();
}

function makeYears() {
  // The photos come newest first, and so do their years.
  const all = [...new Set(photos.map(photo => photo.year))];
  find('years').hidden = all.length < 2;
  find('years').append(...all.map(year => make('button', {
    textContent: year || words.noDate, ariaPressed: 'false',
    onclick: ({ target }) => {
      if (!years.delete(year)) years.add(year);
      target.ariaPressed = String(years.has(year));
      applyFilters();
    },
  })));
}

// --- Start

function fillIn() {
  const title = settings.title ? visible(settings.title) : words.photos, unplaced = photos.filter(photo => !hasPlace(photo)).length;
  document.documentElement.lang = language;
  document.title = title;
  const texts = {
    title, total: words.total(photos.length), unplaced: words.unplaced(unplaced), 'zoom-all': words.all,
    'map-help': words.mapHelp, attribution: settings.tiles?.attribution ?? '',
  }, labels = {
    map: words.map, search: words.search, years: words.years, 'list-back': words.back,
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
  if (selected) closePhoto();
  else if (listed) listOnly(null);
});
darkness.onchange = requestDraw;

// The first size that the map gets starts it.
new ResizeObserver(() => {
  const isStart = !view.width;
  Object.assign(view, { width: map.clientWidth, height: map.clientHeight });
  const region = isStart && regionOf(photos.filter(hasPlace));
  if (isStart && !region && photos.length) listed = 'unplaced';
  showView(region ? viewOf(region) : view);
  refreshList(list.photos[list.active]);
}).observe(map);
