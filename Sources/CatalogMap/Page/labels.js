// --- Labels: names of countries and towns, the most important first, none over another

const regionNames = (() => {
  try {
    return new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  } catch {
    return null;
  }
})();

/** Countries are there by their codes, and every browser knows their names in the reader's language. */
function labelText({ isCountry, text }) {
  if (!isCountry || !/^[A-Z]{2}$/.test(text)) return text;
  try {
    return regionNames?.of(text) ?? text;
  } catch {
    return text;
  }
}

/** The zoom from which a name is shown, and the one up to which. */
const labelZooms = ({ isCountry, rank }) => isCountry ? [1 + rank * 0.55, 6.5] : [2.6 + rank * 0.62, Infinity];
const labelFont = ({ isCountry, rank }) => isCountry ? font(rank < 3 ? 14 : 12, 600) : font(rank < 3 ? 13 : 12, rank < 3 ? 600 : 400);

/** Those that have room, with their text, font and place; a town has a dot and its name beside that. */
function placeLabels(names) {
  const placed = [], size = worldSize();
  const order = name => (name.isCountry ? 0 : 1) + name.rank * 2;
  for (const name of names.sort((a, b) => order(a) - order(b))) {
    const [from, to] = labelZooms(name);
    if (view.zoom < from || view.zoom > to) continue;
    const text = labelText(name), fontName = labelFont(name);
    pen.font = fontName;
    const width = pen.measureText(text).width, x = wrapped(name.x - view.x) * size, y = (name.y - view.y) * size;
    const box = name.isCountry ? [x - width / 2 - 6, y - 10, x + width / 2 + 6, y + 10] : [x - 6, y - 10, x + width + 12, y + 10];
    if (placed.some(({ box: other }) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    placed.push({ ...name, text, fontName, box });
  }
  return placed;
}

/** Draws the labels where their places are now. */
function drawLabels() {
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  for (const { x, y, text, fontName, isCountry, rank } of ground.labels) {
    const px = wrapped(x - view.x) * worldSize() + view.width / 2, py = (y - view.y) * worldSize() + view.height / 2;
    if (px < -300 || px > view.width + 300 || py < -20 || py > view.height + 20) continue;
    pen.font = fontName;
    pen.fillStyle = isCountry ? colours['label-country'] : colours.label;
    if (isCountry) drawText(text, px, py, 'center');
    else {
      drawCircle(px, py, rank < 3 ? 3 : 2.2, colours.land);
      drawCircle(px, py, rank < 3 ? 2.2 : 1.6, colours.label);
      pen.fillStyle = colours.label;
      drawText(text, px + 7, py, 'left');
    }
  }
}
