// --- Grid and scale on the canvas

/** Coarse lines with labels, and fine ones at a fifth of their distance. */
function drawGrid() {
  const step = gridStep(worldSize());
  const { left, width, top, bottom } = visibleRegion();
  for (const [spacing, colour] of [[step / 5, 'grid-fine'], [step, 'grid']]) {
    const labels = [], lines = [];
    const each = (from, to, act) => { for (let i = Math.ceil(from / spacing); i * spacing <= to; i++) act(i * spacing); };
    each(left * 360 - 180, (left + width) * 360 - 180, longitude => {
      const x = Math.round(toScreen(worldX(longitude), 0)[0]) + 0.5;
      lines.push([x, 0, x, view.height]);
      labels.push([longitude - 360 * Math.round(longitude / 360), 'E', 'W', x, 12, 'center']);
    });
    each(latitudeAt(bottom), latitudeAt(top), latitude => {
      const y = Math.round(toScreen(0, worldY(latitude))[1]) + 0.5;
      lines.push([0, y, view.width, y]);
      if (y > 30) labels.push([latitude, 'N', 'S', view.width - 6, y, 'right']);
    });
    drawLines(colours[colour], 1, lines);
    if (spacing === step && !settings.tiles) drawGridLabels(labels, step);
  }
}

function drawGridLabels(labels, step) {
  pen.fillStyle = colours.label;
  pen.font = font(11);
  pen.textBaseline = 'middle';
  for (const [degrees, positive, negative, x, y, align] of labels) {
    drawText(gridLabel(degrees, step, positive, negative), x, y, align);
  }
}

/** Right at the centre of the map: Mercator stretches with latitude. */
function drawScale() {
  const { metres, length } = scaleBar(view.y, worldSize()), end = 16 + length, y = view.height - 16;
  for (const [colour, width] of [[colours.sea, 5], [colours.ink, 2]]) {
    drawLines(colour, width, [[16, y - 6, 16, y + 1], [16, y, end, y], [end, y - 6, end, y + 1]]);
  }
  pen.fillStyle = colours.ink;
  pen.font = font(12);
  pen.textBaseline = 'bottom';
  drawText(distanceText(metres), 23, y - 4, 'left');
}
