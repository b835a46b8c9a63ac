// --- Clusters: photos that are too near each other on the screen to be separate marks

// Photos fall into square cells of CELL pixels, and a cell's mark is on one of its photos. Cells whose marks are nearer than NEAR
// pixels become one cluster, so that all marks are that far apart. At zoom 0 the world is TILE pixels wide.
const TILE = 256, CELL = 64, NEAR = 46;

/** The clusters of a region at a whole zoom level, largest first: one pass over all photos and one over the cells in use. */
function clustersIn(photos, region, level) {
  const columns = TILE / CELL * 2 ** level, cells = new Map();
  for (const photo of photos) {
    if (!photo.shown || !isInside(region, photo)) continue;
    const x = region.width < 1 ? photo.x + Math.ceil(region.left - photo.x) : photo.x, y = photo.y;
    const column = Math.floor(x * columns), row = Math.floor(y * columns);
    // A region reaches at most from column -columns to 2 × columns.
    const key = row * 4 * columns + column + columns;
    const offCentre = Math.hypot(x * columns - column - 0.5, y * columns - row - 0.5);
    const single = { key, photo, x, y, offCentre, count: 1, left: x, right: x, top: y, bottom: y };
    const cell = cells.get(key);
    if (!cell) cells.set(key, single);
    else {
      if (offCentre < cell.offCentre) Object.assign(cell, { photo, x, y, offCentre });
      merge(cell, single);
    }
  }
  const clusters = [];
  for (const cell of [...cells.values()].sort((a, b) => b.count - a.count || a.key - b.key)) {
    if (!cells.delete(cell.key)) continue;
    clusters.push(cell);
    for (const row of [-1, 0, 1]) {
      for (const column of [-1, 0, 1]) {
        const other = cells.get(cell.key + row * 4 * columns + column);
        if (!other || apart(other, cell) * columns * CELL > NEAR) continue;
        cells.delete(other.key);
        merge(cell, other);
      }
    }
  }
  return clusters;
}

/** Adds the photos of another cluster to one, whose mark stays where it is. */
function merge(cluster, other) {
  cluster.count += other.count;
  cluster.left = Math.min(cluster.left, other.left);
  cluster.right = Math.max(cluster.right, other.right);
  cluster.top = Math.min(cluster.top, other.top);
  cluster.bottom = Math.max(cluster.bottom, other.bottom);
}

/** How far a cluster's photos are apart, as a part of the world. */
const extent = ({ left, right, top, bottom }) => Math.max(right - left, bottom - top);

/** What a click does: `photo` opens it, `closer` zooms in, `list` lists photos that no zoom separates. */
function actionOn(cluster, finestZoom) {
  if (cluster.count === 1) return 'photo';
  return extent(cluster) * TILE * 2 ** finestZoom < NEAR ? 'list' : 'closer';
}

/** In pixels. */
const clusterRadius = count => count === 1 ? 8 : 11 + 1.2 * Math.log2(count);

/** The mark nearest to a point of the screen. */
const nearestTo = (marks, point) => marks.reduce((best, mark) => !best || apart(mark, point) < apart(best, point) ? mark : best, null);

/** The next mark to the left, right, top or bottom: what is off to the side counts twice. Undefined at the edge. */
function markToward(marks, from, [dx, dy]) {
  let best, least = Infinity;
  for (const mark of marks) {
    const along = (mark.x - from.x) * dx + (mark.y - from.y) * dy, aside = Math.abs((mark.x - from.x) * dy) + Math.abs((mark.y - from.y) * dx);
    if (mark === from || along < 1 || aside > 3 * along) continue;
    if (along + 2 * aside < least) [best, least] = [mark, along + 2 * aside];
  }
  return best;
}
