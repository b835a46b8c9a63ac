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
async function regionOf({ x, y }, rows) {
  if (!rows.length) return null;
  // The first and the last photo of each strip of the world: within a strip no gap matters.
  const strips = 4096, firsts = new Float64Array(strips).fill(Infinity), lasts = new Float64Array(strips).fill(-Infinity);
  let top = 1, bottom = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i % 8192 === 8191) await breathe();
    const row = rows[i], strip = Math.min(strips - 1, Math.floor(x[row] * strips));
    if (x[row] < firsts[strip]) firsts[strip] = x[row];
    if (x[row] > lasts[strip]) lasts[strip] = x[row];
    if (y[row] < top) top = y[row];
    if (y[row] > bottom) bottom = y[row];
  }
  const some = allRows(strips).filter(strip => firsts[strip] < Infinity);
  let left = firsts[some[0]], gap = left + 1 - lasts[some.at(-1)];
  for (let i = 1; i < some.length; i++) {
    const between = firsts[some[i]] - lasts[some[i - 1]];
    if (between > gap) [left, gap] = [firsts[some[i]], between];
  }
  return { left, width: 1 - gap, top, bottom };
}

/** The same with room for the circles in which blurred places are. */
async function regionWithCircles(columns, rows) {
  const region = await regionOf(columns, rows);
  if (!region) return null;
  let reach = 0;
  await breathe();
  for (const row of rows) if (columns.uncertainty[row]) reach = Math.max(reach, columns.uncertainty[row] / metresPerWorld(columns.y[row]));
  const { left, width, top, bottom } = region;
  return { left: left - reach, width: Math.min(1, width + 2 * reach), top: top - reach, bottom: bottom + reach };
}

/** The rows of the photos in the smallest square of two by two cells, of all sizes of cells, that holds at least half of those shown. */
async function densestHalf(space) {
  const total = space.shown[space.rows.length];
  let half = null;
  // A square that holds half at one level is part of such a square at every coarser level.
  for (let low = 1, high = 20; low <= high;) {
    const depth = (low + high) >> 1, found = squareOfHalf(space, depth, total / 2);
    await breathe();
    if (found) [half, low] = [found, depth + 1];
    else high = depth - 1;
  }
  const ranges = half ?? [[0, space.rows.length]], rows = new Uint32Array(total);
  let count = 0;
  eachRow(space, { ranges }, row => { rows[count++] = row; });
  return rows.slice(0, count);
}

/**
 * The cells of the fullest square of two by two, the world being 2 to a depth cells wide; null where none holds so many photos. One of four
 * cells has a quarter of them at least, so only such cells and their neighbours are looked at.
 */
function squareOfHalf(space, depth, least) {
  const columns = 2 ** depth, seen = new Map();
  const cellAt = (column, row) => {
    const x = ((column % columns) + columns) % columns, key = row * columns + x;
    if (row < 0 || row >= columns) return { start: 0, end: 0, count: 0 };
    if (!seen.has(key)) {
      const first = cellKey((x + 0.5) / columns, (row + 0.5) / columns), size = 4 ** (FINEST - depth), from = Math.floor(first / size) * size;
      const start = firstNotBelow(space.keys, from, 0, space.keys.length), end = firstNotBelow(space.keys, from + size, start, space.keys.length);
      seen.set(key, { start, end, count: space.shown[end] - space.shown[start] });
    }
    return seen.get(key);
  };
  let best = 0, square = null;
  visitCells(space, depth, { left: 0, right: 1, top: 0, bottom: 1 }, (column, row) => {
    for (const left of [column - 1, column]) {
      for (const top of [row - 1, row]) {
        const four = [...new Set([cellAt(left, top), cellAt(left + 1, top), cellAt(left, top + 1), cellAt(left + 1, top + 1)])];
        const sum = four.reduce((sum, { count }) => sum + count, 0);
        if (sum > best) [best, square] = [sum, four];
      }
    }
  }, Math.max(1, least / 4));
  return !square || best < least ? null : square.map(({ start, end }) => [start, end]);
}
