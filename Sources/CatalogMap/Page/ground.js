// --- The ground: land, lakes, rivers, borders and names, from tiles that packaging/world.py made of Natural Earth (public domain)

const TILE_GRID = 4096, TILE_OVERLAP = 12, WORLD_LEVELS = [0, 3, 6], LEVEL_FROM = { 0: 0, 3: 2.6, 6: 6.2 };
/** Tiles by `level/column/row`: an element with the data, then what was read from it. */
const worldTiles = new Map();

function findWorldTiles() {
  for (const element of document.querySelectorAll('script.world')) {
    worldTiles.set(element.dataset.about.split(' ').join('/'), { element, isReading: false, layers: null });
  }
}

/** A tile that is wanted: what was read, or null while it is read. */
function worldTile(level, column, row) {
  const tile = worldTiles.get(`${level}/${column}/${row}`);
  if (!tile || tile.layers || tile.isReading) return tile?.layers ?? null;
  tile.isReading = true;
  inflated(tile.element.textContent).then(bytes => {
    tile.layers = readWorldTile(bytes);
    ground.zoom = NaN;
    requestDraw();
  });
  return null;
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

/** The picture of the ground that was drawn last: for a view, with a margin. */
const ground = { canvas: document.createElement('canvas'), zoom: NaN, x: 0, y: 0, width: 0, height: 0, labels: [] };

/** Draws the ground: as it was drawn last, as long as that covers what is seen and the map is on its way. */
function drawGround(density) {
  const isExact = ground.zoom === view.zoom, change = 2 ** (view.zoom - ground.zoom);
  const offX = wrapped(view.x - ground.x) * worldSize(), offY = (view.y - ground.y) * worldSize();
  const covers = Math.abs(offX) + view.width / 2 <= ground.width * change / 2 && Math.abs(offY) + view.height / 2 <= ground.height * change / 2;
  const isMoving = glide || pointers.size > 1;
  if (!covers || !(isExact || (isMoving && Math.abs(view.zoom - ground.zoom) < 1))) {
    paintGround(density);
    return drawGround(density);
  }
  const width = ground.width * change, height = ground.height * change;
  pen.drawImage(ground.canvas, view.width / 2 - offX - width / 2, view.height / 2 - offY - height / 2, width, height);
}

/** The shorter way round the world. */
const wrapped = x => x - Math.round(x);

function paintGround(density) {
  const margin = 0.25, size = worldSize();
  Object.assign(ground, { zoom: view.zoom, x: view.x, y: view.y, width: Math.ceil(view.width * (1 + 2 * margin)), height: Math.ceil(view.height * (1 + 2 * margin)) });
  const [width, height] = [Math.round(ground.width * density), Math.round(ground.height * density)];
  if (ground.canvas.width !== width || ground.canvas.height !== height) Object.assign(ground.canvas, { width, height });
  const brush = ground.canvas.getContext('2d', { alpha: false });
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.fillStyle = colours.sea;
  brush.fillRect(0, 0, ground.width, ground.height);
  const left = view.x - ground.width / 2 / size, top = view.y - ground.height / 2 / size, names = new Map();
  for (const level of WORLD_LEVELS) {
    if (view.zoom >= LEVEL_FROM[level]) paintLevel(brush, density, level, left, top, names);
  }
  ground.labels = placeLabels([...names.values()]);
}

function paintLevel(brush, density, level, left, top, names) {
  const count = 2 ** level, size = worldSize(), shown = [];
  for (let row = Math.max(0, Math.floor(top * count)); row < Math.min(count, (top + ground.height / size) * count); row++) {
    for (let column = Math.floor(left * count); column < (left + ground.width / size) * count; column++) {
      const layers = worldTile(level, ((column % count) + count) % count, row);
      if (layers) shown.push({ layers, x: (column / count - left) * size, y: (row / count - top) * size, column, row });
    }
  }
  const side = size / count, scale = side / TILE_GRID;
  const each = act => {
    for (const tile of shown) {
      brush.setTransform(density * scale, 0, 0, density * scale, density * tile.x, density * tile.y);
      act(tile.layers);
    }
  };
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.fillStyle = colours.sea;
  for (const { x, y } of shown) brush.fillRect(Math.floor(x), Math.floor(y), Math.ceil(x + side) - Math.floor(x), Math.ceil(y + side) - Math.floor(y));
  brush.fillStyle = colours.land;
  each(({ land }) => brush.fill(land.area, 'evenodd'));
  brush.lineJoin = 'round';
  const stroke = (colour, width, layer, dashes = []) => {
    brush.strokeStyle = colour;
    brush.lineWidth = width / scale;
    brush.setLineDash(dashes.map(length => length / scale));
    each(layers => brush.stroke(layers[layer].line));
  };
  stroke(colours.river, view.zoom < 8 ? 0.8 : 1.6, 'rivers');
  brush.fillStyle = colours.sea;
  each(({ lakes }) => brush.fill(lakes.area, 'evenodd'));
  stroke(colours.coast, 1, 'land');
  stroke(colours.coast, 0.7, 'lakes');
  stroke(colours.border, 1.1, 'borders', view.zoom < 4 ? [] : [5, 3]);
  brush.setLineDash([]);
  for (const { layers, column, row } of shown) {
    for (const name of layers.names) {
      const x = (column + name.x) / count, y = (row + name.y) / count;
      names.set(`${name.text} ${Math.floor(x * 4096)}`, { ...name, x, y });
    }
  }
}

/** Whether tiles of what is seen are still being read. */
const isReading = () => [...worldTiles.values()].some(tile => tile.isReading && !tile.layers);
