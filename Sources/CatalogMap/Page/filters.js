// --- Filters: search, years, months, folder and camera

const years = new Set(), ends = [find('from'), find('to')];
const histogram = histogramOf(photos);
let playTimer = 0;

function applyFilters() {
  const [from, to] = ends.map(end => Number(end.value));
  filterPhotos(photos, {
    years, text: find('search').value, months: histogram && monthsOfBars(histogram, from, to),
    folder: find('folder').value, camera: find('camera').value,
  });
  if (listed !== 'unplaced') listed = null;
  clustersRegion = null;
  requestDraw();
  refreshList();
}

function clearFilters() {
  for (const id of ['search', 'folder', 'camera']) find(id).value = '';
  years.clear();
  for (const button of find('years').children) button.ariaPressed = 'false';
  stopPlaying();
  if (histogram) setBars(0, histogram.counts.length - 1);
  applyFilters();
}

function makeYears() {
  // The photos come newest first, and so do their years.
  const all = [...new Set(photos.map(photo => photo.year))];
  find('years').hidden = all.length < 2;
  find('years').append(...all.map(year => make('button', {
    textContent: year || words.noDate, ariaPressed: 'false',
    onclick: ({ target }) => {
      target.ariaPressed = String(toggle(years, year));
      applyFilters();
    },
  })));
}

/** The values of a field that photos have, the commonest first. */
function makeChoice(id, label) {
  const counts = new Map();
  for (const photo of photos) if (photo[id]) counts.set(photo[id], (counts.get(photo[id]) ?? 0) + 1);
  const select = find(id);
  select.hidden = counts.size < 2;
  select.ariaLabel = label;
  select.append(make('option', { value: '', textContent: label }), ...[...counts].sort((a, b) => b[1] - a[1])
    .map(([value, count]) => make('option', { value, textContent: `${visible(value)} (${number(count)})` })));
  select.onchange = applyFilters;
  return !select.hidden;
}

// --- The histogram, a slider with two ends

function makeTimeline() {
  const bars = histogram?.counts ?? [];
  find('timeline').hidden = bars.length < 2;
  if (bars.length < 2) return false;
  const most = Math.max(...bars);
  find('bars').append(...bars.map(count => {
    const bar = make('i');
    bar.style.height = count ? `${Math.max(6, 100 * count / most)}%` : '0';
    return bar;
  }));
  for (const [index, end] of ends.entries()) {
    Object.assign(end, { max: bars.length - 1, ariaLabel: index ? words.to : words.from, oninput: () => { stopPlaying(); moveEnd(index); } });
  }
  setBars(0, bars.length - 1);
  Object.assign(find('play'), { ariaLabel: words.play, onclick: () => playTimer ? stopPlaying() : startPlaying() });
  return true;
}

const monthText = month => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short' })
  .format(new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1));

function setBars(from, to) {
  const { first, step } = histogram;
  [ends[0].value, ends[1].value] = [from, to];
  const texts = [monthText(first + from * step), monthText(first + (to + 1) * step - 1)];
  ends.forEach((end, index) => { end.ariaValueText = texts[index]; });
  find('months').textContent = texts[0] === texts[1] ? texts[0] : texts.join(' – ');
  [...find('bars').children].forEach((bar, index) => bar.classList.toggle('out', index < from || index > to));
  // The end that can only move one way lies on top.
  ends[0].style.zIndex = from > histogram.counts.length / 2 ? 1 : 0;
}

/** One end stops at the other. */
function moveEnd(index) {
  const [from, to] = ends.map(end => Number(end.value));
  setBars(index ? from : Math.min(from, to), index ? Math.max(from, to) : to);
  applyFilters();
}

function startPlaying() {
  const step = () => {
    setBars(...nextBars(Number(ends[0].value), Number(ends[1].value), histogram.counts.length));
    applyFilters();
  };
  playTimer = setInterval(step, 700);
  Object.assign(find('play'), { textContent: '❚❚', ariaLabel: words.pause });
  step();
}

function stopPlaying() {
  clearInterval(playTimer);
  playTimer = 0;
  Object.assign(find('play'), { textContent: '▶', ariaLabel: words.play });
}
