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
