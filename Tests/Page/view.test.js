const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();
const near = (a, b, slack = 1e-9) => assert.ok(Math.abs(a - b) <= slack, `${a} is not ${b}`);
const setView = view => run('Object.assign(view, wanted)', { wanted: { x: 0.5, y: 0.5, zoom: 1, width: 800, height: 600, ...view } });

test('latitude and y are each other\'s inverse, and the poles are the edges', () => {
  for (const latitude of [-80, -33.86, 0, 37.5665, 80]) near(run(`latitudeAt(worldY(${latitude}))`), latitude);
  near(run('worldY(90)'), 0, 1e-9);
  near(run('worldY(-90)'), 1, 1e-9);
  near(run('worldX(-180)'), 0);
  near(run('worldX(90)'), 0.75);
});

test('the world is 40,075 km around at the equator and half of it at 60° in the north and in the south', () => {
  near(run('metresPerWorld(0.5)'), 40075016.686, 1e-3);
  for (const latitude of [60, -60]) near(run(`metresPerWorld(worldY(${latitude}))`), 40075016.686 / 2, 1);
});

test('a region takes the short way across the date line', async () => {
  const region = await run('takeUp(some); regionOf(columns, [0, 1])', { some: [{ x: 0.99, y: 0.4 }, { x: 0.02, y: 0.6 }] });
  near(region.left, 0.99);
  near(region.width, 0.03);
  assert.deepEqual([region.top, region.bottom], [0.4, 0.6]);
  const isInside = (x, y) => run('isInside(region, place)', { region, place: { x, y } });
  assert.deepEqual([isInside(0.995, 0.5), isInside(0.01, 0.5), isInside(0.5, 0.5), isInside(0.01, 0.7)], [true, true, false, false]);
  assert.equal(await run('regionOf(columns, [])'), null);
});

test('a point that is zoomed about stays where it is', () => {
  setView({ zoom: 5 });
  const before = run('({ x: view.x + (200 - 400) / worldSize(), y: view.y + (100 - 300) / worldSize() })');
  run('Object.assign(view, zoomedAbout(200, 100, 8))');
  const [x, y] = run('toScreen(place.x, place.y)', { place: before });
  near(x, 200, 1e-6);
  near(y, 100, 1e-6);
  assert.equal(run('view.zoom'), 8);
});

test('no view shows more than one world or beyond the poles', () => {
  setView({});
  near(run('within({ x: 0.5, y: 0.5, zoom: -3 }).zoom'), Math.log2(800 / 256));
  assert.equal(run('within({ x: 0.5, y: 0.5, zoom: 99 }).zoom'), run('MAX_ZOOM'));
  const top = run('within({ x: 0.5, y: -2, zoom: 3 })');
  near(top.y - 300 / (256 * 8), 0);
});

test('the view of a region holds all of it beside the buttons', () => {
  setView({});
  const region = { left: 0.3, width: 0.01, top: 0.4, bottom: 0.402 };
  run('Object.assign(view, viewOf(region))', { region });
  const [left, top] = run('toScreen(region.left, region.top)', { region });
  const [right, bottom] = run('toScreen(region.left + region.width, region.bottom)', { region });
  assert.ok(left >= 95.9 && right <= 800 && top >= 0 && bottom <= 600);
  const tall = { left: 0.3, width: 0.001, top: 0.4, bottom: 0.42 };
  run('Object.assign(view, viewOf(tall))', { tall });
  near(run('toScreen(tall.left, tall.top)', { tall })[1], 48);
  near(run('toScreen(tall.left, tall.bottom)', { tall })[1], 600 - 108);
  assert.ok(right - left > 600);
  assert.equal(run('viewOf({ left: 0.5, width: 0, top: 0.5, bottom: 0.5 }).zoom'), 17);
});

test('a glide begins at one view, ends at the other, and keeps the point zoomed about', () => {
  const from = { x: 0.5, y: 0.5, zoom: 4 }, to = { x: 0.51, y: 0.49, zoom: 7 };
  const at = time => run('viewBetween(from, to, time)', { from, to, time });
  for (const key of ['x', 'y', 'zoom']) {
    near(at(0)[key], from[key]);
    near(at(1)[key], to[key]);
  }
  // The fixed point: where both views have the same place on the screen.
  const fixed = (to.x * 2 ** to.zoom - from.x * 2 ** from.zoom) / (2 ** to.zoom - 2 ** from.zoom);
  const screen = view => (fixed - view.x) * 2 ** view.zoom;
  near(screen(at(0.3)), screen(from), 1e-6);
});

/** The numbers of the photos in the densest half. */
const densest = async places => Array.from(await run('takeUp(some); makeSpace(columns).then(densestHalf)', { some: places.map(([x, y]) => ({ x, y })) }))
  .sort((a, b) => a - b);

test('a map opens on the densest group that holds half of the photos', async () => {
  assert.deepEqual(await densest([[0.1, 0.1], [0.5, 0.5], [0.5001, 0.5], [0.9, 0.2]]), [1, 2]);
  assert.deepEqual((await densest([[0.1, 0.1], [0.5, 0.5], [0.5001, 0.5], [0.9, 0.2], [0.3, 0.8]])).length >= 3, true);
  assert.deepEqual(await densest([[0.3, 0.3]]), [0]);
  assert.deepEqual(await densest([]), []);
});

test('a group on an edge of cells, or on the date line, is a group', async () => {
  assert.deepEqual(await densest([[0.5 - 1e-7, 0.5 - 1e-7], [0.5 + 1e-7, 0.5 + 1e-7], [0.2, 0.4], [0.7, 0.1]]), [0, 1]);
  assert.deepEqual(await densest([[1 - 1e-7, 0.3], [1e-7, 0.3], [0.2, 0.4], [0.7, 0.1]]), [0, 1]);
});

test('half of the photos at one point are the group, however many others are near each other', async () => {
  const places = Array.from({ length: 100 }, (_, i) => i < 50 ? [0.7, 0.4] : [0.2 + i / 1e4, 0.3]);
  assert.deepEqual(await densest(places), Array.from({ length: 50 }, (_, i) => i));
});

test('room is left for the circles of blurred places', async () => {
  const region = await run('takeUp(some); regionWithCircles(columns, [0, 1])', { some: [{ x: 0.5, y: 0.5, uncertainty: 40075 }, { x: 0.6, y: 0.5 }] });
  near(region.left, 0.499, 1e-8);
  near(region.width, 0.102, 1e-8);
  near(region.top, 0.499, 1e-8);
  assert.equal(await run('regionWithCircles(columns, [])'), null);
});

test('a distance is right to 0.6 % at any latitude and over the date line', () => {
  const distance = (a, b, c, d) => run(`distanceBetween({ latitude: ${a}, longitude: ${b} }, { latitude: ${c}, longitude: ${d} })`);
  // By GeographicLib on WGS 84.
  for (const [places, metres] of [[[0, 0, 0, 1], 111319.491], [[0, 0, 1, 0], 110574.389], [[0, 179.5, 0, -179.5], 111319.491], [[60, 0, 60, 1], 55799.47]]) {
    assert.ok(Math.abs(distance(...places) / metres - 1) < 0.006, String(places));
  }
  assert.equal(distance(37.5, 127, 37.5, 127), 0);
});
