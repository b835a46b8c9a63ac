// --- One photo

const details = find('details'), browse = find('browse');

/** Opens a photo; its address is a new one unless it came from there. */
function openPhoto(photo, isNew = true) {
  const position = list.photos.indexOf(photo);
  if (position >= 0) list.active = position;
  // From photo to photo, back leads to what was before the first of them.
  if (isNew) setAddress(photoAddress(photo), !selected);
  selected = photo;
  pointed = null;
  hideCard();
  browse.hidden = true;
  details.hidden = false;
  details.replaceChildren(
    detailButtons(position), bigPicture(photo),
    make('h2', { id: 'details-name' }, make('bdi', { textContent: visible(photo.name) })),
    make('small', {}, make('bdi', { textContent: visible(photo.folder) })),
    facts(photo), actions(photo));
  details.scrollTop = 0;
  details.querySelector('button').focus({ preventScroll: true });
  if (hasPlace(photo) && !isInside(visibleRegion(-20), photo)) glideTo({ ...view, x: photo.x, y: photo.y }, 400);
  requestDraw();
}

function closePhoto(isNew = true) {
  selected = null;
  details.hidden = true;
  details.replaceChildren();
  browse.hidden = false;
  refreshList(list.photos[list.active]);
  focusList();
  if (isNew) setAddress(viewAddress(view), true);
}

function detailButtons(position) {
  const button = (label, textContent, onclick, disabled = false) =>
    make('button', { className: 'icon', ariaLabel: label, textContent, onclick, disabled });
  return make('nav', {},
    button(words.back, '←', closePhoto),
    button(words.previous, '↑', () => openPhoto(list.photos[position - 1]), position < 1),
    button(words.next, '↓', () => openPhoto(list.photos[position + 1]), position < 0 || position + 1 >= list.photos.length));
}

const linkProperties = photo => ({ href: linkTo(photo), target: '_blank' });

function bigPicture(photo) {
  const nothing = () => make('p', { textContent: words.noPreview });
  if (photo.kind) return make('div', { className: 'picture' }, nothing());
  const image = makePicture(photo);
  const link = make('a', { ...linkProperties(photo), className: 'picture', ariaLabel: words.open }, image);
  image.onerror = () => link.replaceChildren(nothing());
  return link;
}

function facts(photo) {
  const all = make('dl', {});
  const fact = (term, text, small = '') => all.append(
    make('dt', { textContent: term }),
    make('dd', {}, make('bdi', { textContent: visible(text) }), make('small', { textContent: small })));
  if (photo.taken) {
    const [, time, zone] = photo.taken.match(/(T.*?)?([+-]\d\d:\d\d)?$/);
    fact(photo.changed ? words.changed : words.taken, timeText(photo, longTime), zone ? `UTC${zone}` : time ? words.unknownZone : '');
  }
  if (hasPlace(photo)) {
    const { uncertainty, accuracy } = photo;
    fact(words.place, `${photo.latitude}, ${photo.longitude}`,
      uncertainty ? words.approximate(distanceText(uncertainty)) : accuracy ? `± ${distanceText(accuracy)}` : '');
  }
  if (photo.problem) fact(words.problem, photo.problem);
  if (photo.altitude != null) fact(words.altitude, inMetres(Math.round(photo.altitude)));
  if (photo.heading != null) fact(words.heading, headingText(photo.heading));
  if (photo.camera) fact(words.camera, photo.camera);
  return all;
}

const wideButton = (textContent, onclick) => make('button', { className: 'wide', textContent, onclick });

/** A button that copies a text and says so. */
function copyButton(label, text) {
  const button = wideButton(label, () => navigator.clipboard?.writeText(text()).then(() => { button.textContent = words.copied; }, () => {}));
  return button;
}

function actions(photo) {
  const all = make('div', { className: 'actions' }, make('a', {
    ...linkProperties(photo), className: 'wide primary', textContent: photo.kind === VIDEO ? words.openVideo : words.open,
  }));
  if (!hasPlace(photo)) {
    all.append(copyButton(words.copyLink, () => linkToPhoto(photo)));
    return all;
  }
  const { latitude, longitude } = photo;
  const links = mapLinks(photo, /Android/.test(navigator.userAgent)).map(([textContent, href]) =>
    make('a', { className: 'wide', textContent, href, target: '_blank', rel: 'noopener noreferrer' }));
  all.append(
    copyButton(words.copy, () => `${latitude}, ${longitude}`), copyButton(words.copyLink, () => linkToPhoto(photo)),
    wideButton(words.showOnMap, () => glideTo({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, 17) }, 500)),
    make('details', { className: 'maps' }, make('summary', { className: 'wide', textContent: words.maps }), ...links));
  return all;
}
