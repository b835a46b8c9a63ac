// --- Marks of a server: what `map` answers for a view, as clusters; rows of photos that are heard of

/** How a photo's address begins; a page that is handed on has it nowhere in one piece. */
const PHOTOS = 'photos';

/** The box of a region, in degrees as a server wants it: south, west, north, east. */
function boxOf({ left, width, top, bottom }) {
  const degrees = value => Number(value.toFixed(7)), turned = x => degrees((x - Math.floor(x)) * 360 - 180);
  const south = degrees(bottom >= 1 ? -90 : latitudeAt(bottom)), north = degrees(top <= 0 ? 90 : latitudeAt(top));
  return width >= 1 ? [south, -180, north, 180] : [south, turned(left), north, turned(left + width)];
}

/** The region of such a box. */
const regionOfBox = ([south, west, north, east]) => ({ left: worldX(west), width: (east - west + (west > east ? 360 : 0)) / 360, top: worldY(north), bottom: worldY(south) });

/** The days that are asked for: of years or months that are chosen, as `since` and `until`, which the year 9999 ends; null where no day is of both. */
function daysOf({ years, months }) {
  const [year] = years, span = [months?.[0] ?? -Infinity, months?.[1] ?? Infinity];
  if (year !== undefined) Object.assign(span, [Math.max(span[0], year * 12), Math.min(span[1], year * 12 + 12)]);
  if (span[0] >= span[1]) return null;
  const text = month => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String(month % 12 + 1).padStart(2, '0')}`;
  return { ...span[0] > -Infinity && { since: text(span[0]) }, ...span[1] <= 120000 && { until: text(span[1] - 1) } };
}

/** A day of the year, as `photos.js` counts it, as a server wants it. */
const dayText = yearDay => [Math.floor(yearDay / 32) + 1, yearDay % 32].map(number => String(number).padStart(2, '0')).join('-');

/** What is chosen, as a server is asked for it. */
function askedBy(chosen, { tags, cameras }) {
  const [tag] = chosen.tags;
  return {
    // A day that no photo is of, where no day is meant.
    ...daysOf(chosen) ?? { since: '9999', until: '9999' },
    ...tag && { tag: tags.texts[tag] },
    ...chosen.camera && { camera: `"${cameras.texts[chosen.camera]}"` },
    ...chosen.hours && { hours: chosen.hours.join('-') },
    ...chosen.rating && { rating: chosen.rating },
    ...chosen.yearDay >= 0 && { day: dayText(chosen.yearDay) },
  };
}

/** Marks as clusters, the fullest first. Those nearer to each other on the screen than marks may be become one, where the fuller one is. */
function clustersOfMarks(marks, left, level, rowOf) {
  const near = NEAR / TILE / 2 ** level, cells = new Map(), clusters = [];
  const all = marks.map(({ latitude, longitude, photos, id, shares = [] }) => ({
    row: rowOf(id, photos === 1 ? { latitude, longitude } : {}), x: worldX(longitude), y: worldY(latitude), count: photos, isPictured: true,
    shares: new Map(shares.map(({ tag, year, photos: some }) => [tag ?? year, some])),
  }));
  for (const mark of all) {
    mark.x += Math.ceil(left - near * CELL / NEAR - mark.x);
    mark.extent = { left: mark.x, width: 0, top: mark.y, bottom: mark.y };
  }
  for (const mark of all.sort((a, b) => b.count - a.count || a.row - b.row)) {
    const column = Math.floor(mark.x / near), row = Math.floor(mark.y / near), around = [];
    for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) around.push(...cells.get(`${column + dx} ${row + dy}`) ?? []);
    const fuller = around.find(other => apart(other, mark) <= near);
    if (fuller) {
      const { extent } = fuller, right = Math.max(extent.left + extent.width, mark.x);
      fuller.count += mark.count;
      for (const [value, some] of mark.shares) fuller.shares.set(value, (fuller.shares.get(value) ?? 0) + some);
      extent.left = Math.min(extent.left, mark.x);
      Object.assign(extent, { width: right - extent.left, top: Math.min(extent.top, mark.y), bottom: Math.max(extent.bottom, mark.y) });
      continue;
    }
    clusters.push(mark);
    const key = `${column} ${row}`;
    if (cells.has(key)) cells.get(key).push(mark);
    else cells.set(key, [mark]);
  }
  return clusters.sort((a, b) => b.count - a.count || a.row - b.row);
}

/** Columns that rows are added to: photos as a server names them, each known by its id. */
function growingColumns() {
  const columns = makeColumns(1024), rows = new Map(), block = { first: 0, end: 0, names: [], titles: [], descriptions: [], addresses: [] };
  let room = columns.count;
  Object.assign(columns, { count: 0, blocks: [block], ownTags: [], isWhole: [] });
  const grow = () => {
    const larger = makeColumns(room *= 2);
    for (const name in larger) {
      if (!ArrayBuffer.isView(larger[name]) || name === 'tagList') continue;
      larger[name].set(columns[name]);
      columns[name] = larger[name];
    }
  };
  /** The row of a photo of which at least its id is known; what is said of it is taken up. */
  const rowOf = (id, photo = {}, isWhole = false) => {
    let row = rows.get(id);
    if (row === undefined) {
      row = columns.count++;
      if (columns.count > room) grow();
      block.end = columns.count;
      rows.set(id, row);
      columns.folder[row] = columns.folders.numberOf(`${PHOTOS}/${id}/`);
      for (const kind of ['names', 'titles', 'descriptions', 'addresses']) block[kind][row] = '';
      block.names[row] = 'photo.jpg';
      columns.ownTags[row] = [];
    }
    takeUpPhoto(columns, block, row, photo);
    if (isWhole) columns.isWhole[row] = true;
    return row;
  };
  return { columns, rowOf, rows };
}

function takeUpPhoto(columns, block, row, photo) {
  const { latitude, longitude, taken } = photo, put = (name, value, scale = 1) => { if (value != null) columns[name][row] = Math.round(value * scale); };
  if (latitude != null && longitude != null) {
    [columns.latitude[row], columns.longitude[row]] = [Math.round(latitude * 1e6), Math.round(longitude * 1e6)];
    [columns.x[row], columns.y[row]] = [worldX(longitude), worldY(latitude)];
  }
  const time = /^(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?[\d.]*(Z|[+-]\d\d:\d\d)?)?)?)?/.exec(taken ?? '');
  if (time) {
    const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = time.slice(1, 7).map(text => text === undefined ? undefined : Number(text));
    columns.precision[row] = time[6] ? 5 : time[4] ? 4 : time[3] ? 3 : time[2] ? 2 : 1;
    columns.day[row] = new Date(0).setUTCFullYear(year, month - 1, day) / 86400000;
    columns.second[row] = hour * 3600 + minute * 60 + second;
    columns.month[row] = year * 12 + month - 1;
    const zone = time[7] === 'Z' ? '+00:00' : time[7];
    if (zone) columns.offset[row] = (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  }
  for (const [name, scale] of [['altitude', 1], ['heading', 1], ['accuracy', 10], ['uncertainty', 1], ['rating', 1]]) put(name, photo[name], scale);
  columns.rating[row] = Math.max(0, columns.rating[row]);
  if (photo.takenSource === 'modified') columns.changed[row] = 1;
  if (photo.format) columns.kind[row] = photo.format === 'video' ? VIDEO : 0;
  if (photo.problem) columns.problem[row] = columns.problems.numberOf(photo.problem);
  const { make, model } = photo, camera = make && model && !model.toLowerCase().startsWith(make.toLowerCase()) ? `${make} ${model}` : model ?? make;
  if (camera) columns.camera[row] = columns.cameras.numberOf(camera);
  for (const [kind, text] of [['names', photo.name], ['titles', photo.title], ['descriptions', photo.description]]) if (text) block[kind][row] = text;
  if (photo.tags) columns.ownTags[row] = photo.tags.map(columns.tags.numberOf);
}
