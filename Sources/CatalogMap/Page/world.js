// --- The world as a square (Web Mercator): places, distances, regions

// The square goes from 0, 0 in the north-west to 1, 1. Longitudes go round: x and x + 1 are the same place.
const worldX = longitude => (longitude + 180) / 360;
const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const latitudeAt = y => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI;
const metresPerWorld = y => 40075016.686 / Math.cosh(Math.PI * (1 - 2 * y));

function worldY(latitude) {
  const radians = Math.max(-85.0511287798, Math.min(85.0511287798, latitude)) * Math.PI / 180;
  return 0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI);
}

/** Metres between two places on a sphere: within 0.6 % of the distance on the ellipsoid. */
function distanceBetween(a, b) {
  const radians = degrees => degrees * Math.PI / 180, half = angle => Math.sin(radians(angle) / 2) ** 2;
  const chord = half(b.latitude - a.latitude)
    + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * 6371008.8 * Math.asin(Math.sqrt(Math.min(1, chord)));
}

/** Whether a place lies in a region {left, width, top, bottom}. */
function isInside(region, { x, y }) {
  const east = x - region.left;
  return east - Math.floor(east) <= region.width && y >= region.top && y <= region.bottom;
}

/** The smallest region that holds some photos; it crosses the date line where that is shorter. */
function regionOf(some) {
  const xs = Float64Array.from(some, photo => photo.x).sort();
  if (!xs.length) return null;
  let left = xs[0], gap = xs[0] + 1 - xs.at(-1), top = 1, bottom = 0;
  for (let i = 1; i < xs.length; i++) if (xs[i] - xs[i - 1] > gap) [left, gap] = [xs[i], xs[i] - xs[i - 1]];
  for (const { y } of some) [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  return { left, width: 1 - gap, top, bottom };
}

/** The same with room for the circles in which blurred places are. */
function regionWithCircles(some) {
  const region = regionOf(some);
  if (!region) return null;
  let reach = 0;
  for (const { y, uncertainty } of some) reach = Math.max(reach, (uncertainty ?? 0) / metresPerWorld(y));
  const { left, width, top, bottom } = region;
  return { left: left - reach, width: Math.min(1, width + 2 * reach), top: top - reach, bottom: bottom + reach };
}

/** The photos in the smallest square of two by two cells, of all sizes of cells, that holds at least half of some photos. */
function densestHalf(some) {
  let half = some;
  // A square that holds half at one level is part of such a square at every coarser level.
  for (let low = 1, high = 20; low <= high;) {
    const level = (low + high) >> 1, found = squareOfHalf(some, 2 ** level);
    if (found) [half, low] = [found, level + 1];
    else high = level - 1;
  }
  return half;
}

/** The photos of the fullest square of two by two cells, the world being `columns` cells wide; null where none holds half of them. */
function squareOfHalf(some, columns) {
  const counts = new Map(), cellOf = ({ x, y }) => [Math.floor(x * columns) % columns, Math.min(columns - 1, Math.floor(y * columns))];
  for (const photo of some) {
    const [column, row] = cellOf(photo), key = row * columns + column;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const count = (column, row) => counts.get(row * columns + (column + columns) % columns) ?? 0;
  let best = 0, at = null;
  for (const key of counts.keys()) {
    const row = Math.floor(key / columns), column = key % columns;
    for (const left of [column - 1, column]) {
      for (const top of [row - 1, row]) {
        const sum = count(left, top) + count(left + 1, top) + count(left, top + 1) + count(left + 1, top + 1);
        if (sum > best) [best, at] = [sum, [left, top]];
      }
    }
  }
  if (best * 2 < some.length) return null;
  return some.filter(photo => {
    const [column, row] = cellOf(photo);
    return (column - at[0] + columns) % columns < 2 && row >= at[1] && row < at[1] + 2;
  });
}
