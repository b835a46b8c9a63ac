// --- The list: rows exist only for what is seen of it

const listElement = find('list'), ROW = 68, MARGIN_ROWS = 6;
/** The rows that exist by position, and the position that the keyboard is at. */
const list = { photos: [], rows: new Map(), active: 0, pictureTimer: 0 };

function fillList(some, active = 0) {
  list.photos = some;
  list.active = Math.max(0, active);
  list.rows.forEach(row => row.remove());
  list.rows.clear();
  listElement.hidden = !some.length;
  find('list-height').style.height = `${some.length * ROW}px`;
  listElement.scrollTop = list.active ? list.active * ROW - listElement.clientHeight / 2 : 0;
  drawRows();
}

function drawRows() {
  const first = Math.max(0, Math.floor(listElement.scrollTop / ROW) - MARGIN_ROWS);
  const end = Math.min(list.photos.length, Math.ceil((listElement.scrollTop + listElement.clientHeight) / ROW) + MARGIN_ROWS);
  for (const [position, row] of list.rows) {
    if (position >= first && position < end) continue;
    row.remove();
    list.rows.delete(position);
  }
  for (let position = first; position < end; position++) {
    if (!list.rows.has(position)) list.rows.set(position, listElement.appendChild(makeRow(list.photos[position], position)));
    const row = list.rows.get(position), isActive = position === list.active;
    row.classList.toggle('active', isActive);
    row.ariaSelected = isActive;
  }
  listElement.setAttribute('aria-activedescendant', `row-${list.active}`);
  // Thumbnails are whole photos: only those are read at which someone stops.
  clearTimeout(list.pictureTimer);
  list.pictureTimer = setTimeout(() => list.rows.forEach(row => row.showPicture()), 160);
}

function makeRow(photo, position) {
  const thumb = make('span', { className: 'thumb', textContent: photo.kind === VIDEO ? '▶' : '' });
  const time = whenText(photo);
  const row = make('div', {
    id: `row-${position}`, className: 'row', role: 'option', ariaPosInSet: position + 1, ariaSetSize: list.photos.length,
    onclick: () => openPhoto(photo), onpointerenter: () => pointAt(photo), onpointerleave: () => pointAt(null),
  }, thumb, make('span', { className: 'about' },
    make('bdi', { textContent: visible(photo.name) }),
    make('small', { textContent: [time, visible(photo.problem || photo.camera)].filter(Boolean).join(' · ') })));
  row.style.top = `${position * ROW}px`;
  row.showPicture = () => {
    row.showPicture = () => {};
    if (photo.kind) return;
    const image = makePicture(photo);
    image.onload = () => thumb.replaceChildren(image);
  };
  return row;
}

function moveActive(to) {
  list.active = Math.max(0, Math.min(list.photos.length - 1, to));
  const top = list.active * ROW, bottom = top + ROW - listElement.clientHeight;
  if (top < listElement.scrollTop) listElement.scrollTop = top;
  if (bottom > listElement.scrollTop) listElement.scrollTop = bottom;
  drawRows();
  pointAt(list.photos[list.active]);
}

function pointAt(photo) {
  pointed = photo;
  requestDraw();
}

listElement.addEventListener('scroll', drawRows);
listElement.addEventListener('blur', () => pointAt(null));
listElement.addEventListener('keydown', event => {
  const page = Math.max(1, Math.floor(listElement.clientHeight / ROW) - 1), at = list.active;
  const to = {
    ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: list.photos.length - 1,
  }[event.key];
  if (to !== undefined) moveActive(to);
  else if (event.key === 'Enter' || event.key === ' ') openPhoto(list.photos[at]);
  else return;
  event.preventDefault();
});

// --- Making elements: what photos say only ever becomes textContent

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const makePicture = photo => make('img', { alt: '', decoding: 'async', src: linkTo(photo) });
