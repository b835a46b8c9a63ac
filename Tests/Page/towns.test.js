const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();

function bytesOf(numbers, text) {
  const bytes = [];
  for (let number of numbers) {
    for (; number > 127; number = Math.floor(number / 128)) bytes.push(number % 128 + 128);
    bytes.push(number);
  }
  return Uint8Array.from([...bytes, ...new TextEncoder().encode(text)]);
}

test('towns are read column by column: zoom, steps east and south, lengths of names, names', () => {
  // The steps are 2²¹ and −2²⁰ of the 2²² that the world has; a sign is in the lowest bit.
  const bytes = bytesOf([2, 9, 2 ** 22, 2 ** 21 - 1, 2 ** 21, 0, 6, 5], '서울Osaka');
  const towns = run('readTowns(bytes, 2)', { bytes });
  assert.deepEqual(JSON.parse(JSON.stringify(towns.map(({ x, y, text }) => [x, y, text]))), [[0.5, 0.25, '서울'], [0.25, 0.25, 'Osaka']]);
  assert.deepEqual([towns[0].rank, Math.round(towns[1].rank * 100) / 100], [0, 10.32]);
});

test('they take the place of the towns that the tiles have, and of nothing else; where the page has none, those stay', () => {
  const names = () => new Map([['Korea', { isCountry: true, text: 'KR' }], ['Seoul', { isCountry: false, text: 'Seoul' }]]);
  const texts = (some, names) => run('towns = some; useTowns(names); [...names.values()].map(name => name.text)', { some, names });
  assert.equal(texts([{ text: '서울' }, { text: '부산' }], names()).join(), 'KR,서울,부산');
  assert.equal(texts(null, names()).join(), 'KR,Seoul');
});
