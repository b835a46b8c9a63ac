const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();
const takeUp = some => run('takeUp(some)', { some });

test('photos are newest first, those without a date last, those of one time in the order of the file', async () => {
  takeUp([{ taken: '2020-01-01T00:00:00' }, {}, { taken: '2024-01-01T00:00:00+09:00' }, { taken: '1899-01-01' }, { taken: '2020-01-01' }, {}]);
  assert.deepEqual([...await run('rowsByTime(columns)')], [2, 0, 4, 3, 1, 5]);
});

test('rows are sorted by keys of up to 52 bits, and the caller keeps its own', async () => {
  let seed = 1;
  const keys = Array.from({ length: 70000 }, () => (seed = seed * 48271 % 2147483647) * 2097152 + seed % 3), rows = Uint32Array.from(keys.keys());
  const sorted = await run('sortedRows(rows, row => keys[row]).then(({ rows }) => rows)', { rows, keys });
  assert.deepEqual([...sorted], [...rows.slice().sort((a, b) => keys[a] - keys[b] || a - b)]);
  assert.deepEqual([rows[0], rows[69999]], [0, 69999]);
});

test('a date is what is known of it, to the second and with its offset', () => {
  for (const text of ['1987', '1987-06', '1987-06-15', '1987-06-15T14:30', '1987-06-15T14:30:05', '0001-02-28', '2000-02-29T23:59:59']) {
    takeUp([{ taken: text }]);
    assert.equal(run('takenText(0)'), text);
  }
  assert.equal(run('columns.offset[0] = -210; takenText(0)'), '2000-02-29T23:59:59-03:30');
});

test('days since 1970 are dates of the Gregorian calendar', () => {
  for (let day = -719162; day < 2932896; day += 3671) {
    const date = new Date(day * 86400000);
    assert.deepEqual(run('dateOf(day)', { day }), { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() });
  }
});

test('a photo on the equator or the meridian has a place, one without numbers has none', () => {
  takeUp([{ latitude: 0, longitude: 10 }, { latitude: 10, longitude: 0 }, {}]);
  assert.deepEqual(run('[0, 1, 2].map(hasPlace)'), [true, true, false]);
});

/** The names of those that are shown. */
const shown = async (some, chosen) => {
  takeUp(some);
  await run('filterPhotos(columns, { ...everything(), ...chosen })', { chosen });
  return run('allRows(columns.count).filter(row => columns.shown[row])').reduce((names, row) => [...names, some[row].name], []);
};
const CATS = [
  { folder: 'cats/miso/', name: 'IMG_1.jpg', taken: '2024-05-01T23:30:00', camera: 'Apple iPhone', tags: ['cats/Miso'], rating: 5 },
  { folder: 'cats/nabi/', name: '\uc11c\uc6b8.jpg', taken: '2023-05-01T01:00:00', camera: 'samsung', tags: ['cats/Nabi', 'rain'] },
  { folder: 'cats/nabi/', name: '\uace0\uc591\uc774.jpg'.normalize('NFD'), camera: 'samsung', title: 'On the roof' },
];
const [MISO, SEOUL, CAT] = CATS.map(({ name }) => name);

test('a search finds every word in path, camera, title or tag, in any case', async () => {
  assert.deepEqual(await shown(CATS, { text: 'MISO iphone' }), [MISO]);
  assert.deepEqual(await shown(CATS, { text: 'miso samsung' }), []);
  assert.deepEqual(await shown(CATS, { text: 'roof' }), [CAT]);
  assert.deepEqual(await shown([{ name: 'a', description: 'Asleep' }, { name: 'b' }], { text: 'asleep' }), ['a']);
  assert.deepEqual(await shown(CATS, { text: 'RAIN' }), [SEOUL]);
  assert.deepEqual(await shown(CATS, { text: '  ' }), [MISO, SEOUL, CAT]);
});

test('a search finds composed what is decomposed, and decomposed what is composed', async () => {
  assert.deepEqual(await shown(CATS, { text: '\uace0\uc591' }), [CAT]);
  assert.deepEqual(await shown(CATS, { text: '\uc11c\uc6b8'.normalize('NFD') }), [SEOUL]);
});

test('years choose among photos, none chooses all, and 0 is no date', async () => {
  assert.deepEqual(await shown(CATS, { years: new Set([2024, 0]) }), [MISO, CAT]);
  assert.deepEqual(await shown(CATS, {}), [MISO, SEOUL, CAT]);
});

test('months, hours over midnight and a day of the year leave out photos that do not say theirs', async () => {
  assert.deepEqual(await shown(CATS, { months: [2024 * 12 + 4, 2024 * 12 + 5] }), [MISO]);
  assert.deepEqual(await shown(CATS, { months: [2024 * 12 + 3, 2024 * 12 + 4] }), []);
  assert.deepEqual(await shown(CATS, { hours: [22, 2] }), [MISO, SEOUL]);
  assert.deepEqual(await shown(CATS, { hours: [0, 12] }), [SEOUL]);
  assert.deepEqual(await shown(CATS, { yearDay: 4 * 32 + 1 }), [MISO, SEOUL]);
  assert.deepEqual(await shown([{ name: 'day', taken: '2024-05-01' }], { hours: [0, 12] }), []);
});

test('folder, camera, rating and any of some tags choose photos', async () => {
  takeUp(CATS);
  const numbers = run("({ folder: columns.folders.numberOf('cats/nabi/'), camera: columns.cameras.numberOf('samsung'), tags: ['cats/Nabi', 'cats/Miso'].map(columns.tags.numberOf) })");
  assert.deepEqual(await shown(CATS, { folder: numbers.folder }), [SEOUL, CAT]);
  assert.deepEqual(await shown(CATS, { camera: numbers.camera, text: 'roof' }), [CAT]);
  assert.deepEqual(await shown(CATS, { rating: 4 }), [MISO]);
  assert.deepEqual(await shown(CATS, { tags: new Set(numbers.tags) }), [MISO, SEOUL]);
});

test('a filter that is outdated stops', async () => {
  takeUp(CATS);
  assert.equal(await run('filterPhotos(columns, { ...everything(), rating: 5 }, () => true)'), false);
  assert.deepEqual([...run('columns.shown')], [1, 1, 1]);
});

test('a value that is chosen twice is chosen no longer', () => {
  assert.deepEqual(run('{ const set = new Set([1]); [toggle(set, 2), toggle(set, 2), toggle(set, 1), set.size] }'),
    [true, false, false, 0]);
});

test('values are counted, the commonest first, and none is no value', () => {
  assert.deepEqual(run('tally([0, 3, 2, 3, 0, 0, 1])'), [[3, 2], [1, 1], [2, 1]]);
  assert.deepEqual(run('tally([0, 3, 3])'), [[3, 2]]);
});

test('a link leads to a file: relative, absolute, with every odd letter encoded', () => {
  const address = (folder, name, href = '') => run('fileAddress(photo, "../")', { photo: { folder, name, href } });
  assert.equal(address('a b/', '100%?#.jpg'), '../a%20b/100%25%3F%23.jpg');
  assert.equal(address('//host/', 'x.jpg'), 'file:///host/x.jpg');
  assert.equal(address('', 'javascript:alert(1)'), '../javascript%3Aalert(1)');
  assert.equal(address('', '\ufffd', 'latin-%E9.jpg'), '../latin-%E9.jpg');
});

test('what a search looks into is made in steps, with time for the page after each', async () => {
  // A clock by which everything takes longer than a step, and a browser that counts how often it is left to itself.
  const load = require('./page.js').load(), some = Array.from({ length: 1280 }, () => ({ name: 'Nabi' }));
  let now = 0, yields = 0;
  const values = { some, performance: { now: () => now += 10 }, scheduler: { yield: async () => { yields++; } } };
  load('takeUp(some)', values);
  await load('filterPhotos(columns, { ...everything(), text: "nabi" })');
  assert.equal(yields, 1 + 1280 / 128);
  // Once made, they are kept.
  await load('filterPhotos(columns, { ...everything(), text: "miso" })');
  assert.equal(yields, 2 + 1280 / 128);
});
