const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();
const histogram = (...taken) => run('takeUp(some); histogramOf(columns.month)', { some: taken.map(taken => ({ taken })) });

test('a bar is a month, with how many photos it has', () => {
  assert.deepEqual(histogram('2024-01-31T23:59:59', '2024-03-01T00:00:00', '2024-03-31T00:00:00+09:00', null),
    { first: 2024 * 12, step: 1, counts: [1, 0, 2] });
});

test('a year without a month counts for its first', () => {
  assert.deepEqual(histogram('1987', '1987-02').counts, [1, 1]);
});

test('there are never more than 120 bars, and no photo is lost', () => {
  for (const years of [1, 9, 10, 11, 29, 30, 31, 119, 120, 121, 500, 1900]) {
    for (const month of ['01', '06', '12']) {
      const { counts, step, first } = histogram(`${String(2024 - years).padStart(4, '0')}-${month}-01T00:00:00`, '2024-11-01T00:00:00');
      assert.ok(counts.length <= 120, `${years} years have ${counts.length} bars`);
      assert.equal(counts.reduce((a, b) => a + b), 2);
      assert.equal(first % step, 0);
    }
  }
  assert.equal(histogram('2015-01-01', '2024-12-01').step, 1);
  assert.equal(histogram('2014-12-01', '2024-12-01').step, 3);
});

test('photos without a date have no histogram', () => {
  assert.equal(histogram(null, null), null);
});

test('all bars are all photos; a part is its months up to the next', () => {
  const months = (from, to) => run('monthsOfBars({ first: 12, step: 3, counts: [1, 1, 1] }, from, to)', { from, to });
  assert.deepEqual([months(0, 2), months(0, 1), months(2, 2)], [null, [12, 18], [18, 21]]);
});

test('playing moves a part on and begins again after the last; all becomes a quarter', () => {
  const next = (...values) => run('nextBars(...values)', { values });
  assert.deepEqual([next(0, 11, 12), next(0, 2, 12), next(8, 10, 12), next(9, 11, 12), next(0, 1, 2), next(0, 19, 20)],
    [[0, 2], [1, 3], [9, 11], [0, 2], [0, 0], [0, 4]]);
});

test('a month of a list counts for as many photos as it stands for', () => {
  assert.deepEqual(run('histogramOf([24000, 24002], at => [3, 5][at])').counts, [3, 0, 5]);
});
