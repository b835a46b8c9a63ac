// --- Putting pins: the map moves under a pin in its middle, for fingers and keyboards alike

const pins = { jobs: [], panel: null, last: null, done: null };

/** Asks for the places of photos that came without. */
async function startPins() {
  const jobs = unplacedUploads(sender.queue).map(upload => ({ id: upload.photo, name: upload.name, upload }));
  if (!jobs.length) return;
  await putPins(jobs);
  await clearSent();
  sayNote(say.pinsDone);
  reloadIfDue();
}

/** Moves the pin of one photo; true where it was moved. */
const movePin = ({ id, name, latitude, longitude }) => putPins([{ id, name, from: latitude == null ? null : { latitude, longitude } }]);

/** Asks for the place of one photo after the other; resolves when all are done, or somebody stops. */
function putPins(jobs) {
  return new Promise(done => {
    Object.assign(pins, { jobs: [...jobs], total: jobs.length, moved: 0, done });
    document.body.classList.add('pinning');
    marks.inert = true;
    hideCard();
    placing = place => glideTo({ ...view, ...worldPlace(place) }, 250);
    pins.pin = document.querySelector('main').appendChild(make('div', { id: 'pin', ariaHidden: 'true' }));
    pins.panel = document.querySelector('aside').appendChild(make('section', { id: 'pin-panel' }));
    document.addEventListener('keydown', pinKeys, true);
    loadOwnPlaces().then(places => {
      pins.places = places;
      showPin(true);
    });
  });
}

/** Arrow keys move the map from the panel too, and Escape ends it before anything else hears of it. */
function pinKeys(event) {
  const inPanel = pins.panel.contains(event.target), step = event.shiftKey ? 100 : 20;
  const act = event.key === 'Escape' ? endPins : inPanel && {
    ArrowLeft: () => moveBy(-step, 0), ArrowRight: () => moveBy(step, 0), ArrowUp: () => moveBy(0, -step), ArrowDown: () => moveBy(0, step), '+': () => zoomBy(1), '-': () => zoomBy(-1),
  }[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** A point of the map's element as a place of the world. */
const worldPlace = ({ x, y }) => ({ x: view.x + (x - view.width / 2) / worldSize(), y: view.y + (y - view.height / 2) / worldSize() });

/** Where one's last photos were taken, each place once: no two nearer than 30 m. */
async function loadOwnPlaces() {
  const { photos } = await ask('GET', 'photos?mine=true&limit=30').catch(() => ({ photos: [] }));
  return distinctPlaces(photos, distanceBetween).slice(0, 5);
}

/** Of places the first of each group that are nearer to each other than some metres. */
function distinctPlaces(photos, distance, metres = 30) {
  const some = [];
  for (const photo of photos) {
    if (photo.latitude != null && photo.uncertainty == null && some.every(other => distance(other, photo) > metres)) some.push(photo);
  }
  return some;
}

/** Nobody can say where a photo was taken that they do not see: without a preview it is the photo itself. */
const jobPicture = id => smallPicture(`/api/v1/photos/${segment(id)}/thumbnail`, '', `/api/v1/photos/${segment(id)}/original`);

/** Shows the photo whose place is asked for, and the ways to say it. */
function showPin(isFirst) {
  const [job] = pins.jobs, { places = [] } = pins;
  pins.accuracy = null;
  const start = job.from ?? pins.last ?? places[0] ?? null;
  if (start && (isFirst || job.from)) movePinTo(start, 17);
  else if (isFirst && view.zoom < 14) showView({ ...view, zoom: Math.min(16, view.zoom + 2) });
  const number = pins.total > 1 ? text('small', say.pinOf(pins.total - pins.jobs.length + 1, pins.total)) : null;
  const heading = text('h1', say.whereTaken, { id: 'pin-title', tabIndex: -1 });
  const status = text('p', '', { role: 'status', className: 'hint' });
  const go = (place, zoom = 18) => {
    pins.accuracy = place.accuracy ?? null;
    movePinTo(place, zoom);
  };
  const own = places.filter(place => place.id !== job.id).map(place => make('button', {
    type: 'button', className: 'place', ariaLabel: say.placeOf((place.tags ?? []).map(catName).join(', ') || (place.taken ? dayText(place.taken) : place.name ?? '')), onclick: () => go(place),
  }, thumbnail(place.id)));
  pins.panel.setAttribute('aria-labelledby', heading.id);
  pins.panel.replaceChildren(
    make('div', { className: 'job' }, jobPicture(job.id), make('div', {}, heading, number, text('p', say.moveMapUnderPin))),
    makeButton(say.pinHere, () => savePin(job), 'primary'),
    make('div', { className: 'ways' },
      ...window.isSecureContext && navigator.geolocation ? [makeButton(say.whereIAm, () => findMe(status, go))] : [],
      ...pins.last ? [makeButton(say.asBefore, () => go(pins.last))] : []),
    status, ...own.length ? [text('p', say.ownPlaces, { className: 'hint' }), make('div', { className: 'places' }, ...own)] : [],
    makeButton(job.upload ? say.skipPlace : say.cancel, () => skipPin(job), 'plain'));
  pins.panel.scrollTop = 0;
  heading.focus({ preventScroll: true });
}

const movePinTo = ({ latitude, longitude }, zoom) => glideTo({ x: worldX(longitude), y: worldY(latitude), zoom: Math.max(view.zoom, zoom) }, 400);

/** The phone's own position, and how accurate it is. */
function findMe(status, go) {
  status.textContent = say.lookingForYou;
  return new Promise(done => {
    navigator.geolocation.getCurrentPosition(({ coords: { latitude, longitude, accuracy } }) => {
      go({ latitude, longitude, accuracy }, accuracy > 100 ? 16 : 18);
      pins.found = { latitude, longitude };
      status.textContent = say.foundYou(metresText(accuracy));
      done();
    }, ({ code }) => {
      status.textContent = code === 1 ? say.positionRefused : say.positionUnknown;
      done();
    }, { enableHighAccuracy: true, timeout: 15000, maximumAge: 30000 });
  });
}

/** Keeps the place under the pin. The accuracy of the phone's position holds only where the pin has not been moved since. */
async function savePin(job) {
  const to = destination(), place = { latitude: Number(latitudeAt(to.y).toFixed(7)), longitude: Number((wrapped(to.x - 0.5) * 360).toFixed(7)) };
  const isFound = pins.accuracy !== null && pins.found && distanceBetween(pins.found, place) < 2;
  const position = { ...place, ...isFound ? { accuracy: Math.max(1, Math.round(pins.accuracy)) } : {} };
  await ask('PATCH', `photos/${segment(job.id)}`, { position });
  pins.last = place;
  pins.moved++;
  if (job.upload) await closePlace(job.upload, true);
  nextPin();
}

async function skipPin(job) {
  if (job.upload) await closePlace(job.upload, false);
  nextPin();
}

function nextPin() {
  pins.jobs.shift();
  if (pins.jobs.length) showPin(false);
  else endPins();
}

function endPins() {
  if (!pins.panel) return;
  document.body.classList.remove('pinning');
  marks.inert = false;
  placing = null;
  document.removeEventListener('keydown', pinKeys, true);
  pins.pin.remove();
  pins.panel.remove();
  pins.panel = null;
  pins.done(pins.moved > 0);
}
