// --- Grid and scale on the canvas

/** Where nothing else shows that the map moves, a few faint lines do. */
function drawGrid() {
  if (settings.tiles || streets || view.zoom < 11.5) return;
  const step = gridStep(worldSize()) / 2, lines = [];
  const { left, width, top, bottom } = visibleRegion();
  const each = (from, to, act) => { for (let i = Math.ceil(from / step); i * step <= to; i++) act(i * step); };
  each(left * 360 - 180, (left + width) * 360 - 180, longitude => {
    const x = Math.round(toScreen(worldX(longitude), 0)[0]) + 0.5;
    lines.push([x, 0, x, view.height]);
  });
  each(latitudeAt(bottom), latitudeAt(top), latitude => {
    const y = Math.round(toScreen(0, worldY(latitude))[1]) + 0.5;
    lines.push([0, y, view.width, y]);
  });
  drawLines(colours.grid, 1, lines);
}

/** Right at the centre of the map: Mercator stretches with latitude. It says where the ground shows no more than coasts and towns. */
function drawScale() {
  const { metres, length } = scaleBar(view.y, worldSize()), end = 16 + length, y = view.height - 16 - sheetHeight();
  for (const [colour, width] of [[colours.land, 5], [colours.ink, 2]]) {
    drawLines(colour, width, [[16, y - 6, 16, y + 1], [16, y, end, y], [end, y - 6, end, y + 1]]);
  }
  pen.fillStyle = colours.ink;
  pen.font = font(12);
  pen.textBaseline = 'bottom';
  drawText(distanceText(metres), 23, y - 4, 'left');
  if (view.zoom > 12.5 && !settings.tiles && !streets) drawText([ground.town, words.noStreets].filter(Boolean).join(' · '), end + 10, y + 4, 'left');
}

/** How much of the map's lower edge the round corners of a phone's sheet cover. */
const sheetHeight = () => -parseFloat(getComputedStyle(map.parentNode).marginBottom) || 0;
