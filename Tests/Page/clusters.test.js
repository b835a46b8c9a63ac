const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();
const WORLD = { left: 0, width: 1, top: 0, bottom: 1 };

/** Photos at pixels of a zoom level, from the middle of the world. */
const photosAt = (level, ...pixels) => pixels.map(([x, y]) => ({ x: 0.5 + x / (256 * 2 ** level), y: 0.5 + y / (256 * 2 ** level) }));
const clustersOf = async (photos, level, region = WORLD) => {
  await run('takeUp(some); makeSpace(columns).then(made => { space = made; })', { some: photos });
  return run('clustersIn(space, region, level)', { region, level });
};
const counts = async (...of) => (await clustersOf(...of)).map(cluster => cluster.count);

test('photos in one cell of 64 pixels are one cluster', async () => {
  assert.deepEqual(await counts(photosAt(4, [1, 1], [63, 63]), 4), [2]);
});

test('photos on two sides of a cell\'s edge are one cluster up to 56 pixels and two beyond', async () => {
  assert.deepEqual(await counts(photosAt(4, [-28, 8], [27, 8]), 4), [2]);
  assert.deepEqual(await counts(photosAt(4, [-28, 8], [29, 8]), 4), [1, 1]);
});

test('what is one cluster at a level comes apart two levels closer', async () => {
  const photos = photosAt(6, [2, 2], [40, 2]);
  assert.deepEqual([await counts(photos, 6), await counts(photos, 8)], [[2], [1, 1]]);
});

test('a cluster counts its photos, its extent reaches around all of them, and the largest comes first', async () => {
  const clusters = await clustersOf(photosAt(5, [-300, 0], [10, 12], [4, 10], [40, 8]), 5);
  assert.deepEqual(clusters.map(({ count }) => count), [3, 1]);
  const pixels = value => Math.round((value - 0.5) * 256 * 32);
  const { left, width, top, bottom } = run('extentOf(space, cluster)', { cluster: clusters[0] });
  assert.deepEqual([left, left + width, top, bottom].map(pixels), [4, 40, 8, 12]);
});

test('the extent of a cluster is around those of its photos that are shown, on the turn of the world where its mark is', async () => {
  const photos = photosAt(5, [4, 8], [10, 12], [40, 60]);
  photos[2].shown = false;
  for (const turn of [0, 1]) {
    const [cluster] = await clustersOf(photos, 5, { left: turn + 0.4, width: 0.2, top: 0.4, bottom: 0.6 });
    const { left, width } = run('extentOf(space, cluster)', { cluster });
    assert.deepEqual([left, left + width].map(value => Math.round((value - 0.5 - turn) * 256 * 32)), [4, 10]);
  }
});

test('a mark is on a photo in the fullest part of its cell', async () => {
  const [{ x, y, row, count }] = await clustersOf(photosAt(4, [2, 2], ...Array.from({ length: 20 }, (_, i) => [40 + i / 20, 43]), [60, 20]), 4);
  assert.equal(count, 22);
  assert.ok(row > 0 && row < 21);
  assert.deepEqual([x, y], run(`[columns.x[${row}], columns.y[${row}]]`));
});

test('where a photo of a cell has a picture, the mark is on it', async () => {
  await clustersOf(photosAt(4, [2, 2], [40, 43], [41, 43], [60, 20]), 4);
  const [{ row, isPictured }] = await run('countShown(space, row => row === 3).then(() => clustersIn(space, region, 4))', { region: WORLD });
  assert.deepEqual([row, isPictured], [3, true]);
});

test('photos that are filtered out, or in cells outside of the region, count nowhere', async () => {
  const photos = photosAt(3, [5, 5], [8, 8], [900, 5]);
  photos[0].shown = false;
  assert.deepEqual(await counts(photos, 3, { left: 0.45, width: 0.1, top: 0.4, bottom: 0.6 }), [1]);
});

test('photos on two sides of the date line are one cluster in a region that crosses it', async () => {
  const photos = [{ x: 0.9995, y: 0.4999 }, { x: 0.0005, y: 0.4999 }];
  for (const left of [0.99, -0.01]) {
    const [cluster, ...others] = await clustersOf(photos, 4, { left, width: 0.02, top: 0.4, bottom: 0.6 });
    assert.equal(others.length, 0);
    assert.equal(cluster.count, 2);
  }
});

test('every photo of many is in exactly one cluster, and clusters keep apart', async () => {
  let seed = 1;
  const random = () => (seed = seed * 48271 % 2147483647) / 2147483647;
  const photos = Array.from({ length: 5000 }, () => ({ x: random() ** 3, y: random() }));
  for (const level of [0, 3, 6]) {
    const clusters = await clustersOf(photos, level);
    assert.equal(clusters.reduce((sum, { count }) => sum + count, 0), 5000);
    const rows = new Set();
    for (const cluster of clusters) for (const row of run('{ const all = []; eachRow(space, cluster, row => all.push(row)); all }', { cluster })) rows.add(row);
    assert.equal(rows.size, 5000);
    const size = 256 * 2 ** level, least = run('NEAR');
    const near = clusters.filter((a, i) => clusters.slice(i + 1).some(b => Math.hypot(a.x - b.x, a.y - b.y) * size <= least));
    assert.equal(near.length, 0);
  }
});

test('a cell\'s number leads through its four quarters before the next cell', () => {
  const key = (x, y) => run('cellKey(x, y)', { x, y });
  assert.equal(key(0, 0), 0);
  assert.deepEqual([key(0.5, 0), key(0, 0.5), key(0.5, 0.5)], [1, 2, 3].map(quarter => quarter * 4 ** 25));
  assert.equal(key(1 - 2 ** -26, 1 - 2 ** -26), 4 ** 26 - 1);
  assert.equal(key(2 ** -26, 0), 1);
  assert.equal(key(5, -5), key(1 - 2 ** -26, 0));
});

test('a click opens one photo, goes closer to two, and lists those that no zoom separates', async () => {
  const action = async photos => {
    const [cluster] = await clustersOf(photos, 3);
    return run('actionOn(cluster, extentOf(space, cluster), 21)', { cluster });
  };
  assert.equal(await action(photosAt(3, [1, 1])), 'photo');
  assert.equal(await action(photosAt(3, [1, 1], [9, 1])), 'closer');
  assert.equal(await action(photosAt(3, [1, 1], [1, 1])), 'list');
  // The finest zoom shows 55 pixels as one cluster still, and 57 as two.
  assert.equal(await action(photosAt(21, [1, 1], [56, 1])), 'list');
  assert.equal(await action(photosAt(21, [1, 1], [1, 58])), 'closer');
});

test('a dot grows with its photos: 8 pixels for one, 12.2 for two, 1.2 more each time they double; a picture does not', () => {
  const radii = [1, 2, 4, 1024].map(count => run('markRadius({ count })', { count }));
  assert.deepEqual(radii.map(radius => Math.round(radius * 10) / 10), [8, 12.2, 13.4, 23]);
  assert.equal(run('markRadius({ count: 2 ** 20 })'), 26);
  assert.ok(run('markRadius({ count: 1e6, isPictured: true })') * 2 <= run('NEAR'));
  assert.equal(run('markRadius({ count: 1, isPictured: true, isSmall: true })'), 8);
});

const toward = (points, from, direction) => run('{ const marks = points.map(([x, y], id) => ({ id, x, y })); markToward(marks, marks[from], direction)?.id }',
  { points, from, direction });

test('an arrow key leads to the next mark in its direction, and stays at the edge', () => {
  const points = [[0, 0], [10, 0], [20, 0], [11, 40], [-10, 5], [0, -30]];
  assert.equal(toward(points, 0, [1, 0]), 1);
  assert.equal(toward(points, 1, [1, 0]), 2);
  assert.equal(toward(points, 2, [1, 0]), undefined);
  assert.equal(toward(points, 0, [-1, 0]), 4);
  assert.equal(toward(points, 0, [0, -1]), 5);
  assert.equal(toward(points, 1, [0, 1]), 3);
});

test('of two marks in a direction that which is less off to the side is next', () => {
  assert.equal(toward([[0, 0], [30, 1], [10, 25]], 0, [1, 0]), 1);
});

test('a mark on nearly the same spot, or far off to the side, is not in that direction', () => {
  assert.equal(toward([[0, 0], [0.5, 0], [30, 1]], 0, [1, 0]), 2);
  assert.equal(toward([[0, 0], [10, 31]], 0, [1, 0]), undefined);
  assert.equal(toward([[0, 0], [10, 29]], 0, [1, 0]), 1);
});
