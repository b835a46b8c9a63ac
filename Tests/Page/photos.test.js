const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();
const photosOf = rows => run('photosOf(rows)', { rows });

test('a text that comes again is the number of its first time; neither none nor the empty text has a number', () => {
  const read = values => run('values.map(textTable())', { values });
  assert.deepEqual(read(['Canon', null, 0, '', 'Nikon', 1, undefined, 0]),
    ['Canon', '', 'Canon', '', 'Nikon', 'Nikon', '', 'Canon']);
});

test('folders and cameras have tables of their own', () => {
  const photos = photosOf([['a/', '1.jpg', 1, 2, null, 'Canon'], [0, '2.jpg', 1, 2, null, 0], ['b/', '3.jpg', 1, 2, null, 'X'], [1, '4.jpg', 1, 2, null, 1]]);
  assert.deepEqual(photos.map(({ folder, camera }) => `${folder} ${camera}`), ['a/ Canon', 'a/ Canon', 'b/ X', 'b/ X']);
});

test('photos are newest first, those without a date last', () => {
  const photos = photosOf([['', 'old', 1, 2, '2020-01-01T00:00:00'], ['', 'none', 1, 2], ['', 'new', 1, 2, '2024-01-01T00:00:00+09:00']]);
  assert.deepEqual(photos.map(({ name, year }) => `${name} ${year}`), ['new 2024', 'old 2020', 'none 0']);
});

test('a date of which a part is known has the time of its first moment, whatever its distance from UTC', () => {
  const texts = ['1987', '1987-06', '1987-06-15', '1987-06-15T14:30', '1987-06-15T14:30+09:00', '1987-06-15T14:30:05.25-03:30'];
  const times = texts.map(text => photosOf([['', 'a', 1, 2, text]])[0]).map(({ time, year }) => `${year} ${new Date(time).toISOString()}`);
  assert.deepEqual(times, [
    '1987 1987-01-01T00:00:00.000Z', '1987 1987-06-01T00:00:00.000Z', '1987 1987-06-15T00:00:00.000Z',
    '1987 1987-06-15T14:30:00.000Z', '1987 1987-06-15T14:30:00.000Z', '1987 1987-06-15T14:30:05.250Z',
  ]);
});

test('a photo on the equator or the meridian has a place, one without numbers has none', () => {
  const photos = photosOf([['', 'a', 0, 10], ['', 'b', 10, 0], ['', 'c', null, null], ['', 'd']]);
  assert.deepEqual(run('some.map(hasPlace)', { some: photos }), [true, true, false, false]);
});

const shown = (rows, years, text) => run('{ const some = photosOf(rows); filterPhotos(some, { years: new Set(years), text }); some.filter(photo => photo.shown).map(photo => photo.name) }',
  { rows, years, text });
const ROWS = [
  ['cats/miso/', 'IMG_1.jpg', 1, 2, '2024-05-01T00:00:00', 'Apple iPhone'],
  ['cats/nabi/', '\uc11c\uc6b8.jpg', 1, 2, '2023-05-01T00:00:00', 'samsung'],
  ['cats/nabi/', '\uace0\uc591\uc774.jpg'.normalize('NFD'), 1, 2, null, 'samsung'],
];

test('a search finds every word in path or camera, in any case', () => {
  assert.deepEqual(shown(ROWS, [], 'MISO iphone'), ['IMG_1.jpg']);
  assert.deepEqual(shown(ROWS, [], 'miso samsung'), []);
  assert.deepEqual(shown(ROWS, [], '  '), shown(ROWS, [], ''));
});

test('a search finds composed what is decomposed, and decomposed what is composed', () => {
  assert.deepEqual(shown(ROWS, [], '\uace0\uc591'), [ROWS[2][1]]);
  assert.deepEqual(shown(ROWS, [], '\uc11c\uc6b8'.normalize('NFD')), [ROWS[1][1]]);
});

test('years choose among photos, none chooses all, and 0 is no date', () => {
  assert.deepEqual(shown(ROWS, [2024, 0], ''), ['IMG_1.jpg', ROWS[2][1]]);
  assert.equal(shown(ROWS, [], '').length, 3);
});

test('a value that is chosen twice is chosen no longer', () => {
  assert.deepEqual(run('{ const set = new Set([1]); [toggle(set, 2), toggle(set, 2), toggle(set, 1), set.size] }'),
    [true, false, false, 0]);
});

test('a link leads to a file: relative, absolute, with every odd letter encoded', () => {
  const address = (folder, name, href) => run('fileAddress(photo, "../")', { photo: { folder, name, href } });
  assert.equal(address('a b/', '100%?#.jpg'), '../a%20b/100%25%3F%23.jpg');
  assert.equal(address('//host/', 'x.jpg'), 'file:///host/x.jpg');
  assert.equal(address('', 'javascript:alert(1)'), '../javascript%3Aalert(1)');
  assert.equal(address('', '\ufffd', 'latin-%E9.jpg'), '../latin-%E9.jpg');
});
