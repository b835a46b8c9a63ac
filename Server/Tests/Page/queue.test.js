const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./scripts.js');

const run = load();
const upload = more => ({ ...run("newUpload('a.jpg', 5, 'image/jpeg', 1000)"), key: 1, ...more });
const after = (status, { answer = null, seconds = 0, now = 5000, from = upload({ state: 'sending' }) } = {}) =>
  run('afterAnswer(from, status, answer, seconds, now)', { from, status, answer, seconds, now });

test('photos go in the order in which they were chosen, each when it is due', () => {
  const queue = [upload({ key: 1, notBefore: 9000 }), upload({ key: 2 }), upload({ key: 3 })];
  assert.equal(run('nextUpload(queue, 5000)', { queue }).key, 2);
  assert.equal(run('nextUpload(queue, 9000)', { queue }).key, 1);
  assert.equal(run('nextDue(queue, 5000)', { queue }), 0);
  assert.equal(run('nextDue(queue.slice(0, 1), 5000)', { queue }), 4000);
  assert.equal(run('nextDue([], 5000)'), Infinity);
});

test('what arrived is sent, with or without its place', () => {
  const sent = after(201, { answer: { photo: { id: 'x', positionArrived: true } } });
  assert.deepEqual([sent.state, sent.photo, sent.isPlaced], ['sent', 'x', true]);
  assert.equal(after(201, { answer: { photo: { id: 'x', positionArrived: false } } }).isPlaced, false);
  assert.equal(after(200, { answer: { photo: { id: 'x', positionArrived: true } } }).reason, 'known');
});

test('a lost network and a busy server make a photo wait, each time longer, and at least as long as the server says', () => {
  for (const status of [0, 408, 429, 500, 502, 503]) assert.equal(after(status).state, 'waiting', `${status}`);
  assert.equal(after(0).notBefore, 7000);
  assert.equal(after(0, { from: upload({ tries: 3 }) }).notBefore, 5000 + 16000);
  assert.equal(after(0, { from: upload({ tries: 10 }) }).notBefore, 5000 + 120000);
  assert.equal(after(429, { seconds: 300 }).notBefore, 5000 + 300000);
  assert.equal(after(429, { seconds: 40000 }).reason, 'limit');
});

test('where one has to wait, so have all others', () => {
  const queue = [after(0), upload({ key: 2 }), upload({ key: 3, state: 'sent' })], held = run('holdAll(queue, queue[0])', { queue });
  assert.deepEqual(held.map(({ notBefore }) => notBefore), [7000, 7000, 0]);
  assert.deepEqual(run('holdAll(queue, queue[2])', { queue }), queue);
});

test('nobody sends what another chose', () => {
  const queue = [upload({ key: 1, owner: 'Mina' }), upload({ key: 2 }), upload({ key: 3, owner: 'Jun' })];
  assert.deepEqual(run("ownUploads(queue, 'Mina').map(({ key }) => key)", { queue }), [1, 2]);
  assert.equal(run("newUpload('a', 1, '', 0, 'Mina').owner"), 'Mina');
});

test('after twelve failures a person has to ask, and then it begins anew', () => {
  let one = upload();
  for (let i = 0; i < 12; i++) one = after(0, { from: one });
  assert.deepEqual([one.state, one.reason, one.notBefore], ['waiting', 'gaveUp', Infinity]);
  assert.equal(run('nextUpload([one], 1e15)', { one }), undefined);
  const again = run('retryNow(one)', { one });
  assert.deepEqual([again.tries, again.notBefore, run('nextUpload([again], 0).key', { again })], [0, 0, 1]);
});

test('who has to sign in first loses nothing', () => {
  const one = after(401);
  assert.deepEqual([one.state, one.reason, one.tries], ['waiting', 'signIn', 0]);
  assert.equal(run('nextUpload([one], 1e15)', { one }), undefined);
});

test('what the server does not take is not sent again, and says why', () => {
  for (const [status, reason] of [[413, 'tooLarge'], [415, 'noPhoto'], [403, 'mayNot'], [507, 'noSpace'], [400, 'refused']]) {
    const one = after(status);
    assert.deepEqual([one.state, one.reason], ['refused', reason]);
    assert.equal(run('retryNow(one)', { one }).state, 'refused');
  }
});

test('a page that went while it sent sends again', () => {
  assert.equal(run('afterRestart(one).state', { one: upload({ state: 'sending' }) }), 'waiting');
  assert.equal(run('afterRestart(one).state', { one: upload({ state: 'sent' }) }), 'sent');
});

test('places are asked for until they are there or somebody does not know them', () => {
  const queue = [
    upload({ state: 'sent', photo: 'a' }), upload({ state: 'sent', photo: 'b', isPlaced: true }), upload({ state: 'sent', photo: 'c', isSeen: true }),
    upload({ state: 'sending' }), upload({ state: 'refused' }), upload(),
  ];
  assert.deepEqual(run('countUploads(queue)', { queue }), { waiting: 2, sent: 3, refused: 1, unplaced: 1 });
});
