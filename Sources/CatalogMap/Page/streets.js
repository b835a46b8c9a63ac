// --- Streets: tiles that StreetTile.swift made of a map in one file, or such a map's pictures

const STREET_GRID = 1024, STREET_LAYERS = ['green', 'water', 'building', 'path', 'road', 'majorRoad', 'railway', 'waterway'];

function readStreetTile(bytes) {
  const { varint, signed, take } = numberReader(bytes), decoder = new TextDecoder(), layers = {};
  for (const [index, layer] of STREET_LAYERS.entries()) {
    const path = layers[layer] = new Path2D();
    for (let left = varint(); left > 0; left--) {
      let x = 0, y = 0;
      for (let points = varint(), isFirst = true; points > 0; points--, isFirst = false) {
        x += signed();
        y += signed();
        if (isFirst) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
      if (index < 3) path.closePath();
    }
  }
  layers.names = Array.from({ length: varint() }, () => {
    const [kind, rank, x, y] = [varint(), varint(), varint(), varint()];
    return { isRoad: kind === 2, isPart: kind === 3, rank, x: x / STREET_GRID, y: y / STREET_GRID, text: decoder.decode(take(varint())) };
  });
  return layers;
}

/** How wide a road is at a zoom, in pixels, on a path, a street and a main road. */
const roadWidth = (zoom, layer) => ({ path: 0.7, road: 1.5, majorRoad: 3 })[layer] * 2 ** Math.max(-0.8, (zoom - 14.5) * 0.75);

async function paintStreets(painting, names) {
  const { brush, density, size, zoom } = painting, count = 2 ** streets.level, side = size / count, scale = side / STREET_GRID;
  const shown = tilesOf(painting, streets.level, 'streets/');
  const each = async act => {
    for (const { layers, x, y } of shown) {
      if (!layers.green) continue;
      brush.setTransform(density * scale, 0, 0, density * scale, density * x, density * y);
      brush.save();
      // A tile has some of its neighbours.
      brush.beginPath();
      brush.rect(0, 0, STREET_GRID, STREET_GRID);
      brush.clip();
      act(layers);
      brush.restore();
      if (!await paintStep(painting)) return false;
    }
    return true;
  };
  brush.setTransform(density, 0, 0, density, 0, 0);
  for (const { layers, x, y } of shown) {
    const place = [Math.floor(x), Math.floor(y), Math.ceil(x + side) - Math.floor(x), Math.ceil(y + side) - Math.floor(y)];
    brush.fillStyle = colours.land;
    if (layers.green) brush.fillRect(...place);
    if (layers.image) brush.drawImage(layers.image, ...place);
  }
  const stroke = (colour, wide, layer, dashes = []) => each(layers => {
    Object.assign(brush, { strokeStyle: colour, lineWidth: wide / scale, lineJoin: 'round', lineCap: dashes.length ? 'butt' : 'round' });
    brush.setLineDash(dashes.map(length => length / scale));
    brush.stroke(layers[layer]);
  });
  const fill = (colour, layer) => each(layers => {
    brush.fillStyle = colour;
    brush.fill(layers[layer], 'nonzero');
  });
  const isDone = await fill(colours.green, 'green') && await fill(colours.sea, 'water') && await stroke(colours.river, 1.5, 'waterway')
    && (zoom < 14 || await fill(colours.building, 'building'))
    && (zoom < 14 || await stroke(colours.border, 1, 'path', [3, 3]))
    && await stroke(colours.border, 1.2, 'railway', [7, 3])
    && await stroke(colours['road-edge'], roadWidth(zoom, 'road') + 1.6, 'road') && await stroke(colours['road-edge'], roadWidth(zoom, 'majorRoad') + 1.8, 'majorRoad')
    && await stroke(colours.road, roadWidth(zoom, 'road'), 'road') && await stroke(colours.road, roadWidth(zoom, 'majorRoad'), 'majorRoad');
  for (const { layers, column, row } of shown) {
    for (const name of layers.names ?? []) {
      const x = (column + name.x) / count, y = (row + name.y) / count, key = `street ${name.text} ${Math.floor(x * count)} ${Math.floor(y * count)}`;
      names.set(key, { ...name, x, y });
    }
  }
  return isDone;
}
