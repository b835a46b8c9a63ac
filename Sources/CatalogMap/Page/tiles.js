// --- Tiles: only where the page was made with them

const tiles = new Map();

function drawTiles() {
  isDrawn = true;
  const level = Math.max(0, Math.min(settings.tiles.maxZoom, Math.round(view.zoom))), count = 2 ** level;
  const { left, width, top, bottom } = visibleRegion();
  pen.globalAlpha = darkness.matches ? 0.75 : 1;
  for (let row = Math.max(0, Math.floor(top * count)); row < Math.min(count, bottom * count); row++) {
    for (let column = Math.floor(left * count); column < (left + width) * count; column++) drawTile(level, column, row);
  }
  pen.globalAlpha = 1;
  // The oldest come first.
  for (const address of tiles.keys()) if (tiles.size > 500) tiles.delete(address);
}

/** Draws a tile or, while that is on its way, a part of a coarser one that is there already. */
function drawTile(level, column, row) {
  const [x1, y1] = toScreen(column / 2 ** level, row / 2 ** level).map(Math.round);
  const [x2, y2] = toScreen((column + 1) / 2 ** level, (row + 1) / 2 ** level).map(Math.round);
  for (let up = 0; up <= Math.min(level, 5); up++) {
    const image = tileImage(level - up, column >> up, row >> up, up === 0);
    if (!image?.complete || !image.naturalWidth) continue;
    const part = 2 ** up, size = image.naturalWidth / part;
    const inside = place => (place - Math.floor(place / part) * part) * size;
    return pen.drawImage(image, inside(column), inside(row), size, size, x1, y1, x2 - x1, y2 - y1);
  }
}

function tileImage(level, column, row, isWanted) {
  const count = 2 ** level, values = { z: level, x: ((column % count) + count) % count, y: row };
  const address = settings.tiles.address.replace(/\{([xyz])\}/g, (_, name) => values[name]);
  if (isWanted && !tiles.has(address)) {
    tiles.set(address, Object.assign(new Image(), { referrerPolicy: 'strict-origin', onload: requestDraw, src: address }));
  }
  return tiles.get(address);
}
