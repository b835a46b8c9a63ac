// --- Photos: from the rows of the page's data, newest first, and which of them are shown

const NO_PREVIEW = 1, VIDEO = 2;

/** Reads a column in which a text that comes again is a number: its place among those before. Neither '' nor null has a place. */
function textTable() {
  const texts = [];
  return value => {
    if (typeof value === 'number') return texts[value];
    if (value) texts.push(value);
    return value ?? '';
  };
}

/** The photos of some rows, newest first, with their numbers in the file. PhotoRows.swift writes the rows in this order of values. */
function photosOf(rows) {
  const folders = textTable(), cameras = textTable();
  return rows.map((
    [folder, name, latitude, longitude, taken, camera, altitude, heading, accuracy, uncertainty, kind, problem, href, changed], index,
  ) => ({
    number: index + 1,
    folder: folders(folder), name, latitude, longitude, taken, camera: cameras(camera), altitude, heading, accuracy, uncertainty,
    kind, problem, href, changed, shown: true,
    x: worldX(longitude ?? NaN), y: worldY(latitude ?? NaN),
    // Of a year alone its first moment; a time's distance from UTC plays no part.
    time: taken ? Date.parse(taken.replace(/(T.*?)([+-]\d\d:\d\d)?$/, '$1Z')) : -Infinity,
    year: taken ? Number(taken.slice(0, 4)) : 0,
  })).sort((a, b) => b.time - a.time);
}

const hasPlace = photo => !Number.isNaN(photo.x);

/** Macs write names decomposed (한 as three letters), people type them composed. */
const searchable = text => text.normalize('NFC').toLowerCase();

/**
 * Shows the photos of some years (of all, for none) and of months `[from, to)` (of all and those without a date, for null), of a
 * folder and a camera ('' for all), with every word of a text in their path or camera.
 */
function filterPhotos(photos, { years = new Set(), text = '', months = null, folder = '', camera = '' }) {
  const parts = searchable(text).split(/\s+/).filter(Boolean);
  for (const photo of photos) {
    if (parts.length) photo.text ??= searchable(`${photo.folder}${photo.name} ${photo.camera}`);
    const month = monthOf(photo);
    photo.shown = (!years.size || years.has(photo.year)) && (!months || (month !== null && month >= months[0] && month < months[1]))
      && (!folder || photo.folder === folder) && (!camera || photo.camera === camera)
      && parts.every(part => photo.text.includes(part));
  }
}

/** Puts a value into a set or, where it is in there, takes it out; says whether it is in there now. */
function toggle(set, value) {
  if (set.delete(value)) return false;
  set.add(value);
  return true;
}

/** Where a photo's file is, seen from this page: only `file:` and relative addresses come out of this. */
function fileAddress({ folder, name, href }, prefix) {
  const path = href ?? (folder + name).split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? 'file:///' + path.replace(/^\/+/, '') : prefix + path;
}
