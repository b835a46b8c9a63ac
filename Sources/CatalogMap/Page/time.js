// --- Time: how many photos each month and each hour has, and a part of all months that is chosen

const MOST_BARS = 120;

/**
 * The bars of a histogram: `first` is the month that the first begins with, counted from year 0, `step` how many months a bar has
 * (1, 3, or whole years: at most 120 bars), `counts` how many photos. `photosAt` says how many photos a month of the list stands for.
 * Null where no photo has a date.
 */
function histogramOf(months, photosAt = () => 1) {
  let first = Infinity, last = -Infinity;
  for (const month of months) {
    if (month === NONE) continue;
    if (month < first) first = month;
    if (month > last) last = month;
  }
  if (first > last) return null;
  let step = [1, 3, 12].find(step => last - first < step * MOST_BARS) ?? 12 * Math.ceil((last - first + 1) / 12 / MOST_BARS);
  first -= first % step;
  // The first bar may begin some months early, and then one more bar would be needed.
  if (last - first >= step * MOST_BARS) {
    step = step < 3 ? 3 : step < 12 ? 12 : step + 12;
    first -= first % step;
  }
  const counts = new Array(Math.floor((last - first) / step) + 1).fill(0);
  for (let at = 0; at < months.length; at++) if (months[at] !== NONE) counts[Math.floor((months[at] - first) / step)] += photosAt(at);
  return { first, step, counts };
}

/** `[from, to)` in months of some bars, both ends included; null for all, which is also what photos without a date are part of. */
function monthsOfBars({ first, step, counts }, from, to) {
  return from === 0 && to === counts.length - 1 ? null : [first + from * step, first + (to + 1) * step];
}

/** The bars after one step of playing: the part moves on as wide as it is, and begins again after the last; all becomes a quarter. */
function nextBars(from, to, count) {
  const width = to - from + 1 >= count ? Math.max(1, Math.ceil(count / 4)) : to - from + 1;
  if (to - from + 1 >= count || to + 1 >= count) return [0, width - 1];
  return [from + 1, to + 1];
}
