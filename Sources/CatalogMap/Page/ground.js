// --- The ground: land, lakes, rivers, borders and names, from tiles that packaging/world.py made of Natural Earth (public domain)

const TILE_GRID = 4096, TILE_OVERLAP = 12, WORLD_LEVELS = [0, 3, 6], LEVEL_FROM = { 0: 0, 3: 3.2, 6: 6.2 };
/** Tiles by `level/column/row`: an element with the data, then what was read from it. */
const worldTiles = new Map();

/** The level of the streets that the page carries, and what they are; null where there are none. */
let streets = null;

function findWorldTiles() {
  for (const element of document.querySelectorAll('script.world, script.streets, script.raster')) {
    const [level, column, row, type = ''] = element.dataset.about.split(' '), isStreets = element.className !== 'world';
    if (isStreets) streets = { level: Number(level), isRaster: element.className === 'raster' };
    worldTiles.set(`${isStreets ? 'streets/' : ''}${level}/${column}/${row}`, { element, type, isReading: false, layers: null });
  }
}

/** A tile that is wanted: what was read, or null while it is read. */
function worldTile(level, column, row, kind = '') {
  const tile = worldTiles.get(`${kind}${level}/${column}/${row}`);
  if (!tile || tile.layers || tile.isReading) return tile?.layers ?? null;
  tile.isReading = true;
  readTile(tile, kind).then(layers => { tile.layers = layers; }, () => { tile.layers = {}; }).then(forgetGround);
  return null;
}

async function readTile({ element, type }, kind) {
  if (type) return { image: await createImageBitmap(new Blob([bytesOf(element.textContent)], { type })) };
  const bytes = await inflated(element.textContent);
  return kind ? readStreetTile(bytes) : readWorldTile(bytes);
}

function readWorldTile(bytes) {
  const { varint, signed, take } = numberReader(bytes), decoder = new TextDecoder();
  const paths = isArea => {
    const area = new Path2D(), line = new Path2D();
    for (let left = varint(); left > 0; left--) readWorldPath(varint, signed, isArea, area, line);
    return { area, line };
  };
  const [land, lakes, rivers, borders] = [paths(true), paths(true), paths(false), paths(false)];
  const names = Array.from({ length: varint() }, () => {
    const [kind, rank, x, y] = [varint(), varint(), varint(), varint()];
    return { isCountry: kind === 1, rank, x: x / TILE_GRID, y: y / TILE_GRID, text: decoder.decode(take(varint())) };
  });
  return { land, lakes, rivers, borders, names };
}

/** Adds a path to the area and, without what lies along the tile's own edge, to the line. */
function readWorldPath(varint, signed, isArea, area, line) {
  const edge = value => value <= -TILE_OVERLAP || value >= TILE_GRID + TILE_OVERLAP;
  let x = 0, y = 0, startX = 0, startY = 0, isDown = false;
  const to = (nextX, nextY) => {
    if (isArea && ((nextX === x && edge(x)) || (nextY === y && edge(y)))) isDown = false;
    else {
      if (!isDown) line.moveTo(x, y);
      line.lineTo(nextX, nextY);
      isDown = true;
    }
    [x, y] = [nextX, nextY];
  };
  for (let left = varint(), isFirst = true; left > 0; left--, isFirst = false) {
    const nextX = x + signed(), nextY = y + signed();
    if (isFirst) {
      [x, y, startX, startY] = [nextX, nextY, nextX, nextY];
      area.moveTo(x, y);
      continue;
    }
    area.lineTo(nextX, nextY);
    to(nextX, nextY);
  }
  if (isArea) {
    area.closePath();
    to(startX, startY);
  }
}

const groundElement = find('ground');
/** The picture of the ground that is shown, for a view with a margin, and what is being painted: the last that was asked for counts. */
const ground = { canvas: null, zoom: NaN, x: 0, y: 0, width: 0, height: 0, labels: [], town: '', painting: null };

/** Moves the picture of the ground to where the view is, and has a new one painted when the map rests, or shows what the old one has not. */
function placeGround(density) {
  const change = 2 ** (view.zoom - ground.zoom), offX = wrapped(ground.x - view.x) * worldSize(), offY = (ground.y - view.y) * worldSize();
  if (ground.canvas) {
    ground.canvas.style.transform =
      `translate(${view.width / 2 + offX - ground.width * change / 2}px,${view.height / 2 + offY - ground.height * change / 2}px) scale(${change})`;
  }
  const covers = Math.abs(offX) + view.width / 2 <= ground.width * change / 2 && Math.abs(offY) + view.height / 2 <= ground.height * change / 2;
  const isExact = ground.zoom === view.zoom && covers, isMoving = glide !== null || pointers.size > 1;
  if (!isExact && !(isMoving && (covers || ground.painting))) paintGround(density);
}

/** What is seen has to be painted anew, as after a change of colours or when more of it has been read. */
function forgetGround() {
  ground.zoom = NaN;
  ground.painting = null;
  requestDraw();
}

/** The shorter way round the world. */
const wrapped = x => x - Math.round(x);

/** Paints the ground of the view in steps, and shows it when it is whole. */
async function paintGround(density) {
  const margin = 0.15, size = worldSize(), painting = {
    canvas: document.createElement('canvas'), zoom: view.zoom, x: view.x, y: view.y,
    width: Math.ceil(view.width * (1 + 2 * margin)), height: Math.ceil(view.height * (1 + 2 * margin)), size, density,
  };
  const { zoom, x, y, width, height } = ground.painting ?? {};
  if (ground.painting && zoom === view.zoom && x === view.x && y === view.y && width === painting.width && height === painting.height) return;
  ground.painting = painting;
  Object.assign(painting.canvas, { width: Math.round(painting.width * density), height: Math.round(painting.height * density) });
  Object.assign(painting.canvas.style, { width: `${painting.width}px`, height: `${painting.height}px` });
  const brush = painting.brush = painting.canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!await paintStep(painting)) return;
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.fillStyle = colours.sea;
  brush.fillRect(0, 0, painting.width, painting.height);
  painting.left = painting.x - painting.width / 2 / size;
  painting.top = painting.y - painting.height / 2 / size;
  const names = new Map();
  for (const level of WORLD_LEVELS) {
    if (painting.zoom >= LEVEL_FROM[level] && !await paintLevel(painting, level, names)) return;
  }
  useTowns(names);
  if (streets && painting.zoom >= streets.level - 2.5 && !await paintStreets(painting, names)) return;
  paintGrid(painting);
  brush.setTransform(density, 0, 0, density, 0, 0);
  painting.town = townNear([...names.values()], painting);
  painting.labels = settings.tiles ? [] : await placeLabels([...names.values()], painting);
  if (ground.painting !== painting) return;
  if (!await drawLabels(painting) || (!settings.tiles && !await paintTrail(painting))) return;
  groundElement.replaceChildren(painting.canvas);
  Object.assign(ground, painting, { painting: null });
  requestDraw();
}

/** Lets the page answer between two strokes; false where another picture has been asked for since. */
async function paintStep(painting) {
  // Reading a pixel has the strokes painted now, and not all of them at once in the end.
  painting.brush.getImageData(0, 0, 1, 1);
  await breathe();
  return ground.painting === painting;
}

/** The tiles of a level that a picture shows, as far as they have been read, with their places in it. */
function tilesOf({ left, top, width, height, size }, level, kind = '') {
  const count = 2 ** level, shown = [];
  for (let row = Math.max(0, Math.floor(top * count)); row < Math.min(count, (top + height / size) * count); row++) {
    for (let column = Math.floor(left * count); column < (left + width / size) * count; column++) {
      const layers = worldTile(level, ((column % count) + count) % count, row, kind);
      if (layers) shown.push({ layers, x: (column / count - left) * size, y: (row / count - top) * size, column, row });
    }
  }
  return shown;
}

async function paintLevel(painting, level, names) {
  const { brush, density, size, zoom } = painting, count = 2 ** level, shown = tilesOf(painting, level);
  const side = size / count, scale = side / TILE_GRID;
  const each = async act => {
    for (const { layers, x, y } of shown) {
      brush.setTransform(density * scale, 0, 0, density * scale, density * x, density * y);
      act(layers);
      if (!await paintStep(painting)) return false;
    }
    return true;
  };
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.fillStyle = colours.sea;
  for (const { x, y } of shown) brush.fillRect(Math.floor(x), Math.floor(y), Math.ceil(x + side) - Math.floor(x), Math.ceil(y + side) - Math.floor(y));
  brush.fillStyle = colours.land;
  if (!await each(({ land }) => brush.fill(land.area, 'evenodd'))) return false;
  brush.lineJoin = 'round';
  const stroke = (colour, wide, layer, dashes = []) => {
    brush.strokeStyle = colour;
    brush.lineWidth = wide / scale;
    brush.setLineDash(dashes.map(length => length / scale));
    return each(layers => brush.stroke(layers[layer].line));
  };
  if (level > 0 && !await stroke(colours.river, zoom < 8 ? 0.8 : 1.6, 'rivers')) return false;
  brush.fillStyle = colours.sea;
  if (!await each(({ lakes }) => brush.fill(lakes.area, 'evenodd'))) return false;
  const isDone = await stroke(colours.coast, 1, 'land') && await stroke(colours.coast, 0.7, 'lakes')
    && await stroke(colours.border, 1.1, 'borders', zoom < 4 ? [] : [5, 3]);
  brush.setLineDash([]);
  for (const { layers, column, row } of shown) {
    for (const name of layers.names) {
      const x = (column + name.x) / count, y = (row + name.y) / count;
      names.set(`${name.text} ${Math.floor(x * 4096)}`, { ...name, x, y });
    }
  }
  return isDone;
}

/** Whether what is seen is still being read, looked for or painted. */
const isReading = () => ground.painting !== null || clustersWanted !== null || isListing || [...worldTiles.values()].some(tile => tile.isReading && !tile.layers);
