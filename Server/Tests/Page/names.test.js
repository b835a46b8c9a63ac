const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./scripts.js');

const run = load('en-GB', 'naming.js', 'pins.js', 'cat.js');

test('a name is that of a cat, unless it says where it belongs', () => {
  const meant = (typed, names = []) => run('tagMeant(typed, names)', { typed, names: names.map(name => ({ name })) });
  assert.equal(meant(' Miso '), 'cats/Miso');
  assert.equal(meant('people/Mina'), 'people/Mina');
  assert.equal(meant('miso', ['cats/street/Miso']), 'cats/street/Miso');
  assert.equal(meant('CATS/miso', ['cats/Miso']), 'cats/Miso');
});

test('Hangul that comes as letters is composed', () => {
  assert.equal(run('tagMeant(typed, [])', { typed: '나비'.normalize('NFD') }), 'cats/나비');
});

test('of one\'s own places each is offered once, and none that is only a cell', () => {
  const photos = [{ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 0.0001 }, { latitude: 0, longitude: 1 }, {}, { latitude: 5, longitude: 5, uncertainty: 700 }];
  const places = run('distinctPlaces(photos, (a, b) => Math.abs(a.longitude - b.longitude) * 111000)', { photos });
  assert.deepEqual(places.map(({ longitude }) => longitude), [0, 1]);
});

test('months without a photo are in the timeline too', () => {
  const { counts, labels } = run("monthCounts([{ month: '2023-11', photos: 2 }, { month: '2024-02', photos: 1 }])");
  assert.deepEqual(counts, [2, 0, 0, 1]);
  assert.deepEqual([labels[0], labels[3]], ['Nov 2023', 'Feb 2024']);
  assert.deepEqual(run('monthCounts(undefined)'), { counts: [], labels: [] });
});
