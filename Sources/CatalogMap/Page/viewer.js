// --- The viewer: one photo as large as the window, with zoom, swipe and full screen

const viewer = find('viewer'), stage = find('stage');
/** How the picture is enlarged and where its middle is, in pixels from that of the stage; and the fingers on it. */
const lens = { zoom: 1, x: 0, y: 0, fingers: new Map(), start: null };

function openViewer() {
  viewer.showModal();
  showInViewer();
  find('viewer-close').focus();
}

function showInViewer() {
  const image = makePicture(selected, 10000), position = list.rows.indexOf(selected.row);
  Object.assign(lens, { zoom: 1, x: 0, y: 0 });
  stage.replaceChildren(...image ? [image] : [make('p', { textContent: words.noPreview })]);
  if (image) {
    image.alt = nameOf(selected);
    image.onload = placeLens;
    // The page's own picture is smaller than the file: that takes its place when it is there.
    if (hasPicture(selected.row) && hasFile(selected.row)) {
      const file = make('img', { alt: image.alt, draggable: false, src: linkTo(selected) });
      file.onload = () => {
        if (!image.isConnected) return;
        image.replaceWith(file);
        placeLens();
      };
    }
  }
  find('viewer-name').textContent = nameOf(selected);
  find('viewer-time').textContent = whenText(selected);
  find('viewer-previous').disabled = position < 1;
  find('viewer-next').disabled = position < 0 || position + 1 >= list.rows.length;
  placeLens();
}

/** As large as the stage has room for, times the zoom. */
function placeLens() {
  const image = stage.querySelector('img');
  if (!image?.naturalWidth) return;
  const isTurned = /^(90|270)deg/.test(image.style.rotate), [width, height] = isTurned
    ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight];
  const fit = Math.min(stage.clientWidth / width, stage.clientHeight / height) * lens.zoom;
  const room = (size, whole) => Math.max(0, (size * fit - whole) / 2);
  lens.x = Math.max(-room(width, stage.clientWidth), Math.min(room(width, stage.clientWidth), lens.x));
  lens.y = Math.max(-room(height, stage.clientHeight), Math.min(room(height, stage.clientHeight), lens.y));
  Object.assign(image.style, {
    width: `${image.naturalWidth * fit}px`, height: `${image.naturalHeight * fit}px`, translate: `calc(-50% + ${lens.x}px) calc(-50% + ${lens.y}px)`,
  });
}

function zoomLens(zoom, at = { x: 0, y: 0 }) {
  zoom = Math.max(1, Math.min(8, zoom));
  lens.x = at.x - (at.x - lens.x) * zoom / lens.zoom;
  lens.y = at.y - (at.y - lens.y) * zoom / lens.zoom;
  lens.zoom = zoom;
  placeLens();
}

const onStage = event => ({ x: event.clientX - stage.clientWidth / 2, y: event.clientY - stage.clientHeight / 2 });
const spreadOf = fingers => fingers.length > 1 ? apart(fingers[0], fingers[1]) : 0;

stage.addEventListener('pointerdown', event => {
  stage.setPointerCapture(event.pointerId);
  lens.fingers.set(event.pointerId, onStage(event));
  if (lens.fingers.size === 1) lens.start = onStage(event);
});
stage.addEventListener('pointermove', event => {
  const before = lens.fingers.get(event.pointerId);
  if (!before) return;
  const spreadBefore = spreadOf([...lens.fingers.values()]), now = onStage(event);
  lens.fingers.set(event.pointerId, now);
  if (spreadBefore) return zoomLens(lens.zoom * spreadOf([...lens.fingers.values()]) / spreadBefore, now);
  if (lens.zoom > 1) {
    lens.x += now.x - before.x;
    lens.y += now.y - before.y;
    placeLens();
  }
});
for (const type of ['pointerup', 'pointercancel']) {
  stage.addEventListener(type, event => {
    if (!lens.fingers.delete(event.pointerId) || lens.zoom > 1 || type === 'pointercancel' || lens.fingers.size) return;
    const { x, y } = onStage(event), dx = x - lens.start.x;
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(y - lens.start.y)) stepPhoto(dx < 0 ? 1 : -1);
  });
}
stage.addEventListener('dblclick', event => zoomLens(lens.zoom > 1 ? 1 : 2.5, onStage(event)));
stage.addEventListener('wheel', event => {
  event.preventDefault();
  zoomLens(lens.zoom * 2 ** (-event.deltaY * [1, 16, 400][event.deltaMode] * 0.004), onStage(event));
}, { passive: false });

viewer.addEventListener('keydown', event => {
  const action = {
    ArrowLeft: () => stepPhoto(-1), ArrowRight: () => stepPhoto(1), ArrowUp: () => stepPhoto(-1), ArrowDown: () => stepPhoto(1),
    '+': () => zoomLens(lens.zoom * 1.5), '=': () => zoomLens(lens.zoom * 1.5), '-': () => zoomLens(lens.zoom / 1.5), 0: () => zoomLens(1),
  }[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
});
viewer.addEventListener('close', () => {
  if (document.fullscreenElement) document.exitFullscreen();
  if (selected) details.querySelector('.picture')?.focus({ preventScroll: true });
});

function makeViewer() {
  const buttons = {
    close: [words.close, () => viewer.close()], previous: [words.previous, () => stepPhoto(-1)], next: [words.next, () => stepPhoto(1)],
    in: [words.zoomIn, () => zoomLens(lens.zoom * 1.5)], out: [words.zoomOut, () => zoomLens(lens.zoom / 1.5)],
    full: [words.fullScreen, () => document.fullscreenElement ? document.exitFullscreen() : viewer.requestFullscreen?.()],
  };
  for (const [name, [ariaLabel, onclick]] of Object.entries(buttons)) Object.assign(find(`viewer-${name}`), { ariaLabel, onclick });
  addEventListener('resize', placeLens);
}
