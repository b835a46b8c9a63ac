// --- Photos: the rows of the page's data, newest first, and which of them are shown

const find = id => document.getElementById(id);
const settings = JSON.parse(find('settings').textContent);
const NO_PREVIEW = 1, VIDEO = 2;

/** In the data a text that comes again is a number: its place among those before. */
function textTable() {
  const texts = [];
  return value => {
    if (typeof value === 'number') return texts[value];
    if (value) texts.push(value);
    return value ?? '';
  };
}
const folders = textTable(), cameras = textTable();

const photos = JSON.parse(find('photos').textContent).map((
  [folder, name, latitude, longitude, taken, camera, altitude, heading, accuracy, uncertainty, kind, problem, href],
) => ({
  folder: folders(folder), name, latitude, longitude, taken, camera: cameras(camera), altitude, heading, accuracy, uncertainty,
  kind, problem, href, shown: true,
  x: worldX(longitude ?? NaN), y: worldY(latitude ?? NaN),
  time: taken ? Date.parse(taken.slice(0, 19) + 'Z') : -Infinity,
  year: taken ? Number(taken.slice(0, 4)) : 0,
})).sort((a, b) => b.time - a.time);

const hasPlace = photo => !Number.isNaN(photo.x);

/** Macs write names decomposed (한 as three letters), people type them composed. */
const searchable = text => text.normalize('NFC').toLowerCase();

/** Shows the photos of some years (of all, for none) with every word of a text in their path or camera. */
function filterPhotos(years, text) {
  const parts = searchable(text).split(/\s+/).filter(Boolean);
  for (const photo of photos) {
    if (parts.length) photo.text ??= searchable(`${photo.folder}${photo.name} ${photo.camera}`);
    photo.shown = (!years.size || years.has(photo.year)) && parts.every(part => photo.text.includes(part));
  }
}

/** Where a photo's file lies, seen from this page: only `file:` and relative addresses come out of this. */
function linkTo({ folder, name, href }) {
  const path = href ?? (folder + name).split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? 'file:///' + path.replace(/^\/+/, '') : settings.photos + path;
}
