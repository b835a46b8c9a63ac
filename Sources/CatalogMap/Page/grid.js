// --- Grid and scale

/** Where nothing else shows that the map moves, a few faint lines do. */
function paintGrid({ brush, zoom, size, left, top, width, height, density }) {
  if (settings.tiles || streets || zoom < 11.5) return;
  const step = gridStep(size) / 2, lines = [];
  const each = (from, to, act) => { for (let i = Math.ceil(from / step); i * step <= to; i++) act(i * step); };
  each(left * 360 - 180, (left + width / size) * 360 - 180, longitude => {
    const x = Math.round((worldX(longitude) - left) * size) + 0.5;
    lines.push([x, 0, x, height]);
  });
  each(latitudeAt(top + height / size), latitudeAt(top), latitude => {
    const y = Math.round((worldY(latitude) - top) * size) + 0.5;
    lines.push([0, y, width, y]);
  });
  brush.setTransform(density, 0, 0, density, 0, 0);
  drawLines(colours.grid, 1, lines, brush);
}

const [scaleLine, scaleRemark] = find('scale').children;

/** Right at the centre of the map: Mercator stretches with latitude. It says where the ground shows no more than coasts and towns. */
function showScale() {
  const { metres, length } = scaleBar(view.y, worldSize()), isBare = view.zoom > 12.5 && !settings.tiles && !streets;
  const texts = [distanceText(metres), isBare ? [ground.town, words.noStreets].filter(Boolean).join(' · ') : ''];
  scaleLine.style.width = `${length.toFixed(1)}px`;
  for (const [index, element] of [scaleLine, scaleRemark].entries()) if (element.textContent !== texts[index]) element.textContent = texts[index];
}
