// --- The world as a square (Web Mercator), and dots for photos that are too near each other to be told apart

// The square goes from 0, 0 in the north-west to 1, 1. Longitudes go round: x and x + 1 are the same place.
const worldX = longitude => (longitude + 180) / 360;
const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const latitudeAt = y => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI;
const metresPerWorld = y => 40075016.686 / Math.cosh(Math.PI * (1 - 2 * y));

function worldY(latitude) {
  const radians = Math.max(-85.0511287798, Math.min(85.0511287798, latitude)) * Math.PI / 180;
  return 0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI);
}

/** Whether a place lies in a region {left, width, top, bottom}. */
function isInside(region, { x, y }) {
  const east = x - region.left;
  return east - Math.floor(east) <= region.width && y >= region.top && y <= region.bottom;
}

const photosIn = region => photos.filter(photo => photo.shown && isInside(region, photo));

/** The smallest region that holds some photos; it crosses the date line where that is shorter. */
function regionOf(some) {
  const xs = Float64Array.from(some, photo => photo.x).sort();
  if (!xs.length) return null;
  let left = xs[0], gap = xs[0] + 1 - xs.at(-1), top = 1, bottom = 0;
  for (let i = 1; i < xs.length; i++) if (xs[i] - xs[i - 1] > gap) [left, gap] = [xs[i], xs[i] - xs[i - 1]];
  for (const { y } of some) [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  return { left, width: 1 - gap, top, bottom };
}

// Photos fall into square cells of so many pixels; cells whose middles are nearer than NEAR become one dot.
const TILE = 256, CELL = 64, NEAR = 46;

/** The dots of a region at a whole zoom level: one pass over all photos and one over the cells in use. */
function dotsIn(region, level) {
  const columns = TILE / CELL * 2 ** level, cells = new Map();
  for (const photo of photos) {
    if (!photo.shown || !isInside(region, photo)) continue;
    const x = region.width < 1 ? photo.x + Math.ceil(region.left - photo.x) : photo.x, y = photo.y;
    // A region reaches at most from column -columns to 2 × columns.
    const key = Math.floor(y * columns) * 4 * columns + Math.floor(x * columns) + columns;
    const dot = { key, photo, x, y, count: 1, left: x, right: x, top: y, bottom: y };
    const cell = cells.get(key);
    if (cell) absorb(cell, dot);
    else cells.set(key, dot);
  }
  const dots = [];
  for (const cell of [...cells.values()].sort((a, b) => b.count - a.count || a.key - b.key)) {
    if (!cells.delete(cell.key)) continue;
    dots.push(cell);
    for (const row of [-1, 0, 1]) {
      for (const column of [-1, 0, 1]) {
        const other = cells.get(cell.key + row * 4 * columns + column);
        if (!other || apart(other, cell) * columns * CELL > NEAR) continue;
        cells.delete(other.key);
        absorb(cell, other);
      }
    }
  }
  return dots;
}

/** Makes one dot of two, in the middle of their photos. */
function absorb(dot, other) {
  dot.count += other.count;
  dot.x += (other.x - dot.x) * other.count / dot.count;
  dot.y += (other.y - dot.y) * other.count / dot.count;
  dot.left = Math.min(dot.left, other.left);
  dot.right = Math.max(dot.right, other.right);
  dot.top = Math.min(dot.top, other.top);
  dot.bottom = Math.max(dot.bottom, other.bottom);
}
