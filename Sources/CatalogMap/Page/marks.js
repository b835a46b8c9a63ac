// --- Marks: round pictures, stacks with a count, and dots; each is a button that keyboards and screen readers reach

let clusters = [], clustersRegion = null, clustersLevel = NaN;
/** The clusters that are being looked for: `{ region, level }`, or null. */
let clustersWanted = null;
const marks = find('marks');
/** The buttons in view, each with its cluster and its place on the screen, and the one that Tab comes to. */
let reachable = [], reached = null;
/** Every button by its photo and count, so that those which stay are not made anew. */
let buttons = new Map();
/** Marks of photos that are all from before this day, counted from 1970, are paler. */
let fadeBefore = -Infinity;
/** For how many milliseconds a frame makes buttons; it makes one at least. */
const MAKING = 4;
/** So little below a whole zoom level its clusters are shown already: they are 10 % nearer to each other then. */
const NEARLY = 0.15;

/** Whether a region reaches around all of what is seen. */
function coversView(region) {
  const { left, width, top, bottom } = visibleRegion(CELL);
  return region.width >= 1 || [left, left + width].every(x => isInside(region, { x, y: top }) && isInside(region, { x, y: bottom }));
}

/** Clusters are looked for in somewhat more than what is seen, and anew only when that is left; those of before stay until then. */
function updateClusters() {
  const level = Math.floor(view.zoom + NEARLY), isFor = (region, of) => region && of === level && coversView(region);
  if (!source.isReady || isFor(clustersRegion, clustersLevel) || isFor(clustersWanted?.region, clustersWanted?.level)) return;
  const region = visibleRegion(Math.max(view.width, view.height) / 3);
  if (region.width >= 1) Object.assign(region, { top: 0, bottom: 1 });
  findClusters({ region, level });
}

/** Waits until the first marks are seen and the first picture on one of them is there; not for long. */
async function whenMarked() {
  const frame = () => new Promise(requestAnimationFrame), end = performance.now() + 500;
  do await frame();
  while (performance.now() < end && (clustersWanted || (clusters.some(cluster => cluster.isPictured) && ![...marks.querySelectorAll('img')].some(image => image.complete))));
}

/** What is shown, or how, is another: clusters are looked for anew. */
function forgetClusters() {
  clustersRegion = clustersWanted = null;
  requestDraw();
}

/** Finds the clusters of a region in steps, and shows them when they are whole. */
async function findClusters(wanted) {
  clustersWanted = wanted;
  const { region, level } = wanted, isOutdated = () => clustersWanted !== wanted;
  let found;
  try {
    found = await source.clustersIn(region, level, isOutdated);
  } catch {
    // What is shown stays; the next move asks again.
    if (!isOutdated()) [clustersWanted, clustersRegion, clustersLevel] = [null, region, level];
    return sayNoAnswer();
  }
  if (!found || !await colourClusters(found, isOutdated)) return;
  // Where it is dense, dots are what can still be told apart; pictures go to the fullest.
  const room = Math.max(12, view.width * view.height / 12000 * region.width / visibleRegion().width);
  found.forEach((cluster, index) => { cluster.isSmall = index >= room; });
  [clusters, clustersRegion, clustersLevel, clustersWanted] = [found, region, level, null];
  makeMarks();
  requestDraw();
}

/** Whether all photos of a cluster are at one place: the first and the last of the curve are. */
function isOnePlace({ ranges, row }) {
  const { keys, rows } = space, key = cellKey(columns.x[row], columns.y[row]);
  return ranges.every(([start, end]) => {
    while (start < end && !columns.shown[rows[start]]) start++;
    while (end > start && !columns.shown[rows[end - 1]]) end--;
    return start === end || (keys[start] === key && keys[end - 1] === key);
  });
}

const compactNumber = lazy(() => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 0 }).format);
const countText = count => count < 10000 ? number(count) : compactNumber(count);

function markLabel({ count, row }) {
  const photo = photoAt(row);
  // Of a photo that only its place is known of, nothing is said but how many there are.
  if (!source.isWhole(row)) return words.photosText(count);
  return [count > 1 && words.photosText(count), nameOf(photo), whenText(photo)].filter(Boolean).join(', ');
}

/** Takes up new clusters; buttons of those that stay are kept, others are made when they are seen. */
function makeMarks() {
  const before = buttons;
  buttons = new Map();
  for (const cluster of clusters) {
    const key = `${cluster.row} ${cluster.count} ${cluster.isPictured && !cluster.isSmall} ${cluster.colour ?? ''}`;
    const button = before.get(key)?.button ?? null;
    if (button) button.cluster = cluster;
    before.delete(key);
    buttons.set(key, { cluster, button });
  }
  for (const { button } of before.values()) if (button !== reached?.button) button?.remove();
}

const isFaded = cluster => fadeBefore > -Infinity && source.isOld(cluster, fadeBefore);

function makeMark(cluster) {
  const { row, count, isPictured, isSmall, colour } = cluster, size = Math.max(24, 2 * markRadius(cluster));
  const face = make('span', { className: 'face' });
  const button = make('button', {
    className: 'mark', tabIndex: -1, onclick: () => openCluster(button.cluster), onfocus: () => focusMark(button), onblur: hideCard,
  }, face);
  button.cluster = cluster;
  if (isPictured && !isSmall) {
    button.classList.add('pictured');
    face.append(makePicture(photoAt(row), 96));
    if (count > 1) button.append(make('b', { textContent: countText(count) }));
  } else if (count > 1) face.textContent = countText(count);
  else button.classList.add('single');
  if (count > 1) button.classList.add('stack');
  if (colour) button.style.setProperty('--colour', colour);
  button.classList.toggle('faded', isFaded(cluster));
  Object.assign(button.style, { width: `${size}px`, height: `${size}px`, margin: `${-size / 2}px 0 0 ${-size / 2}px` });
  if (!isPictured || isSmall) face.style.width = face.style.height = `${2 * markRadius(cluster)}px`;
  return button;
}

/** Puts every button where its photo is, once, even where the world is seen twice. */
function placeMarks() {
  const start = performance.now();
  let isMade = false, isFull = false;
  reachable = [];
  for (const mark of buttons.values()) {
    const { x, y } = mark.cluster, px = wrapped(x - view.x) * worldSize() + view.width / 2, py = (y - view.y) * worldSize() + view.height / 2;
    if (px > -40 && px < view.width + 40 && py > -40 && py < view.height + 40) {
      // Some with each frame: the fullest come first.
      isFull ||= isMade && performance.now() - start > MAKING;
      if (!mark.button) {
        if (isFull) continue;
        mark.button = makeMark(mark.cluster);
        isMade = true;
      }
      const { button } = mark;
      button.classList.toggle('chosen', mark.cluster.row === selected?.row);
      button.style.transform = `translate(${px.toFixed(1)}px,${py.toFixed(1)}px)`;
      if (!button.isConnected) marks.append(button);
      if (px >= 0 && px <= view.width && py >= 0 && py <= view.height) reachable.push({ button, cluster: mark.cluster, x: px, y: py });
    } else if (mark.button?.isConnected && mark.button !== document.activeElement) mark.button.remove();
  }
  if (isFull) requestDraw();
}

/** The map rests: marks say what they are, and the keyboard stays with its photo, or with the nearest mark. */
function refreshMarks() {
  const hadFocus = marks.contains(document.activeElement), before = reached, inUse = new Set(reachable.map(({ button }) => button));
  nameMarks(reachable);
  reach((before && (reachable.find(({ cluster }) => cluster.row === before.cluster.row) ?? nearestTo(reachable, before))) || reachable[0] || null);
  if (hadFocus && document.activeElement !== reached?.button) (reached?.button ?? map).focus({ preventScroll: true });
  if (before && !inUse.has(before.button)) before.button.remove();
}

let naming = 0;

/** Gives buttons their names, in steps, until others want theirs. */
async function nameMarks(some) {
  const run = ++naming;
  for (const { button } of some) {
    await breathe();
    if (run !== naming) return;
    if (!button.ariaLabel || !button.isNamed) [button.ariaLabel, button.isNamed] = [markLabel(button.cluster), source.isWhole(button.cluster.row)];
  }
}

function reach(mark) {
  if (reached) reached.button.tabIndex = -1;
  reached = mark;
  if (mark) mark.button.tabIndex = 0;
}

function focusMark(button) {
  const mark = reachable.find(mark => mark.button === button);
  if (!mark) return;
  reach(mark);
  if (button.matches(':focus-visible')) showCard(mark.cluster);
}

marks.addEventListener('keydown', event => {
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const action = { '+': () => zoomBy(1), '=': () => zoomBy(1), '-': () => zoomBy(-1), 0: showAll }[event.key];
  if (!(direction || action) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (action) return action();
  const at = reachable.find(mark => mark.button === document.activeElement) ?? reached;
  markToward(reachable, at, direction)?.button.focus({ preventScroll: true });
});
