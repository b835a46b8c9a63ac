// --- Drawing: what is on the canvas, from back to front

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
  updateClusters();
  clusters.forEach(drawUncertainty);
  for (const cluster of clusters) eachCopy(cluster, (x, y) => drawCluster(cluster.count, x, y));
  if (pointed) drawPhoto(pointed);
  if (selected) drawPhoto(selected);
  drawScale();
  placeCard();
  // Where Enter looks for a cluster, while the keyboard has the map.
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
