// --- Filters: search, cats, years, months, hours, this day, folder, camera and rating

const chosen = everything();
/** What a server did not answer, and is asked for again at the next move. */
const owed = new Set();
let filterRun = 0, histogram = null, monthSlider = null, hourSlider = null, playTimer = 0;

/** Takes up what is chosen; of several changes in a short time only the last is shown. */
async function applyFilters() {
  const run = ++filterRun;
  chosen.text = find('search').value;
  const isOutdated = () => run !== filterRun;
  try {
    if (!await source.filter(chosen, isOutdated)) return;
  } catch {
    if (isOutdated()) return;
    owed.add(applyFilters);
    return sayNoAnswer();
  }
  owed.delete(applyFilters);
  if (listed !== 'unplaced') listed = null;
  // Where only the story has no answer, the photos are shown without it.
  const isTold = tellStory(chosen.tags.size === 1 ? [...chosen.tags][0] : 0, isOutdated).catch(() => !isOutdated());
  if (!await isTold) return;
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
        for (const other of find(id).querySelectorAll('button')) other.ariaPressed = 'false';
      }
      currentTarget.ariaPressed = String(toggle(set(), value));
      await applyFilters();
      if (id === 'tags') showStory();
    },
  }, make('bdi', { textContent: textOf(value) }))));
}

const MOST_TAGS = 60;

/** What can be chosen of photos whose columns are there. */
async function choicesOf(columns) {
  const years = new Set(), hours = new Array(24).fill(0), today = yearDayOf(new Date());
  let last = NaN, todays = 0, mostStars = 0;
  for (let row = 0; row < columns.count; row++) {
    if (row % 65536 === 65535) await breathe();
    const month = columns.month[row], hour = hourOf(row);
    if (month !== last) years.add((last = month) === NONE ? 0 : Math.floor(month / 12));
    if (hour >= 0) hours[hour]++;
    if (columns.yearDay[row] === today) todays++;
    mostStars = Math.max(mostStars, columns.rating[row]);
  }
  const tallies = [];
  for (const numbers of [columns.tagList.subarray(0, columns.tagStart[columns.count]), columns.folder, columns.camera]) {
    await breathe();
    tallies.push(tally(numbers));
  }
  await breathe();
  return {
    years: [...years], tags: tallies[0].slice(0, MOST_TAGS).map(([tag]) => tag), histogram: histogramOf(columns.month), hours, today: todays,
    // On a server each photo has a folder of its own.
    folders: settings.photos === '/' ? [] : tallies[1], cameras: tallies[2], mostStars,
  };
}

function makeYearsAndTags({ years, tags }) {
  makeChips('years', years.sort((a, b) => b - a), () => chosen.years, year => String(year || words.noDate));
  makeChips('tags', tags, () => chosen.tags, tag => visible(columns.tags.texts[tag].replace(/^.*\//, '')));
  const kinds = [['none', words.noColour], ...tags.length > 1 ? [['tag', words.byTag]] : [], ...years.length > 1 ? [['year', words.byYear]] : []];
  find('colouring').append(...kinds.map(([value, textContent]) => make('option', { value, textContent })));
  find('colouring').onchange = ({ target }) => setColouring(target.value);
  find('colouring').hidden = kinds.length < 2;
  return kinds.length > 1;
}

/** The values of a column that photos have, the commonest first. */
function makeChoice(id, label, counts, { texts }) {
  const select = find(id);
  select.hidden = counts.length < 2;
  select.append(make('option', { value: '0', textContent: label }), ...counts.slice(0, 500)
    .map(([value, count]) => make('option', { value: String(value), textContent: `${visible(texts[value])} (${number(count)})` })));
  select.onchange = () => {
    chosen[id] = Number(select.value);
    applyFilters();
  };
  return !select.hidden;
}

function makeRatings({ mostStars }) {
  const select = find('rating');
  select.hidden = mostStars === 0;
  select.append(make('option', { value: '0', textContent: words.rating }),
    ...Array.from({ length: mostStars }, (_, index) => make('option', { value: String(index + 1), textContent: words.atLeast(index + 1) })));
  select.onchange = () => {
    chosen.rating = Number(select.value);
    applyFilters();
  };
  return mostStars > 0;
}

const monthText = month => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short' })
  .format(new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1));

function makeTimeline(choices) {
  ({ histogram } = choices);
  find('timeline').hidden = !(histogram?.counts.length > 1);
  if (find('timeline').hidden) return false;
  const { first, step } = histogram;
  monthSlider = makeSlider(find('months'), histogram.counts, words.taken, (bar, isEnd) => monthText(first + (bar + isEnd) * step - isEnd), chooseMonths);
  Object.assign(find('play'), { ariaLabel: words.play, onclick: () => playTimer ? stopPlaying() : startPlaying() });
  return true;
}

function chooseMonths(from, to) {
  stopPlaying();
  chosen.months = monthsOfBars(histogram, from, to);
  applyFilters();
}

function makeHours({ hours }) {
  find('hours').hidden = !hours.some(Boolean);
  if (find('hours').hidden) return false;
  find('hours').append(make('small', { textContent: words.hours }));
  hourSlider = makeSlider(find('hours'), hours, words.hours, (hour, isEnd) => `${hour + isEnd}:00`, (from, to) => {
    chosen.hours = from === 0 && to === 23 ? null : [from, to];
    applyFilters();
  });
  return true;
}

function makeToday({ today }) {
  const button = find('today');
  button.hidden = !today;
  Object.assign(button, {
    textContent: `${words.today} (${number(today)})`, ariaPressed: 'false',
    onclick: () => {
      chosen.yearDay = chosen.yearDay < 0 ? yearDayOf(new Date()) : -1;
      button.ariaPressed = String(chosen.yearDay >= 0);
      applyFilters();
    },
  });
  return today > 0;
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

/** Where a server is asked, the search chooses among the names of cats and tags. */
function searchNames(text) {
  const parts = searchable(text).split(/\s+/).filter(Boolean);
  for (const button of find('tags').querySelectorAll('button')) {
    button.hidden = button.ariaPressed !== 'true' && !parts.every(part => searchable(columns.tags.texts[button.choice]).includes(part));
  }
}

async function makeFilters() {
  makeStory();
  let choices;
  try {
    choices = await source.choices();
  } catch {
    owed.add(makeFilters);
    return sayNoAnswer();
  }
  const some = [], makers = [
    makeYearsAndTags, makeTimeline, makeHours, makeToday, ({ folders }) => makeChoice('folder', words.folder, folders, columns.folders),
    ({ cameras }) => makeChoice('camera', words.camera, cameras, columns.cameras), makeRatings,
  ];
  for (const make of makers) {
    some.push(make(choices));
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
