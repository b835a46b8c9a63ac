// --- Filters: search, cats, years, months, hours, this day, folder, camera and rating

const chosen = everything();
let filterRun = 0, histogram = null, monthSlider = null, hourSlider = null, playTimer = 0;

/** Takes up what is chosen; of several changes in a short time only the last is shown. */
async function applyFilters() {
  const run = ++filterRun;
  chosen.text = find('search').value;
  const isOutdated = () => run !== filterRun;
  try {
    if (!await source.filter(chosen, isOutdated)) return;
    if (listed !== 'unplaced') listed = null;
    if (!await tellStory(chosen.tags.size === 1 ? [...chosen.tags][0] : 0, isOutdated)) return;
  } catch {
    return sayNoAnswer();
  }
  await countAnew();
  if (run === filterRun) refreshList();
}

/** After a change of what is shown, or of what has a picture. */
async function countAnew() {
  if (space) await countShown(space, isPicturable);
  forgetClusters();
}

function clearFilters() {
  stopPlaying();
  find('search').value = '';
  for (const id of ['folder', 'camera', 'rating']) find(id).value = '0';
  Object.assign(chosen, everything());
  for (const button of document.querySelectorAll('#years button, #tags button, #today')) button.ariaPressed = 'false';
  monthSlider?.set(0, monthSlider.last);
  hourSlider?.set(0, hourSlider.last);
  if (settings.asking) searchNames('');
  return applyFilters();
}

/** Buttons that choose values of a set, in the order of the values. */
function makeChips(id, values, set, textOf) {
  find(id).hidden = values.length < (id === 'years' ? 2 : 1);
  find(id).append(...values.map(value => make('button', {
    choice: value, ariaPressed: 'false',
    onclick: async ({ currentTarget }) => {
      if (source.choosesOne && !set().has(value)) {
        set().clear();
        for (const other of find(id).children) other.ariaPressed = 'false';
      }
      currentTarget.ariaPressed = String(toggle(set(), value));
      await applyFilters();
      if (id === 'tags') showStory();
    },
  }, make('bdi', { textContent: textOf(value) }))));
}

const MOST_TAGS = 60;

function makeYearsAndTags() {
  const years = new Set();
  let last = NaN;
  for (const month of columns.month) if (month !== last) years.add((last = month) === NONE ? 0 : Math.floor(month / 12));
  makeChips('years', [...years].sort((a, b) => b - a), () => chosen.years, year => String(year || words.noDate));
  const tags = tally(columns.tagList.subarray(0, columns.tagStart[columns.count])).slice(0, MOST_TAGS).map(([tag]) => tag);
  makeChips('tags', tags, () => chosen.tags, tag => visible(columns.tags.texts[tag].replace(/^.*\//, '')));
  const kinds = [['none', words.noColour], ...tags.length > 1 ? [['tag', words.byTag]] : [], ...years.size > 1 ? [['year', words.byYear]] : []];
  find('colouring').append(...kinds.map(([value, textContent]) => make('option', { value, textContent })));
  find('colouring').onchange = ({ target }) => setColouring(target.value);
  find('colouring').hidden = kinds.length < 2;
  return kinds.length > 1;
}

/** The values of a column that photos have, the commonest first. */
function makeChoice(id, label, { texts }) {
  const counts = tally(columns[id]), select = find(id);
  // On a server each photo has a folder of its own.
  select.hidden = counts.length < 2 || (id === 'folder' && settings.photos === '/');
  select.append(make('option', { value: '0', textContent: label }), ...counts.slice(0, 500)
    .map(([value, count]) => make('option', { value: String(value), textContent: `${visible(texts[value])} (${number(count)})` })));
  select.onchange = () => {
    chosen[id] = Number(select.value);
    applyFilters();
  };
  return !select.hidden;
}

function makeRatings() {
  const most = columns.rating.reduce((most, rating) => Math.max(most, rating), 0), select = find('rating');
  select.hidden = most === 0;
  select.append(make('option', { value: '0', textContent: words.rating }),
    ...Array.from({ length: most }, (_, index) => make('option', { value: String(index + 1), textContent: words.atLeast(index + 1) })));
  select.onchange = () => {
    chosen.rating = Number(select.value);
    applyFilters();
  };
  return most > 0;
}

const monthText = month => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short' })
  .format(new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1));

function makeTimeline() {
  histogram = histogramOf(columns.month);
  find('timeline').hidden = !(histogram?.counts.length > 1);
  if (find('timeline').hidden) return false;
  makeMonthSlider();
  return true;
}

function makeMonthSlider() {
  const { first, step } = histogram;
  monthSlider = makeSlider(find('months'), histogram.counts, words.taken, (bar, isEnd) => monthText(first + (bar + isEnd) * step - isEnd), chooseMonths);
  Object.assign(find('play'), { ariaLabel: words.play, onclick: () => playTimer ? stopPlaying() : startPlaying() });
}

function chooseMonths(from, to) {
  stopPlaying();
  chosen.months = monthsOfBars(histogram, from, to);
  applyFilters();
}

function makeHours() {
  const counts = new Array(24).fill(0);
  let some = 0;
  for (let row = 0; row < columns.count; row++) {
    const hour = hourOf(row);
    if (hour >= 0) some = ++counts[hour];
  }
  find('hours').hidden = !some;
  if (!some) return false;
  find('hours').append(make('small', { textContent: words.hours }));
  hourSlider = makeSlider(find('hours'), counts, words.hours, (hour, isEnd) => `${hour + isEnd}:00`, (from, to) => {
    chosen.hours = from === 0 && to === 23 ? null : [from, to];
    applyFilters();
  });
  return true;
}

function makeToday() {
  const now = new Date(), today = now.getMonth() * 32 + now.getDate(), button = find('today');
  let count = 0;
  for (const day of columns.yearDay) if (day === today) count++;
  button.hidden = !count;
  Object.assign(button, {
    textContent: `${words.today} (${number(count)})`, ariaPressed: 'false',
    onclick: () => {
      chosen.yearDay = chosen.yearDay < 0 ? today : -1;
      button.ariaPressed = String(chosen.yearDay >= 0);
      applyFilters();
    },
  });
  return count > 0;
}

function makeStory() {
  for (const [id, key, text] of [['show-trail', 'showsTrail', words.trail], ['show-range', 'showsRange', words.range]]) {
    Object.assign(find(id), {
      textContent: text, ariaPressed: 'true',
      onclick: ({ currentTarget }) => {
        story[key] = !story[key];
        currentTarget.ariaPressed = String(story[key]);
        forgetGround();
      },
    });
  }
}

/** Of a server that is asked: one cat, one year and months. What it does not answer is not offered. */
async function makeAskedFilters() {
  const { tags, months } = await source.choices(), [first, last] = months;
  makeChips('tags', tags.slice(0, 500), () => chosen.tags, tag => visible(columns.tags.texts[tag].replace(/^.*\//, '')));
  find('filters').hidden = !(last > first);
  if (find('filters').hidden) return;
  const from = Math.floor(first / 12), to = Math.floor(last / 12);
  if (to - from < 40) makeChips('years', Array.from({ length: to - from + 1 }, (_, index) => to - index), () => chosen.years, String);
  const step = [1, 3, 12].find(step => last - first < step * MOST_BARS) ?? 120, start = first - first % step;
  // How many photos a month has is not known: the slider has ends and no bars.
  histogram = { first: start, step, counts: new Array(Math.floor((last - start) / step) + 1).fill(0) };
  makeMonthSlider();
  for (const id of ['hours', 'today', 'folder', 'camera', 'rating', 'colouring']) find(id).hidden = true;
}

/** Where a server is asked, the search chooses among the names of cats and tags. */
function searchNames(text) {
  const parts = searchable(text).split(/\s+/).filter(Boolean);
  for (const button of find('tags').children) {
    button.hidden = button.ariaPressed !== 'true' && !parts.every(part => searchable(columns.tags.texts[button.choice]).includes(part));
  }
}

async function makeFilters() {
  makeStory();
  if (settings.asking) return makeAskedFilters().catch(sayNoAnswer);
  const some = [], makers = [
    makeYearsAndTags, makeTimeline, makeHours, makeToday, () => makeChoice('folder', words.folder, columns.folders),
    () => makeChoice('camera', words.camera, columns.cameras), makeRatings,
  ];
  for (const make of makers) {
    some.push(make());
    await breathe();
  }
  find('filters').hidden = !some.some(Boolean);
}

/** Where the filters have no room below what comes before them, that goes. */
find('filters').ontoggle = ({ currentTarget }) => {
  if (currentTarget.open) currentTarget.parentNode.scrollTop = currentTarget.offsetTop - currentTarget.parentNode.offsetTop;
};

function startPlaying() {
  const step = () => {
    monthSlider.set(...nextBars(...monthSlider.values(), histogram.counts.length));
    chosen.months = monthsOfBars(histogram, ...monthSlider.values());
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
