// --- Gestures: mouse, touch, wheel and keys on the map

const pointers = new Map();
let press = null, lastTap = null;
/** What takes up taps instead while a place is being chosen. */
let placing = null;

function placeOf(event) {
  const box = map.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top, time: event.timeStamp };
}

/** The cluster at a point, or the nearest one within some pixels: fingers may miss by more than a mouse. */
function clusterAt({ x, y }, slack) {
  let best = null;
  for (const cluster of clusters) {
    eachCopy(cluster, (px, py) => {
      const distance = Math.hypot(px - x, py - y) - markRadius(cluster);
      if (distance <= slack) [best, slack] = [cluster, distance];
    });
  }
  return best;
}

/** The centre of all fingers, and how far they are from it. */
function hand() {
  const places = [...pointers.values()], mean = value => places.reduce((sum, place) => sum + value(place), 0) / places.length;
  const centre = { x: mean(place => place.x), y: mean(place => place.y) };
  return { ...centre, spread: mean(place => apart(place, centre)) };
}

map.addEventListener('pointerdown', event => {
  if (event.button > 0) return;
  map.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, placeOf(event));
  press = { ...placeOf(event), isTap: pointers.size === 1 };
  glide = null;
});

function hover(cluster) {
  if (placing) cluster = null;
  map.classList.toggle('pointing', cluster !== null);
  for (const { button } of reachable) button.classList.toggle('hot', button.cluster === cluster);
  if (cluster) showCard(cluster);
  else if (carded) hideCardSoon();
}

map.addEventListener('pointerleave', ({ pointerType }) => { if (pointerType === 'mouse') hideCardSoon(); });

map.addEventListener('pointermove', event => {
  const place = placeOf(event);
  if (!pointers.has(event.pointerId)) return hover(clusterAt(place, 3));
  if (press.isTap && apart(place, press) < 6) return;
  press.isTap = false;
  hideCard();
  const before = hand();
  pointers.set(event.pointerId, place);
  const now = hand();
  showView({ ...view, x: view.x - (now.x - before.x) / worldSize(), y: view.y - (now.y - before.y) / worldSize() });
  if (before.spread) showView(zoomedAbout(now.x, now.y, view.zoom + Math.log2(now.spread / before.spread)));
});

for (const type of ['pointerup', 'pointercancel']) {
  map.addEventListener(type, event => {
    if (!pointers.delete(event.pointerId)) return;
    requestDraw();
    if (!press.isTap || type === 'pointercancel') return;
    tap(placeOf(event), event.pointerType === 'mouse');
  });
}

/** A finger has nothing to rest with: its first tap on a photo shows the card, and the card opens the photo. */
function tap(place, isMouse) {
  if (placing) return placing(place);
  const cluster = clusterAt(place, isMouse ? 3 : 16);
  if (cluster && !isMouse && cluster.count === 1 && cluster !== carded) return showCard(cluster);
  hideCard();
  if (cluster) return openCluster(cluster);
  const isSecond = lastTap && place.time - lastTap.time < 320 && apart(place, lastTap) < 30;
  lastTap = isSecond ? null : place;
  if (isSecond) glideTo(zoomedAbout(place.x, place.y, view.zoom + 1));
}

function openCluster(cluster) {
  const region = cluster.count > 1 && source.extentOf(cluster);
  // Rows of the page are there at once.
  if (typeof region?.then === 'function') region.then(region => openExtent(cluster, region), sayNoAnswer);
  else openExtent(cluster, region);
}

function openExtent(cluster, region) {
  const action = actionOn(cluster, region, MAX_ZOOM);
  if (action === 'photo') return openRow(cluster.row);
  if (action === 'list') return listPlace(region);
  const closer = viewOf(region, MAX_ZOOM);
  glideTo({ ...closer, zoom: Math.max(closer.zoom, view.zoom + 1) }, 420);
}

map.addEventListener('wheel', event => {
  event.preventDefault();
  const pixels = event.deltaY * [1, 16, 400][event.deltaMode], to = destination(), { x, y } = placeOf(event);
  const levels = -pixels * (event.ctrlKey ? 0.012 : 0.0032);
  glideTo(zoomedAbout(x, y, to.zoom + Math.max(-1.5, Math.min(1.5, levels)), to), 140);
}, { passive: false });

function zoomBy(levels) {
  const to = destination();
  glideTo(zoomedAbout(view.width / 2, view.height / 2, to.zoom + levels, to));
}

function moveBy(dx, dy) {
  const to = destination(), scale = worldSize(to.zoom);
  glideTo({ x: to.x + dx / scale, y: to.y + dy / scale, zoom: to.zoom }, 160);
}

function openNearestToCentre() {
  if (placing) return;
  const cluster = clusterAt({ x: view.width / 2, y: view.height / 2 }, Infinity);
  if (cluster) openCluster(cluster);
}

map.addEventListener('keydown', event => {
  const action = {
    ArrowLeft: () => moveBy(-100, 0), ArrowRight: () => moveBy(100, 0), ArrowUp: () => moveBy(0, -100), ArrowDown: () => moveBy(0, 100),
    '+': () => zoomBy(1), '=': () => zoomBy(1), '-': () => zoomBy(-1), 0: showAll, Home: showAll,
    Enter: openNearestToCentre, ' ': openNearestToCentre,
  }[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
});
for (const type of ['focus', 'blur']) map.addEventListener(type, requestDraw);
