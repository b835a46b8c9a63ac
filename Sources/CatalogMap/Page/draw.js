// --- Drawing: grid or tiles, circles of uncertainty, dots, scale

const pen = canvas.getContext('2d'), rootStyle = getComputedStyle(document.documentElement);
const font = (size, weight = 400) => `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
const darkness = matchMedia('(prefers-color-scheme: dark)');
const colours = {};
/** The photo that is open, and the one that the list points at. */
let selected = null, pointed = null;

function drawMap() {
  for (const name of ['sea', 'land', 'grid', 'grid-fine', 'label', 'ring', 'accent', 'on-accent', 'ink']) {
    colours[name] = rootStyle.getPropertyValue(`--${name}`);
  }
  const density = Math.min(3, devicePixelRatio);
  const width = Math.round(view.width * density), height = Math.round(view.height * density);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.fillStyle = colours.sea;
  pen.fillRect(0, 0, view.width, view.height);
  if (!settings.tiles) drawLand();
  drawGrid();
  if (settings.tiles) drawTiles();
  updateDots();
  dots.forEach(drawUncertainty);
  for (const dot of dots) eachCopy(dot, (x, y) => drawDot(dot.count, x, y));
  if (pointed) drawMark(pointed);
  if (selected) drawMark(selected);
  drawScale();
  // Where Enter looks for a dot, while the keyboard has the map.
  const x = view.width / 2, y = view.height / 2;
  if (map.matches(':focus-visible')) drawLines(colours.ink, 1.5, [[x - 9, y, x + 9, y], [x, y - 9, x, y + 9]]);
}

/** Calls with every place on the screen that shows a place of the world. */
function eachCopy({ x, y }, draw, margin = 60) {
  const [px, py] = toScreen(x, y), world = worldSize();
  if (!(py > -margin && py < view.height + margin)) return;
  for (let copy = px - Math.floor((px + margin) / world) * world; copy < view.width + margin; copy += world) draw(copy, py);
}

function drawCircle(x, y, radius, colour, opacity = 1) {
  pen.globalAlpha = opacity;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.globalAlpha = 1;
}

function drawLines(colour, width, lines) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
  }
  pen.stroke();
}

function drawText(text, x, y, align) {
  pen.textAlign = align;
  pen.strokeStyle = colours.sea;
  pen.lineWidth = 4;
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

/** Continents, as long as they are not seen to be rough: a coast is off by a fifth of a degree. */
function drawLand() {
  const opacity = Math.min(1, 6.5 - view.zoom), { left, width } = visibleRegion();
  if (opacity <= 0) return;
  pen.save();
  pen.globalAlpha = opacity;
  pen.fillStyle = colours.land;
  pen.translate(...toScreen(Math.floor(left), 0));
  pen.scale(worldSize(), worldSize());
  // Longitudes go round: the world once for each turn that is seen.
  for (let turn = Math.floor(left); turn < left + width; turn++, pen.translate(1, 0)) pen.fill(land, 'evenodd');
  pen.restore();
}

// --- Dots

let dots = [], dotsRegion = null, dotsLevel = NaN;

/** Dots are made for somewhat more than what is seen, and made anew only when that is left. */
function updateDots() {
  const level = Math.round(view.zoom), { left, width, top, bottom } = visibleRegion(CELL);
  const covers = x => dotsRegion.width >= 1 || (isInside(dotsRegion, { x, y: top }) && isInside(dotsRegion, { x, y: bottom }));
  if (dotsRegion && dotsLevel === level && covers(left) && covers(left + width)) return;
  dotsLevel = level;
  dotsRegion = visibleRegion(Math.max(view.width, view.height) / 2);
  if (dotsRegion.width >= 1) Object.assign(dotsRegion, { top: 0, bottom: 1 });
  dots = dotsIn(dotsRegion, level).reverse();
}

const dotRadius = count => count === 1 ? 8 : 11 + 1.2 * Math.log2(count);
const compactNumber = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 0 }).format;

function drawDot(count, x, y) {
  const radius = dotRadius(count);
  if (count > 1) drawCircle(x, y, radius + 4, colours.accent, 0.22);
  drawCircle(x, y, radius, colours.ring);
  drawCircle(x, y, radius - 2, colours.accent);
  if (count === 1) return;
  pen.fillStyle = colours['on-accent'];
  pen.font = font(count < 1000 ? 13 : 12, 600);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(count < 10000 ? number(count) : compactNumber(count), x, y + 0.5);
}

/** The circle in which a blurred place lies, one for all photos that were blurred to it. */
function drawUncertainty(dot) {
  const radius = dot.photo.uncertainty / metresPerWorld(dot.y) * worldSize();
  const isOnePlace = Math.max(dot.right - dot.left, dot.bottom - dot.top) * worldSize() < 1;
  if (!(radius > 12) || !isOnePlace) return;
  eachCopy(dot, (x, y) => {
    drawCircle(x, y, radius, colours.accent, 0.12);
    pen.strokeStyle = colours.accent;
    pen.lineWidth = 1;
    pen.stroke();
  }, radius);
}

/** One photo in front of all dots, with the direction in which the camera looked. */
function drawMark(photo) {
  eachCopy(photo, (x, y) => {
    if (photo.heading != null) {
      const middle = (photo.heading - 90) * Math.PI / 180;
      const fade = pen.createRadialGradient(x, y, 10, x, y, 54);
      fade.addColorStop(0, colours.accent);
      fade.addColorStop(1, 'transparent');
      pen.fillStyle = fade;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.arc(x, y, 54, middle - 0.45, middle + 0.45);
      pen.fill();
    }
    drawCircle(x, y, 13, colours.ink);
    drawCircle(x, y, 11, colours.ring);
    drawCircle(x, y, 8, colours.accent);
  });
}

// --- Grid and scale

/** The largest of 1, 2, 5, 10, 20 … that is not above a number. */
function roundDown(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map(factor => factor * power).find(round => round <= most);
}

/** Some 200 pixels between lines of longitude, and a fifth of that between the fine ones. */
function drawGrid() {
  const degrees = 360 * 200 / worldSize(), step = degrees > 15 ? (degrees > 45 ? 45 : 15) : roundDown(degrees);
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
    if (spacing === step && !settings.tiles) drawGridLabels(labels, Math.max(0, -Math.floor(Math.log10(step))));
  }
}

function drawGridLabels(labels, decimals) {
  pen.fillStyle = colours.label;
  pen.font = font(11);
  pen.textBaseline = 'middle';
  for (const [degrees, positive, negative, x, y, align] of labels) {
    const text = Math.abs(degrees).toFixed(decimals);
    drawText(`${text}°${text % 180 ? degrees < 0 ? negative : positive : ''}`, x, y, align);
  }
}

/** A bar of a round number of metres, true in the middle of the map. */
function drawScale() {
  const metresPerPixel = metresPerWorld(view.y) / worldSize();
  const metres = roundDown(110 * metresPerPixel), end = 16 + metres / metresPerPixel, y = view.height - 16;
  for (const [colour, width] of [[colours.sea, 5], [colours.ink, 2]]) {
    drawLines(colour, width, [[16, y - 6, 16, y + 1], [16, y, end, y], [end, y - 6, end, y + 1]]);
  }
  pen.fillStyle = colours.ink;
  pen.font = font(12);
  pen.textBaseline = 'bottom';
  drawText(distanceText(metres), 23, y - 4, 'left');
}

// --- Tiles: only where the page was made with them

const tiles = new Map();

function drawTiles() {
  const level = Math.max(0, Math.min(settings.tiles.maxZoom, Math.round(view.zoom))), count = 2 ** level;
  const { left, width, top, bottom } = visibleRegion();
  pen.globalAlpha = darkness.matches ? 0.75 : 1;
  for (let row = Math.max(0, Math.floor(top * count)); row < Math.min(count, bottom * count); row++) {
    for (let column = Math.floor(left * count); column < (left + width) * count; column++) drawTile(level, column, row);
  }
  pen.globalAlpha = 1;
  // The oldest stand in front.
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
