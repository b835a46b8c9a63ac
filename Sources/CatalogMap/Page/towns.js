// --- Towns of the gazetteer: TownLabels.swift chose them, in place of those that the ground's tiles have

const TOWN_GRID = 2 ** 22;
/** The towns as labels; null where the page has none of its own. */
let towns = null;

async function loadTowns() {
  const element = document.querySelector('script.towns');
  if (!element) return;
  towns = readTowns(await inflated(element.textContent), Number(element.dataset.about));
  element.remove();
  forgetGround();
}

function readTowns(bytes, count) {
  const { varint, signed, take } = numberReader(bytes), decoder = new TextDecoder();
  const column = read => Array.from({ length: count }, read), steps = () => {
    let place = 0;
    return column(() => place += signed());
  };
  const [zooms, xs, ys, lengths] = [column(varint), steps(), steps(), column(varint)];
  // The rank from which labels.js makes the same zoom.
  return zooms.map((zoom, at) => ({
    isTown: true, rank: Math.max(0, (zoom - 2.6) / 0.62), x: xs[at] / TOWN_GRID, y: ys[at] / TOWN_GRID, text: decoder.decode(take(lengths[at])),
  }));
}

/** Puts the page's own towns in place of the tiles'. */
function useTowns(names) {
  if (!towns) return;
  for (const [key, name] of names) if (!name.isCountry) names.delete(key);
  for (const [number, town] of towns.entries()) names.set(`town ${number}`, town);
}
