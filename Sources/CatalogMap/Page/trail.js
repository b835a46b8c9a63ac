// --- One cat: her photos joined in time, and her range, the minimum convex polygon of 95 % as `catalog tags` has it

const FEWEST = 5, WIDEST = 100000, MOST_STEPS = 1000;
/** What is drawn: the places in time, and the corners of the range. */
const story = { tag: 0, places: [], range: null, showsTrail: true, showsRange: true };

/** Finds the story of a tag, 0 for none; false where nobody wants it any more. */
async function tellStory(tag, isOutdated) {
  const { places, isWhole } = tag ? await source.places() : { places: [], isWhole: false };
  const range = isWhole ? await rangeOf(places) : null;
  if (isOutdated()) return false;
  const hadStory = story.tag > 0;
  Object.assign(story, { tag, places, range });
  find('story').hidden = !tag;
  if (!tag) {
    if (hadStory) forgetGround();
    return true;
  }
  const area = story.range && new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(story.range.hectares);
  find('show-range').textContent = area ? words.hectares(area) : words.range;
  find('show-range').hidden = !story.range;
  forgetGround();
  return true;
}

/** The map goes to where all of the cat's photos are seen, unless they are already. */
async function showStory() {
  const { tag } = story, region = tag ? await source.whole().catch(() => null) : null;
  if (!region || story.tag !== tag) return;
  // What lies under the buttons or is cut by an edge is not seen.
  const { left, width, top, bottom } = region, seen = visibleRegion(-28), buttons = 40 / worldSize();
  Object.assign(seen, { left: seen.left + buttons, width: seen.width - buttons });
  if (width <= seen.width && [left, left + width].every(x => isInside(seen, { x, y: top }) && isInside(seen, { x, y: bottom }))) return;
  glideTo(viewOf(region), 500);
}

/** The quantile of type 7 of sorted values: between two values in proportion. */
function quantile(sorted, part) {
  const place = (sorted.length - 1) * part, below = Math.floor(place);
  return below + 1 < sorted.length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
}

/** The corners of what is left of 95 % of the places, and its area; null for too few, or where no animal lives in all of it. */
async function rangeOf(places) {
  if (places.length < FEWEST) return null;
  const mean = value => places.reduce((sum, place) => sum + value(place), 0) / places.length;
  const middle = { longitude: mean(place => wrapped((place.longitude - places[0].longitude) / 360) * 360) + places[0].longitude, latitude: mean(place => place.latitude) };
  await breathe();
  const distances = Float64Array.from(places, place => distanceBetween(middle, place)), sorted = distances.slice().sort(), limit = quantile(sorted, 0.95);
  if (sorted.at(-1) > WIDEST) return null;
  await breathe();
  const metres = 111320, across = metres * Math.cos(middle.latitude * Math.PI / 180);
  const flat = places.filter((_, index) => distances[index] <= limit).map(place => ({
    x: wrapped((place.longitude - middle.longitude) / 360) * 360 * across, y: (place.latitude - middle.latitude) * metres, place,
  }));
  const corners = hullOf(flat);
  const doubled = corners.reduce((sum, { x, y }, i) => sum + x * corners[(i + 1) % corners.length].y - y * corners[(i + 1) % corners.length].x, 0);
  return corners.length < 3 ? null : { corners: corners.map(({ place }) => place), hectares: Math.abs(doubled) / 2 / 10000 };
}

/** The corners of the smallest convex polygon around points: Andrew's monotone chain. */
function hullOf(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = some => {
    const chain = [];
    for (const point of some) {
      while (chain.length > 1) {
        const [a, b] = chain.slice(-2);
        if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Trail and range as strokes of a brush, which whoever wants them goes through one by one; `at` says where a place is. */
function* trailStrokes(brush, at, width, height) {
  const { tag, places, range, showsTrail, showsRange } = story;
  if (!tag) return;
  if (showsRange && range) {
    brush.beginPath();
    for (const corner of range.corners) brush.lineTo(...at(corner));
    brush.closePath();
    brush.fillStyle = brush.strokeStyle = colours.accent;
    brush.globalAlpha = 0.12;
    brush.fill();
    brush.globalAlpha = 0.8;
    brush.lineWidth = 1.5;
    brush.setLineDash([6, 4]);
    brush.stroke();
    brush.setLineDash([]);
    brush.globalAlpha = 1;
    yield;
  }
  if (!showsTrail) return;
  // The newest steps are the strongest; steps of about one age are one stroke.
  const points = places.slice(-MOST_STEPS).map(at), groups = points.length < 200 ? 8 : 24;
  const isSeen = ([x1, y1], [x2, y2]) => Math.max(x1, x2) >= 0 && Math.min(x1, x2) <= width && Math.max(y1, y2) >= 0 && Math.min(y1, y2) <= height;
  for (let group = 0; group < groups; group++) {
    const [from, to] = [group, group + 1].map(part => Math.floor((points.length - 1) * part / groups)), lines = [];
    for (let i = from; i < to; i++) if (isSeen(points[i], points[i + 1])) lines.push([...points[i], ...points[i + 1]]);
    brush.globalAlpha = 0.25 + 0.75 * (group + 1) / groups;
    if (points.length < 500) drawLines(colours.ring, 4, lines, brush);
    drawLines(colours.accent, 2, lines, brush);
    brush.globalAlpha = 1;
    yield;
  }
  if (points.length < 500) for (const [x, y] of points) drawCircle(x, y, 3, colours.accent, 1, brush);
}

/** Over tiles, which are drawn with each frame. */
function drawTrail() {
  const at = ({ x, y }) => [wrapped(x - view.x) * worldSize() + view.width / 2, (y - view.y) * worldSize() + view.height / 2];
  [...trailStrokes(pen, at, view.width, view.height)];
}

/** On the ground, with which it moves. */
async function paintTrail(painting) {
  const { brush, x: middleX, y: middleY, size, width, height, density } = painting;
  brush.setTransform(density, 0, 0, density, 0, 0);
  const at = ({ x, y }) => [wrapped(x - middleX) * size + width / 2, (y - middleY) * size + height / 2];
  for (const _ of trailStrokes(brush, at, width, height)) if (!await paintStep(painting)) return false;
  return true;
}
