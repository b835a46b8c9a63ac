// --- Columns: the photos as typed arrays, from the blocks of the page's data

const NO_PREVIEW = 1, VIDEO = 2, NONE = -0x80000000;

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The bytes from one place to another of those that a text in base 64 means: no more of it is decoded. */
function bytesWithin(base64, start, end) {
  const first = Math.floor(start / 3);
  return bytesOf(base64.slice(first * 4, Math.ceil(end / 3) * 4)).subarray(start - first * 3, end - first * 3);
}

/** Reads numbers as PhotoColumns.swift, PlaneColumn.swift and packaging/world.py write them. */
function numberReader(bytes) {
  let at = 0;
  const varint = () => {
    let byte = bytes[at++];
    if (byte < 128) return byte;
    let value = byte & 127, scale = 128;
    do {
      byte = bytes[at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  };
  const take = count => bytes.subarray(at, at += count);
  return { varint, take, signed: () => withSign(varint()), planes: () => planesAsNumbers(varint(), varint(), take) };
}

/** A number whose sign is its lowest bit. */
const withSign = value => value % 2 ? -(value + 1) / 2 : value / 2;

/** Numbers whose lowest bytes come first, then the next ones of all. */
function planesAsNumbers(count, width, take) {
  if (width === 1) return take(count);
  const values = new (width > 4 ? Float64Array : Uint32Array)(count);
  for (let place = 0, scale = 1; place < width; place++, scale *= 256) {
    const plane = take(count);
    for (let i = 0; i < count; i++) values[i] += plane[i] * scale;
  }
  return values;
}

/** Texts of which many come again, each with a number; 0 is no text. */
function textTable() {
  const texts = [''], numbers = new Map([['', 0]]);
  return {
    texts,
    numberOf: text => {
      if (!numbers.has(text)) numbers.set(text, texts.push(text) - 1);
      return numbers.get(text);
    },
  };
}

/** Columns of this many photos, all without anything. */
function makeColumns(count) {
  const columns = {
    count, blocks: [], folders: textTable(), cameras: textTable(), problems: textTable(), tags: textTable(),
    latitude: new Int32Array(count), longitude: new Int32Array(count), x: new Float64Array(count).fill(NaN), y: new Float64Array(count).fill(NaN),
    precision: new Uint8Array(count), kind: new Uint8Array(count), changed: new Uint8Array(count), rating: new Int8Array(count),
    day: new Int32Array(count).fill(NONE), second: new Int32Array(count), offset: new Int16Array(count).fill(-0x8000),
    month: new Int32Array(count).fill(NONE), yearDay: new Int16Array(count).fill(-1),
    altitude: new Int32Array(count).fill(NONE), heading: new Int16Array(count).fill(-1), accuracy: new Int32Array(count).fill(-1),
    uncertainty: new Int32Array(count), folder: new Uint32Array(count), camera: new Uint32Array(count), problem: new Uint32Array(count),
    tagStart: new Uint32Array(count + 1), tagList: new Uint32Array(16), shown: new Uint8Array(count).fill(1),
  };
  return columns;
}

/** Reads a block of photos into columns, from a row on, column by column; returns the row behind it. */
async function readBlock(columns, bytes, first) {
  const { varint, planes, take } = numberReader(bytes), count = varint(), end = first + count, flags = take(count);
  const each = act => { for (let row = first; row < end; row++) act(row, flags[row - first]); };
  each((row, bits) => {
    columns.precision[row] = bits >> 1 & 7;
    columns.changed[row] = bits >> 5 & 1;
    columns.kind[row] = bits & 128 ? VIDEO : bits & 64 ? NO_PREVIEW : 0;
  });
  await readPlaces(columns, each, planes);
  await breathe();
  await readDates(columns, each, planes);
  await breathe();
  const every = act => {
    const values = planes();
    for (let i = 0; i < count; i++) act(first + i, values[i]);
  };
  every((row, value) => { if (value > 0) columns.altitude[row] = withSign(value - 1); });
  every((row, value) => { columns.heading[row] = value - 1; });
  every((row, value) => { columns.accuracy[row] = value - 1; });
  every((row, value) => { columns.uncertainty[row] = Math.max(0, value - 1); });
  await breathe();
  every((row, value) => { columns.rating[row] = Math.max(0, value - 2); });
  const numbers = [columns.folder, columns.camera, columns.problem];
  for (const column of numbers) column.set(planes(), first);
  const ownTags = readTagNumbers(columns, first, end, planes());
  await breathe();
  const decode = new TextDecoder(), text = () => decode.decode(take(varint()));
  const numbersOf = table => Uint32Array.from(['', ...text().split('\0').slice(0, -1)], table.numberOf);
  for (const [column, table] of [[numbers[0], columns.folders], [numbers[1], columns.cameras], [numbers[2], columns.problems]]) {
    const own = numbersOf(table);
    for (let row = first; row < end; row++) column[row] = own[column[row]];
  }
  const own = numbersOf(columns.tags);
  for (let at = ownTags; at < columns.tagStart[end]; at++) columns.tagList[at] = own[columns.tagList[at] + 1];
  const [names, titles, descriptions, addresses] = [text(), text(), text(), text()];
  columns.blocks.push({ first, end, names, titles, descriptions, addresses });
  return end;
}

async function readPlaces(columns, each, planes) {
  for (const column of [columns.latitude, columns.longitude]) {
    const steps = planes();
    let value = 0, at = 0;
    each((row, bits) => { if (bits & 1) column[row] = value += withSign(steps[at++]); });
    await breathe();
  }
  each((row, bits) => {
    if (!(bits & 1)) return;
    columns.x[row] = worldX(columns.longitude[row] / 1e6);
    columns.y[row] = worldY(columns.latitude[row] / 1e6);
  });
}

async function readDates(columns, each, planes) {
  const steps = planes(), seconds = planes(), offsets = planes();
  let day = 0, known = NaN, date = null, at = 0;
  each((row, bits) => {
    if (!(bits & 14)) return;
    columns.day[row] = day += withSign(steps[at++]);
    if (day !== known) [known, date] = [day, dateOf(day)];
    columns.month[row] = date.year * 12 + date.month;
    if ((bits >> 1 & 7) > 2) columns.yearDay[row] = date.month * 32 + date.day;
  });
  await breathe();
  let second = 0, offset = 0;
  each((row, bits) => {
    if ((bits >> 1 & 7) > 3) columns.second[row] = seconds[second++];
    if (bits & 16) columns.offset[row] = withSign(offsets[offset++]);
  });
}

/** Reads the tags of each photo as numbers of the block's table; returns where the first of them is. */
function readTagNumbers(columns, first, end, numbers) {
  const start = columns.tagStart[first];
  let at = start, next = 0;
  for (let row = first; row < end; row++) {
    for (let left = numbers[next++]; left > 0; left--) {
      if (at === columns.tagList.length) {
        const longer = new Uint32Array(2 * at);
        longer.set(columns.tagList);
        columns.tagList = longer;
      }
      columns.tagList[at++] = numbers[next++];
    }
    columns.tagStart[row + 1] = at;
  }
  return start;
}

/** Year, month (0 is January) and day of the month of a day since 1970, in the Gregorian calendar. */
function dateOf(days) {
  // Howard Hinnant's civil_from_days: years that begin in March, in eras of 400.
  const z = days + 719468, era = Math.floor(z / 146097), ofEra = z - era * 146097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100)), march = Math.floor((5 * ofYear + 2) / 153);
  return { year: year + era * 400 + (march > 9 ? 1 : 0), month: (march + 2) % 12, day: ofYear - Math.floor((153 * march + 2) / 5) + 1 };
}

const hasPlace = row => !Number.isNaN(columns.x[row]);
const tagsOf = row => columns.ownTags?.[row] ?? columns.tagList.subarray(columns.tagStart[row], columns.tagStart[row + 1]);
const hourOf = row => columns.precision[row] > 3 ? Math.floor(columns.second[row] / 3600) : -1;

/** The block that a row is in, its texts split where that is first needed. */
function blockOf(row) {
  const { blocks } = columns;
  let low = 0, high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle].first <= row) low = middle;
    else high = middle - 1;
  }
  return blocks[low];
}

function textOf(kind, row) {
  const block = blockOf(row);
  // Where nothing but ends of texts is there, none says anything.
  if (typeof block[kind] === 'string') block[kind] = block[kind].length > block.end - block.first ? block[kind].split('\0') : null;
  return block[kind]?.[row - block.first] ?? '';
}

/** A date and time as ISO 8601, as much of it as is known. */
function takenText(row) {
  const precision = columns.precision[row];
  if (!precision) return '';
  const two = number => String(number).padStart(2, '0'), { year, month, day } = dateOf(columns.day[row]), second = columns.second[row];
  const date = [String(year).padStart(4, '0'), two(month + 1), two(day)].slice(0, Math.min(3, precision)).join('-');
  if (precision < 4) return date;
  const offset = columns.offset[row], away = Math.abs(offset);
  const zone = offset === -0x8000 ? '' : `${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].slice(0, precision - 2).map(two).join(':');
  return `${date}T${clock}${zone}`;
}

/** One photo with all that the page knows of it, for what shows one. */
function photoAt(row) {
  const known = (value, none) => value === none ? null : value;
  return {
    row, number: row + 1, folder: columns.folders.texts[columns.folder[row]], name: textOf('names', row), x: columns.x[row], y: columns.y[row],
    latitude: columns.latitude[row] / 1e6, longitude: columns.longitude[row] / 1e6, taken: takenText(row), precision: columns.precision[row],
    // Of a year alone its first moment; a time's distance from UTC plays no part.
    time: columns.precision[row] ? (columns.day[row] * 86400 + columns.second[row]) * 1000 : -Infinity,
    offset: known(columns.offset[row], -0x8000), camera: columns.cameras.texts[columns.camera[row]], problem: columns.problems.texts[columns.problem[row]],
    altitude: known(columns.altitude[row], NONE), heading: known(columns.heading[row], -1),
    accuracy: columns.accuracy[row] < 0 ? null : columns.accuracy[row] / 10, uncertainty: columns.uncertainty[row] || null,
    rating: columns.rating[row], kind: columns.kind[row], changed: columns.changed[row] === 1, href: textOf('addresses', row),
    title: textOf('titles', row), description: textOf('descriptions', row), tags: Array.from(tagsOf(row), tag => columns.tags.texts[tag]),
  };
}

/** The id of a photo on a server, where it is a folder of its own; null elsewhere. */
const servedID = folder => /^photos\/([0-9a-f]{24})\/$/.exec(folder)?.[1] ?? null;
/** Whether a server keeps a photo's name to itself. */
const isNameless = ({ folder, name }) => name === 'photo.jpg' && servedID(folder) !== null;

/** What a photo is called on the page: its cats, else its title, its file's name, or its number. */
function nameOf({ folder, tags, title, name, number }) {
  if (isNameless({ folder, name })) name = '';
  const cats = tags.filter(tag => tag.includes('/')).map(tag => tag.slice(tag.lastIndexOf('/') + 1));
  return visible(cats.join(', ') || title || name || words.photoNumber(number));
}
