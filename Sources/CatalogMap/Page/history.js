// --- The address bar: it follows the map and the open photo, and back and forward lead through the photos

/** Some browsers let a page from a file keep no history; the page works without it. */
function setAddress(address, isNew) {
  if (location.hash === address) return;
  try {
    history[isNew ? 'pushState' : 'replaceState'](null, '', address);
  } catch { /* Then the address stays as it is. */ }
}

/** Shows what the address asks for. */
async function followAddress() {
  const { number, id, view: wanted } = readAddress(location.hash);
  // Numbers are of rows in the page.
  const row = id ? await Promise.resolve(source.rowOf(id)).catch(() => -1) : settings.asking ? -1 : number - 1;
  const photo = row >= 0 && row < columns.count ? photoAt(row) : null;
  if (photo) {
    if (hasPlace(photo.row) && !selected) showView({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, 16) });
    openPhoto(photo, false);
  } else if (wanted) {
    showView(wanted);
    if (selected) closePhoto(false);
  }
}

addEventListener('popstate', followAddress);

const linkToPhoto = photo => location.href.replace(/#.*$/, '') + photoAddress({ ...photo, id: idOf(photo) });
