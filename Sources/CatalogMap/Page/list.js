// --- The list: tiles of pictures, or rows of words where the page shows no pictures; they exist only for what is seen of it

const listElement = find('list'), ROW = 68, MARGIN_ROWS = 3, TILE_SIDE = 116;
/** The rows of the photos, the items that exist by position, the position that the keyboard is at, and the shape. */
const list = { rows: new Uint32Array(), items: new Map(), active: 0, pictureTimer: 0, across: 1, height: ROW, total: 0, width: 0, isLengthening: false, isDrawing: false };

function fillList(rows, active = 0, total = rows.length) {
  Object.assign(list, { rows, total });
  list.active = Math.max(0, active);
  shapeList();
  listElement.scrollTop = list.active ? Math.floor(list.active / list.across) * list.height - listElement.clientHeight / 2 : 0;
  drawItems();
}

/** Adds what comes behind the last photo, where a server has more. */
async function lengthenList() {
  if (list.isLengthening || list.rows.length >= list.total) return;
  list.isLengthening = true;
  const before = list.rows, rows = await source.more(before).catch(sayNoAnswer);
  list.isLengthening = false;
  if (!rows || list.rows !== before) return;
  list.rows = rows;
  sizeList();
  drawItems();
  if (selected) details.querySelector('nav')?.replaceWith(detailButtons(rows.indexOf(selected.row)));
  if (viewer.open) find('viewer-next').disabled = rows.indexOf(selected.row) + 1 >= rows.length;
}

const sizeList = () => { find('list-height').style.height = `${Math.ceil(list.rows.length / list.across) * list.height}px`; };

/** Takes up how wide the list is. */
function shapeList() {
  const isGallery = settings.photos !== null || pictures.size > 0;
  listElement.hidden = !list.rows.length;
  listElement.classList.toggle('gallery', isGallery);
  list.across = isGallery ? Math.max(2, Math.floor((listElement.clientWidth - 24) / TILE_SIDE)) : 1;
  list.height = isGallery ? Math.floor((listElement.clientWidth - 24) / list.across) : ROW;
  list.items.forEach(item => item.remove());
  list.items.clear();
  list.width = listElement.clientWidth;
  sizeList();
}

function drawItems() {
  const first = Math.max(0, Math.floor(listElement.scrollTop / list.height) - MARGIN_ROWS) * list.across;
  const end = Math.min(list.rows.length, (Math.ceil((listElement.scrollTop + listElement.clientHeight) / list.height) + MARGIN_ROWS) * list.across);
  for (const [position, item] of list.items) {
    if (position >= first && position < end) continue;
    item.remove();
    list.items.delete(position);
  }
  const start = performance.now();
  for (let position = first; position < end; position++) {
    // Some with each frame.
    if (!list.items.has(position) && performance.now() - start > MAKING) {
      drawItemsSoon();
      break;
    }
    if (!list.items.has(position)) list.items.set(position, listElement.appendChild(makeItem(photoAt(list.rows[position]), position)));
    const item = list.items.get(position), isActive = position === list.active;
    item.classList.toggle('active', isActive);
    item.ariaSelected = isActive;
  }
  if (end === list.rows.length) lengthenList();
  listElement.setAttribute('aria-activedescendant', list.rows.length ? `row-${list.active}` : '');
  showOwnPictures();
  // Files are whole photos: only those are read at which someone stops.
  clearTimeout(list.pictureTimer);
  list.pictureTimer = setTimeout(showFilePictures, 160);
}

/** Shows pictures that the page carries, one after another. */
async function showOwnPictures() {
  for (const item of list.items.values()) {
    item.showOwn();
    await breathe();
  }
}

/** Asks for the files of photos without one, one after another too: what scrolls out meanwhile is not asked for. */
async function showFilePictures() {
  for (const item of list.items.values()) {
    item.showPicture();
    await breathe();
  }
}

/** With the next frame, once: each time, the list is laid out. */
function drawItemsSoon() {
  if (list.isDrawing) return;
  list.isDrawing = true;
  requestAnimationFrame(() => {
    list.isDrawing = false;
    drawItems();
  });
}

function makeItem(photo, position) {
  const thumb = make('span', { className: 'thumb', textContent: photo.kind === VIDEO ? '▶' : '' });
  thumb.hidden = !listElement.classList.contains('gallery') && !(hasPicture(photo.row) || hasFile(photo.row) || photo.kind === VIDEO);
  const item = make('div', {
    id: `row-${position}`, className: 'row', role: 'option', ariaPosInSet: position + 1, ariaSetSize: list.total,
    onclick: () => openPhoto(photo), onpointerenter: () => pointAt(photo), onpointerleave: () => pointAt(null),
  }, thumb, make('span', { className: 'about' },
    make('bdi', { textContent: nameOf(photo) }),
    make('small', { textContent: [whenText(photo), visible(photo.problem || photo.camera)].filter(Boolean).join(' · ') })));
  const { across, height } = list, isGallery = listElement.classList.contains('gallery');
  item.style.top = `${Math.floor(position / across) * height}px`;
  if (isGallery) Object.assign(item.style, { left: `${12 + position % across * height}px`, width: `${height}px`, height: `${height}px` });
  const show = () => {
    // A dense screen shows what 96 pixels leave out.
    const image = makePicture(photo, Math.min(2, devicePixelRatio) * list.height > 160 && isGallery ? 480 : 96);
    if (!image) return;
    image.onload = () => {
      thumb.replaceChildren(image);
      item.classList.add('seen');
    };
  };
  item.showPicture = () => {
    item.showPicture = () => {};
    if (!hasPicture(photo.row)) show();
  };
  item.showOwn = () => {
    item.showOwn = () => {};
    if (hasPicture(photo.row)) show();
  };
  return item;
}

function moveActive(to) {
  list.active = Math.max(0, Math.min(list.rows.length - 1, to));
  const top = Math.floor(list.active / list.across) * list.height, bottom = top + list.height - listElement.clientHeight;
  if (top < listElement.scrollTop) listElement.scrollTop = top;
  if (bottom > listElement.scrollTop) listElement.scrollTop = bottom;
  drawItems();
  pointAt(photoAt(list.rows[list.active]));
}

function pointAt(photo) {
  const next = photo && hasPlace(photo.row) ? photo : null;
  // The list is made anew below a mouse that rests, and each new item is entered: drawing again would make the list again.
  if (next?.row === pointed?.row) return;
  pointed = next;
  requestDraw();
}

listElement.addEventListener('scroll', drawItems);
listElement.addEventListener('blur', () => pointAt(null));
listElement.addEventListener('keydown', event => {
  const { across } = list, page = across * Math.max(1, Math.floor(listElement.clientHeight / list.height) - 1), at = list.active;
  const to = {
    ArrowDown: at + across, ArrowUp: at - across, ArrowRight: at + 1, ArrowLeft: at - 1, PageDown: at + page, PageUp: at - page,
    Home: 0, End: list.rows.length - 1,
  }[event.key];
  if (to !== undefined) moveActive(to);
  else if (event.key === 'Enter' || event.key === ' ') openPhoto(photoAt(list.rows[at]));
  else return;
  event.preventDefault();
});

// --- Making elements: what photos say only ever becomes textContent

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
