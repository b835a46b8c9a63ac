// --- One cat: her photos joined in time, and her range, the minimum convex polygon of 95 % as `catalog tags` has it

const FEWEST = 5, WIDEST = 100000, MOST_STEPS = 1000;
/** What is drawn: the places in time, and the corners of the range. */
const story = { tag: 0, places: [], range: null, showsTrail: true, showsRange: true };

function tellStory(tag) {
  Object.assign(story, { tag, places: [], range: null });
  find('story').hidden = !tag;
  if (!tag) return;
  for (let at = byTime.length - 1; at >= 0; at--) {
    const row = byTime[at];
    if (columns.shown[row] && hasPlace(row) && columns.precision[row]) {
      story.places.push({ x: columns.x[row], y: columns.y[row], longitude: columns.longitude[row] / 1e6, latitude: columns.latitude[row] / 1e6 });
    }
  }
  story.range = rangeOf(story.places);
  const area = story.range && new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(story.range.hectares);
  find('show-range').textContent = area ? words.hectares(area) : words.range;
  find('show-range').hidden = !story.range;
}

/** The quantile of type 7 of sorted values: between two values in proportion. */
function quantile(sorted, part) {
  const place = (sorted.length - 1) * part, below = Math.floor(place);
  return below + 1 < sorted.length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
}

/** The corners of what is left of 95 % of the places, and its area; null for too few, or where no animal lives in all of it. */
function rangeOf(places) {
  if (places.length < FEWEST) return null;
  const mean = value => places.reduce((sum, place) => sum + value(place), 0) / places.length;
  const middle = { longitude: mean(place => wrapped((place.longitude - places[0].longitude) / 360) * 360) + places[0].longitude, latitude: mean(place => place.latitude) };
  const distances = places.map(place => distanceBetween(middle, place)), limit = quantile([...distances].sort((a, b) => a - b), 0.95);
  if (Math.max(...distances) > WIDEST) return null;
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

function drawTrail() {
  const { tag, places, range, showsTrail, showsRange } = story;
  if (!tag) return;
  const at = ({ x, y }) => [wrapped(x - view.x) * worldSize() + view.width / 2, (y - view.y) * worldSize() + view.height / 2];
  if (showsRange && range) {
    pen.beginPath();
    for (const corner of range.corners) pen.lineTo(...at(corner));
    pen.closePath();
    pen.fillStyle = pen.strokeStyle = colours.accent;
    pen.globalAlpha = 0.12;
    pen.fill();
    pen.globalAlpha = 0.8;
    pen.lineWidth = 1.5;
    pen.setLineDash([6, 4]);
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
  if (!showsTrail) return;
  // The newest steps are the strongest; steps of about one age are one stroke.
  const points = places.slice(-MOST_STEPS).map(at), groups = 8;
  for (let group = 0; group < groups; group++) {
    const [from, to] = [group, group + 1].map(part => Math.floor((points.length - 1) * part / groups)), lines = [];
    for (let i = from; i < to; i++) lines.push([...points[i], ...points[i + 1]]);
    pen.globalAlpha = 0.25 + 0.75 * (group + 1) / groups;
    if (points.length < 500) drawLines(colours.ring, 4, lines);
    drawLines(colours.accent, 2, lines);
  }
  pen.globalAlpha = 1;
  if (points.length < 500) for (const [x, y] of points) drawCircle(x, y, 3, colours.accent);
}
