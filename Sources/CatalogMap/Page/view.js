// --- The view: which part of the world the map shows

const MAX_ZOOM = 21;

/** The centre of the map in the world, the zoom level (at 0 the world is 256 pixels), and the map's size in pixels. */
const view = { x: 0.5, y: 0.5, zoom: 1, width: 0, height: 0 };

const worldSize = (zoom = view.zoom) => TILE * 2 ** zoom;
const toScreen = (x, y) => [(x - view.x) * worldSize() + view.width / 2, (y - view.y) * worldSize() + view.height / 2];

/** What the map shows, and a margin of some pixels around it. */
function visibleRegion(margin = 0) {
  const width = (view.width + 2 * margin) / worldSize(), height = (view.height + 2 * margin) / worldSize();
  return { left: view.x - width / 2, width, top: view.y - height / 2, bottom: view.y + height / 2 };
}

/** The nearest view that shows nothing beyond the poles and not more than one world. */
function within({ x, y, zoom }) {
  zoom = Math.max(Math.log2(Math.max(view.width, view.height) / TILE), Math.min(MAX_ZOOM, zoom));
  const half = view.height / 2 / worldSize(zoom);
  return { x, y: Math.max(half, Math.min(1 - half, y)), zoom };
}

/** The view after zooming about a point of the screen, which stays where it is. */
function zoomedAbout(px, py, zoom, from = view) {
  zoom = within({ ...from, zoom }).zoom;
  const change = 1 / worldSize(from.zoom) - 1 / worldSize(zoom);
  return within({ x: from.x + (px - view.width / 2) * change, y: from.y + (py - view.height / 2) * change, zoom });
}

/** The view that shows a region as large as fits beside the buttons and above the scale. */
function viewOf({ left, width, top, bottom }, maxZoom = 17) {
  const margin = Math.min(48, view.height / 6), buttons = 96, scale = Math.min(108, view.height / 3);
  const fit = Math.min((view.width - buttons - margin) / width, (view.height - margin - scale) / (bottom - top));
  const { zoom } = within({ ...view, zoom: Math.min(maxZoom, Math.log2(fit / TILE)) });
  return within({ x: left + width / 2 - (buttons - margin) / 2 / worldSize(zoom), y: (top + bottom) / 2 + (scale - margin) / 2 / worldSize(zoom), zoom });
}

/** The view on the way to another, at a time from 0 to 1: zoom goes evenly, the centre so that the point zoomed about stays. */
function viewBetween(from, to, time) {
  const zoom = from.zoom + (to.zoom - from.zoom) * time;
  const way = Math.abs(to.zoom - from.zoom) < 1e-3 ? time : (2 ** -zoom - 2 ** -from.zoom) / (2 ** -to.zoom - 2 ** -from.zoom);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom };
}
