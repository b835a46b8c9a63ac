const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./scripts.js');

const run = load();

test('formats and versions are those of ISO/IEC 18004, tables C.1 and D.1', () => {
  const format = mask => (run('qrWithRemainder(mask, 0x537, 10)', { mask }) ^ 0x5412).toString(2).padStart(15, '0');
  assert.deepEqual([0, 1, 2].map(format), ['101010000010010', '101000100100101', '101111001111100']);
  assert.equal(run('qrWithRemainder(7, 0x1f25, 12)').toString(2).padStart(18, '0'), '000111110010010100');
  assert.equal(run('qrWithRemainder(10, 0x1f25, 12)').toString(2).padStart(18, '0'), '001010010011010011');
});

test('the correction of the standard\'s example is the one in its annex I', () => {
  // "01234567" in version 1, level M.
  const data = [0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11];
  assert.deepEqual(run('qrCorrection(data, 10)', { data }), [0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55]);
});

test('a text takes the smallest version that has room, and none above ten', () => {
  const size = length => run('qrCode(text)?.length ?? null', { text: 'x'.repeat(length) });
  assert.deepEqual([0, 14, 15, 180, 181, 213, 214].map(size), [21, 21, 25, 53, 57, 57, null]);
});

test('a code has its three corners, its timing and its dark module', () => {
  for (const length of [5, 60, 150, 213]) {
    const code = run('qrCode(text).map(row => row.join(""))', { text: 'x'.repeat(length) }), size = code.length;
    for (const [row, column] of [[0, 0], [0, size - 7], [size - 7, 0]]) {
      assert.deepEqual(code.slice(row, row + 7).map(line => line.slice(column, column + 7)), ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']);
    }
    assert.match(code[6].slice(7, size - 7), /^(01)*0$/);
    assert.equal(code[size - 8][8], '1');
  }
});
