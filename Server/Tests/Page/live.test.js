const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./scripts.js');

const run = load('en-GB', 'live.js');

test('a change is followed at once, and the seventh of a minute when the first is a minute ago', () => {
  assert.equal(run('restFor(1000, [], -Infinity)'), 0);
  assert.equal(run('restFor(50_000, [1000, 2000, 3000, 4000, 5000], -Infinity)'), 0);
  assert.equal(run('restFor(50_000, [1000, 2000, 3000, 4000, 5000, 6000], -Infinity)'), 11_000);
  assert.equal(run('restFor(61_000, [1000, 2000, 3000, 4000, 5000, 6000], -Infinity)'), 0);
});

test('what somebody does on the page itself is shown at once', () => {
  const times = '[1000, 2000, 3000, 4000, 5000, 6000]';
  assert.equal(run(`restFor(16_000, ${times}, 5000)`), 0);
  assert.equal(run(`restFor(21_000, ${times}, 5000)`), 40_000);
});
