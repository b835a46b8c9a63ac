// --- Clusters: photos that are too near each other on the screen to be separate marks

// Photos fall into square cells of CELL pixels, and a cell's mark is on one of its photos. Cells whose marks are nearer than NEAR
// pixels become one cluster, so that all marks are that far apart. At zoom 0 the world is TILE pixels wide.
const TILE = 256, CELL = 64, NEAR = 56, CELL_DEPTH = Math.log2(TILE / CELL), FINEST = 26;
/** Of so many photos any will do. */
const FEW = 6;

/** Sixteen bits with a gap before each. */
function spread(bits) {
  bits = (bits | bits << 8) & 0xff00ff;
  bits = (bits | bits << 4) & 0xf0f0f0f;
  bits = (bits | bits << 2) & 0x33333333;
  return (bits | bits << 1) & 0x55555555;
}

/** A place's number on a Z-order curve through 2²⁶ columns and rows: photos of a cell of any size are neighbours in its order. */
function cellKey(x, y) {
  const column = Math.min(HALF - 1, Math.max(0, Math.floor(x * HALF))), row = Math.min(HALF - 1, Math.max(0, Math.floor(y * HALF)));
  const mask = 2 ** DIGIT - 1;
  return (spread(column >> DIGIT) + 2 * spread(row >> DIGIT)) * HALF + spread(column & mask) + 2 * spread(row & mask);
}

/** The photos with a place in the order of the curve. */
async function makeSpace(columns) {
  const { x, y } = columns;
  const placed = new Uint32Array(columns.count);
  let count = 0;
  for (let row = 0; row < columns.count; row++) if (x[row] >= 0) placed[count++] = row;
  const { rows, low, high } = await sortedRows(placed.slice(0, count), row => cellKey(x[row], y[row]));
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) keys[i] = high[i] * HALF + low[i];
  const space = { columns, rows, keys, shown: null, pictured: null };
  await countShown(space);
  return space;
}

/**
 * Counts anew after a change of what is shown: how many of the photos before each are, and how many of them have a picture. The counts are
 * exchanged when they are whole: the map may be drawn meanwhile.
 */
async function countShown(space, hasPicture = () => false) {
  const { columns, rows } = space, shown = new Uint32Array(rows.length + 1), pictured = new Uint32Array(rows.length + 1);
  let some = 0, seen = 0;
  await inSlices(rows.length, (start, end) => {
    for (let i = start; i < end; i++) {
      if (columns.shown[rows[i]]) {
        some++;
        if (hasPicture(rows[i])) seen++;
      }
      shown[i + 1] = some;
      pictured[i + 1] = seen;
    }
  });
  Object.assign(space, { shown, pictured });
}

/** The first place from `start` to `end` whose key is not below another. */
function firstNotBelow(keys, key, start, end) {
  while (start < end) {
    const middle = (start + end) >> 1;
    if (keys[middle] < key) start = middle + 1;
    else end = middle;
  }
  return start;
}

/** The ends of the four quarters of a cell: its places are from `start` to `end`, its first key is `key`. */
function quarters(keys, key, depth, start, end) {
  const size = 4 ** (FINEST - depth - 1), ends = [start];
  for (let quarter = 1; quarter < 4; quarter++) ends.push(firstNotBelow(keys, key + quarter * size, ends.at(-1), end));
  ends.push(end);
  return { size, ends };
}

/**
 * The clusters of a region at a whole zoom level, largest first; null where `isOutdated` says meanwhile that nobody wants them any more. It
 * looks at no photo, only at cells in use.
 */
async function clustersIn(space, region, level, isOutdated = () => false) {
  // The counts of now, whatever is counted anew meanwhile.
  space = { ...space };
  const depth = Math.min(FINEST, Math.max(0, level) + CELL_DEPTH), columns = 2 ** depth, cells = new Map();
  const copies = region.width < 1 ? [Math.floor(region.left), Math.floor(region.left + region.width)] : [0];
  for (const copy of new Set(copies)) {
    const left = region.width < 1 ? region.left - copy : 0, right = region.width < 1 ? left + region.width : 1, some = [];
    visitCells(space, depth, { left, right, top: region.top, bottom: region.bottom }, (...cell) => some.push(cell));
    for (const [column, row, start, end] of some) {
      // A copy is at most two worlds to the side.
      const key = row * 8 * columns + column + copy * columns + 2 * columns;
      cells.set(key, { ...markOf(space, depth, start, end, copy), key });
      await breathe();
      if (isOutdated()) return null;
    }
  }
  return merged([...cells.values()], cells, columns, isOutdated);
}

/** Calls with every cell at a depth that has at least so many photos which are shown, and lies in a region, even in part. */
function visitCells({ keys, shown }, wanted, region, act, least = 1) {
  const visit = (depth, column, row, key, start, end) => {
    const size = 2 ** -depth;
    if (shown[end] - shown[start] < least || column * size > region.right || (column + 1) * size < region.left
      || row * size > region.bottom || (row + 1) * size < region.top) return;
    if (depth === wanted) return act(column, row, start, end);
    const parts = quarters(keys, key, depth, start, end);
    for (let quarter = 0; quarter < 4; quarter++) {
      visit(depth + 1, 2 * column + (quarter & 1), 2 * row + (quarter >> 1), key + quarter * parts.size, parts.ends[quarter], parts.ends[quarter + 1]);
    }
  };
  visit(0, 0, 0, 0, 0, keys.length);
}

/** A cell as a mark: on a photo in its fullest part, on one with a picture where there is one. */
function markOf({ columns, rows, keys, shown, pictured }, depth, start, end, copy) {
  const counts = pictured[end] > pictured[start] ? pictured : shown, ranges = [[start, end]], count = shown[end] - shown[start];
  let key = Math.floor(keys[start] / 4 ** (FINEST - depth)) * 4 ** (FINEST - depth);
  for (let finer = depth; finer < FINEST && end - start > FEW; finer++) {
    const { size, ends } = quarters(keys, key, finer, start, end);
    let best = 0;
    for (let quarter = 1; quarter < 4; quarter++) {
      if (counts[ends[quarter + 1]] - counts[ends[quarter]] > counts[ends[best + 1]] - counts[ends[best]]) best = quarter;
    }
    [key, start, end] = [key + best * size, ends[best], ends[best + 1]];
  }
  while (counts[start + 1] === counts[start]) start++;
  const photo = rows[start];
  return { row: photo, x: columns.x[photo] + copy, y: columns.y[photo], count, isPictured: counts === pictured, ranges };
}

/**
 * Cells whose marks are too near each other, as one: the fuller one's mark stays where it is, unless only the other has a picture. Null where
 * nobody wants them any more.
 */
async function merged(all, cells, columns, isOutdated) {
  const clusters = [];
  for (const cell of all.sort((a, b) => b.count - a.count || a.key - b.key)) {
    await breathe();
    if (isOutdated()) return null;
    if (!cells.delete(cell.key)) continue;
    clusters.push(cell);
    for (const row of [-1, 0, 1]) {
      for (const column of [-1, 0, 1]) {
        const other = cells.get(cell.key + row * 8 * columns + column);
        if (!other || apart(other, cell) * columns * CELL > NEAR) continue;
        cells.delete(other.key);
        cell.count += other.count;
        cell.ranges.push(...other.ranges);
      }
    }
  }
  return clusters;
}

/** Calls with the row of every photo of a cluster. */
function eachRow({ rows, columns }, { ranges }, act) {
  for (const [start, end] of ranges) for (let i = start; i < end; i++) if (columns.shown[rows[i]]) act(rows[i]);
}

/** The region around a cluster's photos. */
function extentOf(space, cluster) {
  const { columns } = space, copy = Math.round(cluster.x - columns.x[cluster.row]);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  eachRow(space, cluster, row => {
    const x = columns.x[row] + copy, y = columns.y[row];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  });
  return { left, width: right - left, top, bottom };
}

/** What a click does: `photo` opens it, `closer` zooms in, `list` lists photos that no zoom separates. */
function actionOn({ count }, { width, top, bottom }, finestZoom) {
  if (count === 1) return 'photo';
  return Math.max(width, bottom - top) * TILE * 2 ** finestZoom < NEAR ? 'list' : 'closer';
}

/** In pixels: a picture's for those that have one, a dot's for others. */
const markRadius = ({ count, isPictured, isSmall }) => isPictured && !isSmall ? (count > 1 ? 28 : 26) : count === 1 ? 8 : Math.min(26, 11 + 1.2 * Math.log2(count));

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
