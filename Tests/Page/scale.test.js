const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();

test('numbers are rounded down to 1, 2 or 5 and noughts', () => {
  const rounded = [0.7, 1, 1.99, 2, 4.9, 5, 9.99, 10, 19, 1000, 4999].map(most => run(`roundDown(${most})`));
  assert.deepEqual(rounded.map(round => Number(round.toPrecision(6))), [0.5, 1, 1, 2, 2, 5, 5, 10, 10, 1000, 2000]);
});

test('the bar is a round number of metres, 60 to 150 pixels long, at any latitude and zoom', () => {
  for (const latitude of [-85, -60, 0, 37.5, 85]) {
    for (let zoom = 0; zoom <= 21; zoom += 0.7) {
      const { metres, length } = run(`scaleBar(worldY(${latitude}), TILE * 2 ** ${zoom})`);
      assert.match(metres.toPrecision(1).replace(/^0\.0*/, ''), /^[125]/);
      assert.ok(length > 59.9 && length <= 150 + 1e-9, `${length} at ${latitude}, ${zoom}`);
      const metresPerPixel = 40075016.686 * Math.cos(Math.min(85.0511287798, Math.abs(latitude)) * Math.PI / 180) / (256 * 2 ** zoom);
      assert.ok(Math.abs(length * metresPerPixel / metres - 1) < 1e-6);
    }
  }
});

test('a bar is shorter in degrees and longer in metres at the equator than at 60°', () => {
  const bar = latitude => run(`scaleBar(worldY(${latitude}), TILE * 1024)`).metres;
  assert.deepEqual([bar(0), bar(60), bar(-60)], [20000, 10000, 10000]);
});

test('lines of the grid are 45° or 15° apart on a small world, then 1, 2 or 5 and noughts', () => {
  const steps = [0, 2, 3, 4, 5, 10].map(zoom => run(`gridStep(TILE * 2 ** ${zoom})`));
  assert.deepEqual(steps.map(step => Number(step.toPrecision(6))), [45, 45, 15, 15, 5, 0.2]);
  // 12° between two lines of 200 pixels.
  assert.equal(run('gridStep(6000)'), 10);
});
