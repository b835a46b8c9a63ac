// --- QR codes (ISO/IEC 18004): a text as bytes, error correction of level M, versions 1 to 10: at most 213 bytes

/** Per version: codewords of error correction a block, and the codewords of data of each block. */
const QR_BLOCKS = [
  null, [10, 16], [16, 28], [26, 44], [18, 32, 32], [24, 43, 43], [16, 27, 27, 27, 27], [18, 31, 31, 31, 31], [22, 38, 38, 39, 39],
  [22, 36, 36, 36, 37, 37], [26, 43, 43, 43, 43, 44],
];
const QR_ALIGNMENT = [null, [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
const QR_MASKS = [
  (row, column) => (row + column) % 2, row => row % 2, (row, column) => column % 3, (row, column) => (row + column) % 3,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2, (row, column) => row * column % 2 + row * column % 3,
  (row, column) => (row * column % 2 + row * column % 3) % 2, (row, column) => ((row + column) % 2 + row * column % 3) % 2,
];

/** The product in the field of 256 elements with x⁸ + x⁴ + x³ + x² + 1. */
function qrProduct(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = product << 1 ^ (product >> 7) * 0x11d ^ (b >> bit & 1) * a;
  return product;
}

/** The Reed–Solomon remainder of a block of data. */
function qrCorrection(data, length) {
  let divisor = [1], root = 1;
  for (let i = 0; i < length; i++, root = qrProduct(root, 2)) {
    divisor = [...divisor, 0].map((value, at) => value ^ (at ? qrProduct(divisor[at - 1], root) : 0));
  }
  const rest = new Array(length).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    for (let i = 0; i < length; i++) rest[i] ^= qrProduct(divisor[i + 1], factor);
  }
  return rest;
}

/** The codewords of some bytes, data and correction interleaved; null where no version has room. */
function qrCodewords(bytes) {
  const version = QR_BLOCKS.findIndex((blocks, version) =>
    blocks && bytes.length + (version > 9 ? 3 : 2) <= blocks.slice(1).reduce((sum, count) => sum + count, 0));
  if (version < 0) return null;
  const [correction, ...sizes] = QR_BLOCKS[version], room = sizes.reduce((sum, count) => sum + count, 0);
  const count = version > 9 ? [bytes.length >> 8, bytes.length & 255] : [bytes.length];
  // Mode 4 in four bits, the count, the bytes, four bits of end: all of it half a byte further on.
  const halves = [4, ...[...count, ...bytes].flatMap(byte => [byte >> 4, byte & 15]), 0], data = [];
  for (let i = 0; i < halves.length; i += 2) data.push(halves[i] << 4 | halves[i + 1]);
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  let start = 0;
  const blocks = sizes.map(size => data.slice(start, start += size)), corrections = blocks.map(block => qrCorrection(block, correction));
  const interleaved = some => Array.from({ length: Math.max(...some.map(block => block.length)) }, (_, i) =>
    some.filter(block => i < block.length).map(block => block[i])).flat();
  return { version, codewords: [...interleaved(blocks), ...interleaved(corrections)] };
}

/** A number with its BCH remainder behind it. */
function qrWithRemainder(value, divisor, bits) {
  let rest = value;
  for (let i = 0; i < bits; i++) rest = rest << 1 ^ (rest >> bits - 1 & 1) * divisor;
  return value << bits | rest & (1 << bits) - 1;
}

/** All that is the same for every text of a version: `fixed` says where, `dark` what. Formats are written later. */
function qrFrame(version) {
  const size = 17 + 4 * version, grid = () => Array.from({ length: size }, () => new Uint8Array(size)), dark = grid(), fixed = grid();
  const set = (row, column, value) => {
    if (!(row in dark && column in dark[row])) return;
    dark[row][column] = value ? 1 : 0;
    fixed[row][column] = 1;
  };
  for (let i = 0; i < size; i++) for (const [row, column] of [[6, i], [i, 6]]) set(row, column, i % 2 === 0);
  for (const [row, column] of [[3, 3], [3, size - 4], [size - 4, 3]]) {
    for (let y = -4; y <= 4; y++) for (let x = -4; x <= 4; x++) set(row + y, column + x, ![2, 4].includes(Math.max(Math.abs(x), Math.abs(y))));
  }
  const middles = QR_ALIGNMENT[version], last = middles.at(-1);
  for (const row of middles) {
    for (const column of middles) {
      if ((row === 6 && column === 6) || (row === 6 && column === last) || (row === last && column === 6)) continue;
      for (let y = -2; y <= 2; y++) for (let x = -2; x <= 2; x++) set(row + y, column + x, Math.max(Math.abs(x), Math.abs(y)) !== 1);
    }
  }
  if (version > 6) {
    const bits = qrWithRemainder(version, 0x1f25, 12);
    for (let i = 0; i < 18; i++) {
      const [a, b] = [size - 11 + i % 3, Math.floor(i / 3)];
      set(a, b, bits >> i & 1);
      set(b, a, bits >> i & 1);
    }
  }
  for (let i = 0; i < 9; i++) for (const [row, column] of [[8, i], [i, 8]]) fixed[row][column] = 1;
  for (let i = 1; i < 9; i++) for (const [row, column] of [[8, size - i], [size - i, 8]]) fixed[row][column] = 1;
  dark[size - 8][8] = 1;
  return { size, dark, fixed };
}

/** Writes which mask is used; level M is 0. */
function qrFormat(dark, mask) {
  const bits = qrWithRemainder(mask, 0x537, 10) ^ 0x5412, size = dark.length;
  for (let i = 0; i < 15; i++) {
    const bit = bits >> i & 1;
    dark[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = bit;
    dark[8][i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i] = bit;
  }
}

/** How hard a code is to read: runs, squares of one colour, what looks like a corner, more of one colour. */
function qrPenalty(dark) {
  const size = dark.length, lines = [...dark.map(row => row.join('')), ...dark.map((_, column) => dark.map(row => row[column]).join(''))];
  let penalty = 0, count = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      count += dark[row][column];
      if (row && column && new Set([dark[row][column], dark[row - 1][column], dark[row][column - 1], dark[row - 1][column - 1]]).size === 1) penalty += 3;
    }
  }
  return penalty + 10 * Math.floor(Math.abs(20 * count / size / size - 10));
}

/** A text as rows of modules, 1 for dark ones; null where it is too long. `mask` is chosen where it is not given. */
function qrCode(text, mask = null) {
  const found = qrCodewords(new TextEncoder().encode(text));
  if (!found) return null;
  const { size, dark, fixed } = qrFrame(found.version), masked = QR_MASKS.map(() => dark.map(row => row.slice()));
  let bit = 0;
  // Two columns at a time from the right, up and down in turn, around the column of timing.
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let i = 0; i < size; i++) {
      for (const column of [right, right - 1]) {
        const row = up ? size - 1 - i : i;
        if (fixed[row][column]) continue;
        const value = found.codewords[bit >> 3] >> 7 - (bit & 7) & 1;
        bit++;
        QR_MASKS.forEach((isTurned, which) => { masked[which][row][column] = value ^ (isTurned(row, column) === 0 ? 1 : 0); });
      }
    }
  }
  masked.forEach(qrFormat);
  return masked[mask ?? masked.map(qrPenalty).reduce((best, penalty, which, all) => penalty < all[best] ? which : best, 0)];
}
