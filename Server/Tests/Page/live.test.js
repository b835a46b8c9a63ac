const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./scripts.js');

const run = load('en-GB', 'live.js');

test('a page that was just loaded waits for half a minute until it follows what others do', () => {
  assert.equal(run('restFor(1000, 0, -Infinity)'), 29_000);
  assert.equal(run('restFor(29_999, 0, -Infinity)'), 1);
  assert.equal(run('restFor(30_000, 0, -Infinity)'), 0);
  assert.equal(run('restFor(90_000, 0, -Infinity)'), 0);
});

test('what somebody does on the page itself is shown at once', () => {
  assert.equal(run('restFor(6000, 0, 1000)'), 0);
  assert.equal(run('restFor(16_000, 0, 1000)'), 14_000);
});
