// --- Drawing: what is on the canvas, from back to front; the marks are elements above it

const pen = canvas.getContext('2d'), rootStyle = getComputedStyle(document.documentElement);
const font = (size, weight = 400) => `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
const darkness = matchMedia('(prefers-color-scheme: dark)');
const colours = {};
/** The photo that is open, and the one that the list points at. */
let selected = null, pointed = null;
/** Whether there is something on the canvas: clearing it costs a frame as much as drawing. */
let isDrawn = false;

function readColours() {
  for (const name of ['sea', 'land', 'coast', 'river', 'border', 'grid', 'green', 'building', 'road', 'road-edge', 'label', 'label-country', 'ring', 'accent', 'on-accent', 'ink']) {
    colours[name] = rootStyle.getPropertyValue(`--${name}`);
  }
  forgetGround();
}

function drawMap() {
  const density = Math.min(2, devicePixelRatio);
  const width = Math.round(view.width * density), height = Math.round(view.height * density);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  if (!colours.sea) readColours();
  if (isOpen) placeGround(density);
  pen.setTransform(density, 0, 0, density, 0, 0);
  if (isDrawn) pen.clearRect(0, 0, view.width, view.height);
  isDrawn = false;
  if (settings.tiles) drawTiles();
  updateClusters();
  clusters.forEach(drawUncertainty);
  if (settings.tiles) drawTrail();
  if (pointed) drawPhoto(pointed);
  if (selected && hasPlace(selected.row)) drawPhoto(selected);
  showScale();
  placeMarks();
  placeCard();
  // Where Enter looks for a mark, while the keyboard has the map.
  const x = view.width / 2, y = view.height / 2;
  if (!map.matches(':focus-visible')) return;
  isDrawn = true;
  drawLines(colours.ink, 1.5, [[x - 9, y, x + 9, y], [x, y - 9, x, y + 9]]);
}

/** Calls with every place on the screen that shows a place of the world. */
function eachCopy({ x, y }, draw, margin = 60) {
  const [px, py] = toScreen(x, y), world = worldSize();
  if (!(py > -margin && py < view.height + margin)) return;
  for (let copy = px - Math.floor((px + margin) / world) * world; copy < view.width + margin; copy += world) draw(copy, py);
}

function drawCircle(x, y, radius, colour, opacity = 1, brush = pen) {
  brush.globalAlpha = opacity;
  brush.fillStyle = colour;
  brush.beginPath();
  brush.arc(x, y, radius, 0, 2 * Math.PI);
  brush.fill();
  brush.globalAlpha = 1;
}

function drawLines(colour, width, lines, brush = pen) {
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  brush.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    brush.moveTo(x1, y1);
    brush.lineTo(x2, y2);
  }
  brush.stroke();
}

function drawText(text, x, y, align, brush = pen) {
  brush.textAlign = align;
  brush.strokeStyle = colours.land;
  brush.lineWidth = 3.5;
  brush.strokeText(text, x, y);
  brush.fillText(text, x, y);
}

/** The circle in which a blurred place lies, one for all photos that were blurred to it. */
function drawUncertainty(cluster) {
  const radius = columns.uncertainty[cluster.row] / metresPerWorld(cluster.y) * worldSize();
  if (!(radius > 12) || !source.isOnePlace(cluster)) return;
  isDrawn = true;
  eachCopy(cluster, (x, y) => {
    drawCircle(x, y, radius, colours.accent, 0.1);
    pen.strokeStyle = colours.accent;
    pen.lineWidth = 1;
    pen.stroke();
  }, radius);
}

/** One photo in front of the others, with the direction in which the camera looked. */
function drawPhoto(photo) {
  isDrawn = true;
  eachCopy(photo, (x, y) => {
    if (photo.heading != null) {
      const middle = (photo.heading - 90) * Math.PI / 180;
      const fade = pen.createRadialGradient(x, y, 20, x, y, 84);
      fade.addColorStop(0, colours.accent);
      fade.addColorStop(1, 'transparent');
      pen.fillStyle = fade;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.arc(x, y, 84, middle - 0.45, middle + 0.45);
      pen.fill();
    }
    drawCircle(x, y, 14, colours.ink);
    drawCircle(x, y, 12, colours.ring);
    drawCircle(x, y, 8, colours.accent);
  });
}
