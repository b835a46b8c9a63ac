// --- Pictures: those that the page carries, and the photos' files where it leads to them

/** The pictures of each row, smallest first. */
const pictures = new Map();
/** Addresses of large pictures that are in memory, the oldest first. */
const largeAddresses = [];
const MOST_LARGE = 120;

/** Takes up the blocks of pictures that have arrived since, in steps; says whether there were any. */
async function findPictures() {
  const blocks = document.querySelectorAll('script.pictures:not([data-known])');
  for (const element of blocks) element.dataset.known = '';
  for (const element of blocks) {
    await breathe();
    let start = 0;
    for (const entry of element.dataset.about.split(';')) {
      const [row, size, type, width, height, turn, length] = entry.split(' ').map((value, index) => index === 2 ? value : Number(value));
      const picture = { element, start, end: start + length, size, type, width, height, turn, address: null };
      start += length;
      if (pictures.has(row)) pictures.get(row).push(picture);
      else pictures.set(row, [picture]);
    }
  }
  return blocks.length > 0;
}

/** The smallest picture of a row that is at least so large, else the largest; undefined where it has none. */
function pictureOf(row, size) {
  const some = pictures.get(row);
  return some && (some.find(picture => picture.size >= size) ?? some.reduce((best, picture) => picture.size > best.size ? picture : best));
}

function addressOf(picture) {
  if (picture.address) return picture.address;
  const { element, start, end, type, size } = picture;
  picture.address = URL.createObjectURL(new Blob([bytesWithin(element.firstChild.data, start, end)], { type }));
  if (size > 160) {
    largeAddresses.push(picture);
    if (largeAddresses.length > MOST_LARGE) {
      const oldest = largeAddresses.shift();
      URL.revokeObjectURL(oldest.address);
      oldest.address = null;
    }
  }
  return picture.address;
}

const hasPicture = row => pictures.has(row);
/** Photos whose files are not there, or that this browser does not show. */
const failed = new Set();
/** Whether a photo's own file can be shown. */
const hasFile = row => settings.photos !== null && !columns.kind[row] && !failed.has(row);
/** Whether a mark shows a picture: files are whole photos, and only a page of few photos without pictures of its own reads them for that. */
const isPicturable = row => hasPicture(row) || (!pictures.size && columns.count <= 1000 && hasFile(row));
let failTimer;

function fail(row) {
  failed.add(row);
  clearTimeout(failTimer);
  // A server's pictures come one by one.
  failTimer = setTimeout(countAnew, settings.asking ? 1000 : 100);
}

/** A picture of a photo as an element, at least so large where there is one; null where there is none. */
function makePicture(photo, size) {
  const picture = pictureOf(photo.row, size);
  if (!picture && !hasFile(photo.row)) return null;
  const image = make('img', { alt: '', decoding: 'async', draggable: false, src: picture ? addressOf(picture) : size > 480 || !settings.asking ? linkTo(photo) : `/api/v1/${PHOTOS}/${idOf(photo)}/thumbnail` });
  if (!picture) {
    image.addEventListener('error', () => {
      // Some browsers draw a torn picture where there is none, until another mark takes its place.
      image.style.visibility = 'hidden';
      fail(photo.row);
    });
  }
  if (picture?.turn) image.style.rotate = `${picture.turn}deg`;
  return image;
}
