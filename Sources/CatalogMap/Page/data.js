// --- The page's data and elements. What comes before this part needs no document.

const find = id => document.getElementById(id);
const canvas = find('canvas'), map = find('map');
const settings = JSON.parse(find('settings').textContent);
/** The photos; their rows, the newest first; and those with a place as they lie on the map. Empty until they are loaded. */
let columns = makeColumns(0), byTime = new Uint32Array(), space = null;

/** Unpacks a block. It is written straight into the stream: a Blob's stream takes five times as long. */
async function inflated(base64) {
  const { readable, writable } = new DecompressionStream('deflate-raw'), writer = writable.getWriter();
  // What goes wrong is said by the other end too.
  for (const step of [writer.write(bytesOf(base64)), writer.close()]) step.catch(() => {});
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

async function loadPhotos() {
  const blocks = [...document.querySelectorAll('script.photos')];
  columns = makeColumns(blocks.reduce((sum, block) => sum + Number(block.dataset.about), 0));
  let row = 0;
  for (const block of blocks) {
    row = await readBlock(columns, await inflated(block.textContent), row);
    block.remove();
    await breathe();
  }
  space = await makeSpace(columns);
}

/** The rows of some photos that are shown, the newest first. */
async function shownRows(isWanted) {
  const { shown } = columns, order = byTime, wanted = new Uint8Array(columns.count), rows = new Uint32Array(order.length);
  // What is wanted is found in the order in which rows lie in memory: in that of time each of them takes several times as long.
  await inSlices(wanted.length, (start, end) => {
    for (let row = start; row < end; row++) if (shown[row] && isWanted(row)) wanted[row] = 1;
  });
  let count = 0;
  await inSlices(order.length, (start, end) => {
    for (let i = start; i < end; i++) if (wanted[order[i]]) rows[count++] = order[i];
  });
  return rows.slice(0, count);
}

function rowsIn({ left, width, top, bottom }) {
  const { x, y } = columns;
  return shownRows(row => {
    const east = x[row] - left;
    return east - Math.floor(east) <= width && y[row] >= top && y[row] <= bottom;
  });
}

const rowsWithoutPlace = () => shownRows(row => !hasPlace(row));
/** The same, and null in a file of its own whatever its folders are called. */
const idOf = ({ folder }) => settings.photos === '/' ? servedID(folder) : null;
const rowOfID = id => columns.folder.indexOf(columns.folders.texts.findIndex(text => text.endsWith(`/${id}/`)));
const linkTo = photo => fileAddress(photo, settings.photos);
