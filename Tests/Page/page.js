// The page's scripts that need no document, in a context of their own: those before data.js in scripts.txt.

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const FOLDER = path.join(__dirname, '../../Sources/CatalogMap/Page');

/** Runs in the page: puts photos into its columns, each an object with some of place, `taken` and texts, as a block of data would. */
const takeUp = function takeUp(some) {
  columns = makeColumns(some.length);
  columns.blocks = [{ first: 0, end: some.length }];
  for (const kind of ['names', 'titles', 'descriptions', 'addresses']) columns.blocks[0][kind] = some.map(photo => photo[kind.replace(/s$/, '')] ?? '');
  const ownTags = [];
  for (const [row, photo] of some.entries()) {
    const { latitude, longitude, taken } = photo;
    if (latitude != null) {
      [columns.latitude[row], columns.longitude[row]] = [latitude * 1e6, longitude * 1e6];
      [columns.x[row], columns.y[row]] = [worldX(longitude), worldY(latitude)];
    }
    if (photo.x != null) [columns.x[row], columns.y[row]] = [photo.x, photo.y];
    const [year, month, day, hour, minute, second] = (taken ?? '').split(/[-T:+]/).filter(Boolean).map(Number);
    if (taken) {
      const date = new Date(0);
      date.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
      columns.precision[row] = [4, 7, 10, 16, Infinity].findIndex(length => taken.replace(/(T.*)[+-].*/, '$1').length <= length) + 1;
      columns.day[row] = date.getTime() / 86400000;
      columns.month[row] = year * 12 + (month ?? 1) - 1;
      if (day) columns.yearDay[row] = (month - 1) * 32 + day;
      columns.second[row] = (hour ?? 0) * 3600 + (minute ?? 0) * 60 + (second ?? 0);
    }
    columns.shown[row] = photo.shown === false ? 0 : 1;
    for (const [column, table] of [['folder', 'folders'], ['camera', 'cameras'], ['problem', 'problems']]) columns[column][row] = columns[table].numberOf(photo[column] ?? '');
    for (const column of ['changed', 'uncertainty', 'rating']) columns[column][row] = photo[column] ?? 0;
    ownTags.push(...(photo.tags ?? []).map(columns.tags.numberOf));
    columns.tagStart[row + 1] = ownTags.length;
  }
  columns.tagList = Uint32Array.from(ownTags);
};

/**
 * Runs the scripts as a browser in a language would. What comes back gives the value of an expression in there; values may be
 * passed to it by name.
 */
exports.load = (language = 'en-GB') => {
  const names = fs.readFileSync(path.join(FOLDER, 'scripts.txt'), 'utf8').split('\n');
  const logic = names.slice(0, names.indexOf('data.js'));
  const context = vm.createContext({ navigator: { language }, performance, MessageChannel, TextDecoder });
  const texts = logic.map(name => fs.readFileSync(path.join(FOLDER, name), 'utf8'));
  vm.runInContext(`'use strict';\n${texts.join('\n')}\nlet columns = makeColumns(0), space = null;\nconst takeUp = ${takeUp};`, context);
  // Cloned, since an array of another context is of another class.
  return (expression, values = {}) => {
    const value = vm.runInContext(expression, Object.assign(context, values));
    return typeof value?.then === 'function' ? value.then(structuredClone) : structuredClone(value);
  };
};
