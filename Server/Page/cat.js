// --- One cat: the best picture, who found her, when and where last, through the year and the day, with whom

async function openCat(tag) {
  let cat;
  try {
    cat = await ask('GET', `tags/${segment(tag)}`);
  } catch (problem) {
    return sayNote(refusalText(problem, { 404: say.noSuchCat }));
  }
  const dialog = openDialog(catName(cat.name), catPanel(cat, () => dialog.close()));
  return dialog;
}

function catPanel(cat, close) {
  const panel = make('div', { className: 'panel cat' });
  if (cat.best) panel.append(make('img', { className: 'best', src: `/api/v1/photos/${segment(cat.best)}/preview`, alt: say.pictureOf(catName(cat.name)) }));
  if (cat.unseenDays >= 7) panel.append(text('p', say.unseen(cat.unseenDays), { className: 'unseen' }));
  panel.append(catFacts(cat), ...catBars(cat));
  if (cat.companions?.length) {
    panel.append(text('h3', say.companions), make('div', { className: 'names' }, ...cat.companions.slice(0, 12).map(({ name, photos }) =>
      makeButton(say.companion(catName(name), photos), () => {
        close();
        return openCat(name);
      }))));
  }
  const { latitude, longitude } = cat.last ?? {};
  if (latitude != null) {
    panel.append(makeButton(say.showLast, () => {
      close();
      glideTo({ x: worldX(longitude), y: worldY(latitude), zoom: Math.max(view.zoom, session.level === 'exact' ? 17 : 14) }, 500);
    }));
  }
  const number = columns.tags.texts.indexOf(cat.name);
  if (number > 0) {
    panel.append(makeButton(say.showOnMap, async () => {
      close();
      await chooseCat(number);
    }, 'primary'));
  }
  return panel;
}

const dayOf = moment => typeof moment === 'object' ? moment?.day : moment;

function catFacts(cat) {
  const facts = make('dl', {}), fact = (term, description) => { if (description) facts.append(text('dt', term), make('dd', {}, ...[description].flat())); };
  const first = dayOf(cat.first), last = dayOf(cat.last);
  fact(say.firstSeen, first && [dayText(first), ...cat.first.finder ? [text('small', say.foundBy(cat.first.finder))] : []]);
  fact(say.lastSeen, last && dayText(last));
  fact(say.photosOfCat, inNumbers(cat.photos));
  if (cat.range?.hectares) fact(say.range, say.hectares(new Intl.NumberFormat(region, { maximumSignificantDigits: 2 }).format(cat.range.hectares)));
  return facts;
}

/** Bars of counts, with the largest named: a picture for eyes, a sentence for all. */
function makeBars(heading, counts, labels, sentence) {
  const most = Math.max(...counts);
  if (!(most > 0)) return [];
  const bars = make('div', { className: 'bars-of', role: 'img', ariaLabel: sentence }, ...counts.map(count => {
    const bar = make('i', {});
    bar.style.height = `${Math.round(64 * count / most)}px`;
    return bar;
  }));
  return [make('div', {}, text('h3', heading), bars, make('div', { className: 'scale', ariaHidden: 'true' }, ...labels.map(label => text('small', label))))];
}

/** Months that a cat was seen in, and hours where they are known. */
function catBars({ timeline, hours }) {
  const parts = [], months = monthCounts(timeline);
  if (months.counts.length > 1) {
    const [first, last] = [months.labels[0], months.labels.at(-1)];
    parts.push(...makeBars(say.timeline, months.counts, [first, last], say.timelineSpan(first, last)));
  }
  if (hours?.length === 24) {
    const best = hours.indexOf(Math.max(...hours));
    parts.push(...makeBars(say.hours, hours, [0, 6, 12, 18, 24].map(say.hour), say.mostlyAt(say.hour(best))));
  }
  return parts;
}

/** A timeline as counts of months without gaps, and their names: it comes as `[{ month, photos }]` or as an object by month. */
function monthCounts(timeline) {
  const some = (Array.isArray(timeline) ? timeline.map(({ month, day, photos = 1 }) => [month ?? day, photos]) : Object.entries(timeline ?? {}))
    .filter(([month]) => /^\d{4}-\d\d/.test(month)).map(([month, photos]) => [Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1, photos]);
  if (!some.length) return { counts: [], labels: [] };
  const first = Math.min(...some.map(([month]) => month)), last = Math.max(...some.map(([month]) => month));
  const counts = new Array(last - first + 1).fill(0);
  for (const [month, photos] of some) counts[month - first] += photos;
  const name = new Intl.DateTimeFormat(region, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format;
  return { counts, labels: counts.map((_, at) => name(new Date(Date.UTC(Math.floor((first + at) / 12), (first + at) % 12)))) };
}

/** Shows one cat on the map, with her trail and range. */
async function chooseCat(number) {
  if (selected) closePhoto();
  await clearFilters();
  const button = [...document.querySelectorAll('#tags button')].find(({ choice }) => choice === number);
  if (button) button.click();
  else {
    chosen.tags.add(number);
    await applyFilters();
  }
  showAll();
}

/** Beside trail and range of a chosen cat: what is known of her. */
function makeCatButton() {
  const button = make('button', { type: 'button', textContent: say.aboutCat, onclick: () => openCat(columns.tags.texts[story.tag]) });
  byID('story').prepend(button);
}
