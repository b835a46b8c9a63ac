// --- The page's data and elements. What comes before this part needs no document.

const find = id => document.getElementById(id);
const canvas = find('canvas'), map = find('map');
const settings = JSON.parse(find('settings').textContent);
/** The photos; their rows, the newest first; and those with a place as they lie on the map. Empty until they are loaded. */
let columns = makeColumns(0), byTime = new Uint32Array(), space = null;

const bytesOf = base64 => Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), character => character.charCodeAt());
const inflated = async base64 => new Uint8Array(await new Response(
  new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer());

async function loadPhotos() {
  const blocks = [...document.querySelectorAll('script.photos')];
  columns = makeColumns(blocks.reduce((sum, block) => sum + Number(block.dataset.about), 0));
  let row = 0;
  for (const block of blocks) {
    row = readBlock(columns, await inflated(block.textContent), row);
    block.remove();
    await breathe();
  }
  byTime = await rowsByTime(columns);
  space = await makeSpace(columns);
}

/** The rows of the photos in a region, the newest first. */
const rowsIn = region => byTime.filter(row => columns.shown[row] && isInside(region, { x: columns.x[row], y: columns.y[row] }));
const rowsWithoutPlace = () => byTime.filter(row => columns.shown[row] && !hasPlace(row));
const linkTo = photo => fileAddress(photo, settings.photos);
