// A page that asks its server: boxes, days, marks and rows.

const test = require('node:test');
const assert = require('node:assert');
const { load } = require('./page.js');

const run = load();

test('a region is a box in degrees, over the date line too', () => {
  assert.deepEqual(run('boxOf({ left: 0.5, width: 0.25, top: 0.25, bottom: 0.5 })').map(Math.round), [0, 0, 67, 90]);
  assert.deepEqual(run('boxOf({ left: 0.9, width: 0.2, top: 0.4, bottom: 0.5 })').map(Math.round), [0, 144, 34, -144]);
  assert.deepEqual(run('boxOf({ left: -0.1, width: 0.2, top: 0.4, bottom: 0.5 })').map(Math.round), [0, 144, 34, -144]);
  assert.deepEqual(run('boxOf({ left: 0.3, width: 1, top: 0, bottom: 1 })'), [-90, -180, 90, 180]);
});

test('a box comes back as the region that it was made of', () => {
  const { left, width, top, bottom } = run('regionOfBox(boxOf({ left: 0.85, width: 0.2, top: 0.4, bottom: 0.5 }))');
  for (const [is, was] of [[left, 0.85], [width, 0.2], [top, 0.4], [bottom, 0.5]]) assert.ok(Math.abs(is - was) < 1e-8, `${is} ${was}`);
});

test('a year and months that are chosen are days that both have', () => {
  const days = (years, months) => run('daysOf({ years: new Set(years), months })', { years, months });
  assert.deepEqual(days([], null), {});
  assert.deepEqual(days([2024], null), { since: '2024-01', until: '2024-12' });
  assert.deepEqual(days([2024], [2024 * 12 + 5, 2026 * 12]), { since: '2024-06', until: '2024-12' });
  assert.deepEqual(days([], [2023 * 12 + 11, 2024 * 12 + 1]), { since: '2023-12', until: '2024-01' });
  assert.equal(days([2024], [2025 * 12, 2026 * 12]), null);
  // A bar may end behind the last year that dates have.
  assert.deepEqual(days([], [9990 * 12, 10050 * 12]), { since: '9990-01' });
  assert.deepEqual(days([], [9990 * 12, 10000 * 12]), { since: '9990-01', until: '9999-12' });
});

test('what is chosen is asked for by the names that a server knows', () => {
  const asked = changes => run(`(() => {
    columns.tags.numberOf('cats/Dubu'), columns.cameras.numberOf('X"T');
    return askedBy({ ...everything(), ...changes, tags: new Set(changes.tags) }, columns);
  })()`, { changes });
  assert.deepEqual(asked({}), {});
  assert.deepEqual(asked({ tags: [1], camera: 1, rating: 3, hours: [22, 4], yearDay: 4 * 32 + 3 }), { tag: 'cats/Dubu', camera: '"X"T"', rating: 3, hours: '22-4', day: '05-03' });
  assert.deepEqual(asked({ months: [0, 0] }), { since: '9999', until: '9999' });
});

test('shares of marks that become one are added up', () => {
  const marks = [{ latitude: 0, longitude: 0, photos: 3, id: 'a', shares: [{ year: '2023', photos: 1 }, { year: '2024', photos: 2 }] }, { latitude: 0, longitude: 10, photos: 5, id: 'b', shares: [{ year: '2024', photos: 4 }] }];
  const [both] = run('(() => { const known = growingColumns(); return clustersOfMarks(marks, 0, 0, known.rowOf).map(({ shares }) => Object.fromEntries(shares)); })()', { marks });
  assert.deepEqual(both, { 2023: 1, 2024: 6 });
});

const clusters = (marks, left, level) => run('(() => { const known = growingColumns(); return clustersOfMarks(marks, left, level, known.rowOf); })()', { marks, left, level });

test('marks that are too near each other are one, where the fuller is, and no photo is lost', () => {
  const marks = [{ latitude: 0, longitude: 0, photos: 3, id: 'a' }, { latitude: 0, longitude: 10, photos: 5, id: 'b' }, { latitude: 0, longitude: 170, photos: 1, id: 'c' }];
  const [first, second, ...none] = clusters(marks, 0, 0);
  assert.deepEqual([first.count, second.count, none.length], [8, 1, 0]);
  assert.ok(Math.abs(first.x - run('worldX(10)')) < 1e-12);
  assert.ok(Math.abs(first.extent.left - 0.5) < 1e-12 && Math.abs(first.extent.width - 10 / 360) < 1e-12);
  assert.equal(clusters(marks, 0, 6).length, 3);
});

test('all marks are as far apart as marks have to be', () => {
  const marks = Array.from({ length: 2000 }, (_, i) => ({ latitude: (i * 37 % 600) / 10 - 30, longitude: (i * 61 % 900) / 10 - 45, photos: 1 + i % 7, id: `p${i}` }));
  const found = clusters(marks, 0, 4), near = 56 / 256 / 2 ** 4;
  assert.equal(found.reduce((sum, { count }) => sum + count, 0), marks.reduce((sum, { photos }) => sum + photos, 0));
  assert.ok(found.length > 10 && found.length < 2000);
  for (const one of found) for (const other of found) assert.ok(one === other || Math.hypot(one.x - other.x, one.y - other.y) > near);
});

test('photos are taken up as they come, each once', () => {
  const photo = { id: '0123456789abcdef01234567', latitude: 37.5, longitude: 127, taken: '2024-05-03T17:21:12+09:00', tags: ['cats/Miso'], make: 'Apple', model: 'iPhone 13', accuracy: 4.7, rating: 3, title: 'Roof' };
  const [before, after, again] = run(`(() => {
    const known = growingColumns(); columns = known.columns;
    for (let i = 0; i < 3000; i++) known.rowOf('x' + i, { latitude: 1, longitude: i / 100 });
    const row = known.rowOf(photo.id, { latitude: 37.5, longitude: 127 }), before = { ...photoAt(row), isWhole: columns.isWhole[row] ?? false };
    known.rowOf(photo.id, photo, true);
    return [before, { ...photoAt(row), isWhole: columns.isWhole[row], old: photoAt(1500).longitude }, known.rowOf(photo.id) === row && columns.count];
  })()`, { photo });
  assert.deepEqual([before.taken, before.tags.length, before.isWhole, before.latitude], ['', 0, false, 37.5]);
  assert.deepEqual([after.taken, after.tags, after.camera, after.accuracy, after.rating, after.title, after.isWhole, after.old], [photo.taken, ['cats/Miso'], 'Apple iPhone 13', 4.7, 3, 'Roof', true, 15]);
  assert.equal(again, 3001);
});

test('what a coarse level tells is taken up as what it is', () => {
  const photo = { id: 'a', latitude: 37.5, longitude: 127, uncertainty: 708, taken: '2024-05-03' };
  const made = run('(() => { const known = growingColumns(); columns = known.columns; return photoAt(known.rowOf(photo.id, photo, true)); })()', { photo });
  assert.deepEqual([made.taken, made.precision, made.uncertainty], ['2024-05-03', 3, 708]);
  for (const taken of ['2024', '2024-05', '2024-05-03T17:21']) assert.equal(run('(() => { const known = growingColumns(); columns = known.columns; return photoAt(known.rowOf("b", { taken }, true)).taken; })()', { taken }), taken);
});
