// --- Labels: names of countries and towns, the most important first, none over another

const regionName = lazy(() => {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return code => names.of(code);
});

/** Countries are there by their codes, and every browser knows their names in the reader's language. */
function labelText({ isCountry, text }) {
  if (!isCountry || !/^[A-Z]{2}$/.test(text)) return text;
  try {
    return regionName(text) ?? text;
  } catch {
    return text;
  }
}

/** The zoom from which a name is shown, and the one up to which. */
const labelZooms = ({ isCountry, isRoad, isPart, rank }) => isRoad ? [rank < 5 ? 14.5 : 15.8, Infinity] : isPart ? [12.5, Infinity] : isCountry ? [1 + rank * 0.55, 6.5] : [2.6 + rank * 0.62, Infinity];
const labelFont = ({ isCountry, isRoad, isPart, rank }) => isRoad ? font(11) : isPart ? font(13, 600) : isCountry ? font(rank < 3 ? 14 : 12, 600) : font(rank < 3 ? 13 : 12, rank < 3 ? 600 : 400);

/** Those that have room, with their text, font and place; a town has a dot and its name beside that. Measured in steps. */
async function placeLabels(names, { brush, zoom, size, x: middleX, y: middleY, width: wide, height: high }) {
  const placed = [], order = name => (name.isCountry ? 0 : 1) + (name.isRoad || name.isPart ? 20 : 0) + name.rank * 2;
  for (const name of names.sort((a, b) => order(a) - order(b))) {
    const [from, to] = labelZooms(name);
    if (zoom < from || zoom > to) continue;
    const x = wrapped(name.x - middleX) * size + wide / 2, y = (name.y - middleY) * size + high / 2;
    if (x < -200 || x > wide + 200 || y < -20 || y > high + 20) continue;
    const text = labelText(name), fontName = labelFont(name);
    await breathe();
    brush.font = fontName;
    const width = brush.measureText(text).width;
    const isMiddle = name.isCountry || name.isRoad || name.isPart, box = isMiddle ? [x - width / 2 - 6, y - 10, x + width / 2 + 6, y + 10] : [x - 6, y - 10, x + width + 12, y + 10];
    if (placed.some(({ box: other }) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    placed.push({ isCountry: name.isCountry, isMiddle, rank: name.rank, x, y, text, fontName, box });
  }
  return placed;
}

/** The town that a view belongs to: the nearest, where a large one counts as nearer than a small one; none is farther than 60 km. */
function townNear(names, { x, y }) {
  let best = '', least = Infinity;
  for (const name of names) {
    if (name.isCountry || name.isRoad || name.isPart) continue;
    const away = Math.hypot(wrapped(name.x - x), name.y - y) * metresPerWorld(y), weighed = away * (1 + name.rank / 2);
    if (away < 60000 && weighed < least) [best, least] = [name.text, weighed];
  }
  return best;
}

async function drawLabels(painting) {
  const { brush, labels } = painting;
  brush.textBaseline = 'middle';
  brush.lineJoin = 'round';
  for (const { x, y, text, fontName, isCountry, isMiddle, rank } of labels) {
    brush.font = fontName;
    if (!isMiddle) {
      drawCircle(x, y, rank < 3 ? 3 : 2.2, colours.land, 1, brush);
      drawCircle(x, y, rank < 3 ? 2.2 : 1.6, colours.label, 1, brush);
    }
    brush.fillStyle = isCountry ? colours['label-country'] : colours.label;
    drawText(text, isMiddle ? x : x + 7, y, isMiddle ? 'center' : 'left', brush);
    if (!await paintStep(painting)) return false;
  }
  return true;
}
