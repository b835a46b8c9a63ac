const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();
const WORLD = { left: 0, width: 1, top: 0, bottom: 1 };

/** Photos at pixels of a zoom level, from the middle of the world. */
const photosAt = (level, ...pixels) => pixels.map(([x, y], id) =>
  ({ id, shown: true, x: 0.5 + x / (256 * 2 ** level), y: 0.5 + y / (256 * 2 ** level) }));
const clustersOf = (photos, level, region = WORLD) => run('clustersIn(some, region, level)', { some: photos, region, level });
const counts = (...of) => clustersOf(...of).map(cluster => cluster.count);

test('photos in one cell of 64 pixels are one cluster', () => {
  assert.deepEqual(counts(photosAt(4, [1, 1], [63, 63]), 4), [2]);
});

test('photos on two sides of a cell\'s edge are one cluster up to 46 pixels and two beyond', () => {
  assert.deepEqual(counts(photosAt(4, [-22, 8], [23, 8]), 4), [2]);
  assert.deepEqual(counts(photosAt(4, [-23, 8], [24, 8]), 4), [1, 1]);
});

test('what is one cluster at a level comes apart two levels closer', () => {
  const photos = photosAt(6, [2, 2], [40, 2]);
  assert.deepEqual([counts(photos, 6), counts(photos, 8)], [[2], [1, 1]]);
});

test('a cluster counts its photos, reaches around all of them, and the largest comes first', () => {
  const clusters = clustersOf(photosAt(5, [-300, 0], [10, 12], [4, 10], [40, 8]), 5);
  assert.deepEqual(clusters.map(({ count }) => count), [3, 1]);
  const pixels = value => Math.round((value - 0.5) * 256 * 32);
  const { left, right, top, bottom } = clusters[0];
  assert.deepEqual([left, right, top, bottom].map(pixels), [4, 40, 8, 12]);
});

test('a mark is on that photo of its fullest cell which is nearest to the cell\'s centre', () => {
  const [{ x, y, photo, count }] = clustersOf(photosAt(4, [2, 2], [30, 33], [60, 60], [66, 30]), 4);
  assert.deepEqual([photo.id, count], [1, 4]);
  assert.deepEqual([x, y], [photo.x, photo.y]);
});

test('photos that are filtered out or outside of the region count nowhere', () => {
  const photos = photosAt(3, [5, 5], [8, 8], [900, 5]);
  photos[0].shown = false;
  assert.deepEqual(counts(photos, 3, { left: 0.45, width: 0.1, top: 0.4, bottom: 0.6 }), [1]);
});

test('photos on two sides of the date line are one cluster in a region that crosses it', () => {
  const photos = [{ shown: true, x: 0.9995, y: 0.5 }, { shown: true, x: 0.0005, y: 0.5 }];
  const [cluster, ...others] = clustersOf(photos, 4, { left: 0.99, width: 0.02, top: 0.4, bottom: 0.6 });
  assert.equal(others.length, 0);
  assert.deepEqual([cluster.left, cluster.right].map(x => Math.round(x * 1e4)), [9995, 10005]);
});

test('every photo of many is in exactly one cluster, and clusters keep apart', () => {
  let seed = 1;
  const random = () => (seed = seed * 48271 % 2147483647) / 2147483647;
  const photos = Array.from({ length: 5000 }, () => ({ shown: true, x: random() ** 3, y: random() }));
  for (const level of [0, 3, 6]) {
    const clusters = clustersOf(photos, level);
    assert.equal(clusters.reduce((sum, { count }) => sum + count, 0), 5000);
    const size = 256 * 2 ** level, least = run('NEAR');
    const near = clusters.filter((a, i) => clusters.slice(i + 1).some(b => Math.hypot(a.x - b.x, a.y - b.y) * size <= least));
    assert.equal(near.length, 0);
  }
});

test('a click opens one photo, goes closer to two, and lists those that no zoom separates', () => {
  const action = photos => run('actionOn(cluster, 21)', { cluster: clustersOf(photos, 3)[0] });
  assert.equal(action(photosAt(3, [1, 1])), 'photo');
  assert.equal(action(photosAt(3, [1, 1], [9, 1])), 'closer');
  assert.equal(action(photosAt(3, [1, 1], [1, 1])), 'list');
  // The finest zoom shows 45 pixels as one cluster still, and 47 as two.
  assert.equal(action(photosAt(21, [1, 1], [46, 1])), 'list');
  assert.equal(action(photosAt(21, [1, 1], [1, 48])), 'closer');
});

test('a mark grows with its photos: 8 pixels for one, 12.2 for two, 1.2 more each time they double', () => {
  const radii = [1, 2, 4, 1024].map(count => run(`clusterRadius(${count})`));
  assert.deepEqual(radii.map(radius => Math.round(radius * 10) / 10), [8, 12.2, 13.4, 23]);
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
