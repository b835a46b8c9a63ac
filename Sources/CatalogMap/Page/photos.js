// --- Photos: which of them are shown, and where their files are

/** Macs write names decomposed (한 as three letters), people type them composed. */
const searchable = text => text.normalize('NFC').toLowerCase();

/** What is chosen, before anything is: everything. */
const everything = () => ({ years: new Set(), tags: new Set(), months: null, hours: null, yearDay: -1, text: '', folder: 0, camera: 0, rating: 0 });

/** A day of the year: 32 for each month before it, from 0 for January, and the day of the month. */
const yearDayOf = date => date.getMonth() * 32 + date.getDate();

/**
 * Shows the photos that fit: of some years and with one of some tags (of all, for none); of months `[from, to)` and hours `[from, to]`, which
 * may go over midnight; taken on a day of the year; of a folder and a camera (0 for all); with at least a rating; with every word of a
 * text in their path, camera or words. Stops when `isOutdated`.
 */
async function filterPhotos(columns, chosen, isOutdated = () => false) {
  const parts = searchable(chosen.text).split(/\s+/).filter(Boolean);
  for (const block of columns.blocks) {
    await breathe();
    if (isOutdated()) return false;
    if (parts.length) block.searchable ??= await searchableTexts(columns, block);
    if (isOutdated()) return false;
    for (let row = block.first; row < block.end; row++) {
      columns.shown[row] = fits(columns, row, chosen) && parts.every(part => block.searchable[row - block.first].includes(part)) ? 1 : 0;
    }
  }
  return true;
}

function fits(columns, row, { years, tags, months, hours, yearDay, folder, camera, rating }) {
  const month = columns.month[row];
  if (years.size && !years.has(month === NONE ? 0 : Math.floor(month / 12))) return false;
  if (months && (month === NONE || month < months[0] || month >= months[1])) return false;
  if (yearDay >= 0 && columns.yearDay[row] !== yearDay) return false;
  if (folder && columns.folder[row] !== folder) return false;
  if (camera && columns.camera[row] !== camera) return false;
  if (columns.rating[row] < rating) return false;
  if (hours) {
    const hour = hourOf(row), [from, to] = hours;
    if (hour < 0 || (from <= to ? hour < from || hour > to : hour < from && hour > to)) return false;
  }
  if (!tags.size) return true;
  for (let i = columns.tagStart[row]; i < columns.tagStart[row + 1]; i++) if (tags.has(columns.tagList[i])) return true;
  return false;
}

/** What a search looks into, for each photo of a block; made in steps. */
async function searchableTexts(columns, { first, end }) {
  const texts = [];
  for (let row = first; row < end; row++) {
    texts.push(searchable([
      columns.folders.texts[columns.folder[row]] + textOf('names', row), columns.cameras.texts[columns.camera[row]], textOf('titles', row),
      textOf('descriptions', row), ...Array.from(tagsOf(row), tag => columns.tags.texts[tag]),
    ].join(' ')));
    if (row % 128 === 127) await breathe();
  }
  return texts;
}

/** Puts a value into a set or, where it is in there, takes it out; says whether it is in there now. */
function toggle(set, value) {
  if (set.delete(value)) return false;
  set.add(value);
  return true;
}

/** How many photos have each value of a column, the commonest first; those without one are left out. */
function tally(values) {
  const most = values.reduce((most, value) => Math.max(most, value), 0), numbers = new Uint32Array(most + 1);
  for (const value of values) numbers[value]++;
  return Array.from(numbers, (count, value) => [value, count]).filter(([value, count]) => value && count).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

/** Where a photo's file is, seen from this page: only `file:` and relative addresses come out of this. */
function fileAddress({ folder, name, href }, prefix) {
  const path = href || (folder + name).split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? 'file:///' + path.replace(/^\/+/, '') : prefix + path;
}
