// --- Order: rows by whole numbers, in steps that leave the page time to answer

let sliceStart = 0;

/** Lets the page answer, if it had no chance to for some milliseconds. */
async function breathe() {
  if (performance.now() - sliceStart < 6) return;
  await nextTask();
  sliceStart = performance.now();
}

const nextTask = () => globalThis.scheduler?.yield ? scheduler.yield() : new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(0);
});

const DIGIT = 13, HALF = 2 ** 26;

/** So many rows are done at a time: loops that wait nowhere are faster than those that may. */
const SLICE = 16384;

/** Calls with the ends of one slice after another, and lets the page answer between them. */
async function inSlices(count, act) {
  for (let start = 0; start < count; start += SLICE) {
    act(start, Math.min(count, start + SLICE));
    await breathe();
  }
}

/**
 * Rows in the order of their keys, which are whole numbers below 2⁵², with the lower and the upper half of each key; rows with equal keys keep
 * their order. A radix sort.
 */
async function sortedRows(rows, keyOf) {
  const low = new Uint32Array(rows.length), high = new Uint32Array(rows.length), counts = new Uint32Array(2 ** DIGIT + 1);
  await inSlices(rows.length, (start, end) => {
    for (let i = start; i < end; i++) {
      const key = keyOf(rows[i]), upper = Math.floor(key / HALF);
      low[i] = key - upper * HALF;
      high[i] = upper;
    }
  });
  let from = { rows, low, high }, to = { rows: new Uint32Array(rows.length), low: low.slice(), high: high.slice() };
  for (const [half, shift] of [['low', 0], ['low', DIGIT], ['high', 0], ['high', DIGIT]]) {
    const digits = from[half];
    if (!findStarts(digits, shift, counts)) continue;
    await inSlices(rows.length, (start, end) => moveByDigit(from, to, digits, shift, counts, start, end));
    [from, to] = [to, from];
    // The rows that were handed in are the caller's.
    if (to.rows === rows) to.rows = new Uint32Array(rows.length);
  }
  return from;
}

/** Where the rows with each digit will begin; false where all have the same. */
function findStarts(digits, shift, counts) {
  counts.fill(0);
  for (let i = 0; i < digits.length; i++) counts[(digits[i] >> shift & 2 ** DIGIT - 1) + 1]++;
  if (counts.includes(digits.length)) return false;
  for (let i = 1; i < counts.length; i++) counts[i] += counts[i - 1];
  return true;
}

/** Puts each row of a slice where the next one with its digit belongs. */
function moveByDigit(from, to, digits, shift, counts, start, end) {
  const { rows, low, high } = from, { rows: toRows, low: toLow, high: toHigh } = to;
  for (let i = start; i < end; i++) {
    const place = counts[digits[i] >> shift & 2 ** DIGIT - 1]++;
    toRows[place] = rows[i];
    toLow[place] = low[i];
    toHigh[place] = high[i];
  }
}

function allRows(count) {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** All rows, the newest first; those without a date last. */
async function rowsByTime(columns) {
  let [oldest, newest] = [Infinity, -Infinity];
  for (let row = 0; row < columns.count; row++) {
    if (!columns.precision[row]) continue;
    if (columns.day[row] < oldest) oldest = columns.day[row];
    if (columns.day[row] > newest) newest = columns.day[row];
  }
  // From the newest on, so that keys are small and most of their digits are all the same.
  const undated = Math.max(0, newest + 2 - oldest) * 86400;
  const keyOf = row => columns.precision[row] ? (newest + 1 - columns.day[row]) * 86400 - columns.second[row] : undated;
  return (await sortedRows(allRows(columns.count), keyOf)).rows;
}
