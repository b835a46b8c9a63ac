// --- Gliding: how the map moves from one view to another

const stillness = matchMedia('(prefers-reduced-motion: reduce)');
let glide = null;
const destination = () => glide?.to ?? view;

function showView(to) {
  glide = null;
  Object.assign(view, within(to));
  view.x -= Math.floor(view.x);
  requestDraw();
}

/** Moves to another view; at once where the reader wants no motion. */
function glideTo(to, duration = 280) {
  if (stillness.matches) return showView(to);
  to = within(to);
  to.x -= Math.round(to.x - view.x);
  glide = { from: { ...view }, to, start: performance.now(), duration };
  requestDraw();
}

function stepGlide(now) {
  const { from, to, start, duration } = glide;
  const time = Math.max(0, Math.min(1, (now - start) / duration));
  if (time === 1) return showView(to);
  Object.assign(view, viewBetween(from, to, 1 - (1 - time) ** 3));
  requestDraw();
}

let isDrawRequested = false, restTimer = 0;

/** Draws with the next frame; when the map has rested for a moment, the list follows. */
function requestDraw() {
  if (isDrawRequested || !view.width) return;
  isDrawRequested = true;
  requestAnimationFrame(now => {
    isDrawRequested = false;
    if (glide) stepGlide(now);
    drawMap();
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      restTimer = 0;
      followView();
    }, 90);
  });
}
