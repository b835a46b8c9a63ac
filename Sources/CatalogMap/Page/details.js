// --- One photo, beside the map

const details = find('details'), browse = find('browse');

/** Opens the photo of a row, when all about it is known. */
function openRow(row) {
  if (source.isWhole(row)) return openPhoto(photoAt(row));
  return source.complete(row).then(() => openPhoto(photoAt(row)), sayNoAnswer);
}

/** Opens a photo; its address is a new one unless it came from there. */
function openPhoto(photo, isNew = true) {
  const position = list.rows.indexOf(photo.row);
  if (position + 3 > list.rows.length) lengthenList();
  if (position >= 0) list.active = position;
  // From photo to photo, back leads to what was before the first of them.
  if (isNew) setAddress(photoAddress({ ...photo, id: idOf(photo) }), !selected);
  selected = photo;
  pointed = null;
  hideCard();
  browse.hidden = true;
  details.hidden = false;
  const isNamedAfterFile = nameOf(photo) === visible(photo.name);
  details.replaceChildren(
    detailButtons(position), bigPicture(photo),
    make('h1', { id: 'details-name' }, make('bdi', { textContent: nameOf(photo) })),
    make('p', { className: 'file' }, make('bdi', { textContent: visible((idOf(photo) ? '' : photo.folder) + (isNamedAfterFile || isNameless(photo) ? '' : photo.name)) })),
    facts(photo), actions(photo));
  details.scrollTop = 0;
  if (viewer.open) showInViewer();
  else details.querySelector('button').focus({ preventScroll: true });
  if (hasPlace(photo.row) && !isInside(visibleRegion(-20), photo)) glideTo({ ...view, x: photo.x, y: photo.y }, 400);
  requestDraw();
  // What a server adds comes with its own script.
  document.dispatchEvent(new CustomEvent('photo', { detail: photo }));
}

function closePhoto(isNew = true) {
  selected = null;
  if (viewer.open) viewer.close();
  details.hidden = true;
  details.replaceChildren();
  browse.hidden = false;
  if (isNew) setAddress(viewAddress(view), true);
  refreshList(list.rows[list.active]).then(focusList);
}

/** Opens the photo that comes so many behind the open one in the list. */
function stepPhoto(step) {
  const position = list.rows.indexOf(selected?.row) + step;
  if (position >= 0 && position < list.rows.length) openPhoto(photoAt(list.rows[position]));
}

function detailButtons(position) {
  const button = (label, textContent, onclick, disabled = false) =>
    make('button', { className: 'icon', ariaLabel: label, textContent, onclick, disabled });
  return make('nav', {},
    button(words.back, '←', closePhoto),
    button(words.previous, '↑', () => stepPhoto(-1), position < 1),
    button(words.next, '↓', () => stepPhoto(1), position < 0 || position + 1 >= list.rows.length));
}

/** The picture as a button that enlarges it; what cannot be shown says so. */
function bigPicture(photo) {
  const image = makePicture(photo, 480), nothing = make('p', { textContent: words.noPreview });
  if (!image) return make('div', { className: 'picture' }, nothing);
  const button = make('button', { className: 'picture', ariaLabel: words.enlarge, onclick: openViewer }, image);
  const picture = pictureOf(photo.row, 480);
  if (picture) {
    const isTurned = picture.turn % 180 !== 0, [width, height] = isTurned ? [picture.height, picture.width] : [picture.width, picture.height];
    button.style.aspectRatio = `${width} / ${height}`;
    if (isTurned) Object.assign(image.style, { width: `${100 * height / width}%`, height: `${100 * width / height}%`, maxHeight: 'none', maxWidth: 'none' });
  }
  image.onerror = () => {
    button.disabled = true;
    button.replaceChildren(nothing);
  };
  return button;
}

function facts(photo) {
  const all = make('dl', {});
  const fact = (term, text, small = '') => all.append(
    make('dt', { textContent: term }),
    make('dd', {}, make('bdi', { textContent: visible(text) }), make('small', { textContent: small })));
  if (photo.description) fact('', photo.description);
  if (photo.taken) {
    const zone = /[+-]\d\d:\d\d$/.exec(photo.taken.slice(10))?.[0];
    fact(photo.changed ? words.changed : words.taken, timeText(photo, longTime), zone ? `UTC${zone}` : photo.precision > 3 ? words.unknownZone : '');
  }
  if (hasPlace(photo.row)) {
    const { uncertainty, accuracy } = photo;
    fact(words.place, placeText(photo),
      uncertainty ? words.approximate(distanceText(uncertainty)) : accuracy ? `± ${distanceText(accuracy)}` : '');
  }
  if (photo.problem) fact(words.problem, photo.problem);
  if (photo.altitude != null) fact(words.altitude, inMetres(photo.altitude));
  if (photo.heading != null) fact(words.heading, headingText(photo.heading));
  if (photo.camera) fact(words.camera, photo.camera);
  if (photo.rating) fact(words.rating, '★'.repeat(photo.rating));
  if (photo.tags.length) fact(words.tagged, photo.tags.join(', '));
  return all;
}

/** Coordinates; those of a blurred place with no more digits than its circle leaves certain. */
function placeText({ latitude, longitude, uncertainty }) {
  const decimals = uncertainty ? Math.max(0, Math.min(6, Math.ceil(Math.log10(111320 / uncertainty)))) : 6;
  return [latitude, longitude].map(degrees => Number(degrees.toFixed(decimals))).join(', ');
}

const wideButton = (textContent, onclick) => make('button', { className: 'wide', textContent, onclick });

/** A button that copies a text and says so. */
function copyButton(label, text) {
  const button = wideButton(label, () => navigator.clipboard?.writeText(text()).then(() => { button.textContent = words.copied; }, () => {}));
  return button;
}

function actions(photo) {
  const all = make('div', { className: 'actions' });
  if (settings.photos !== null) {
    all.append(make('a', {
      href: linkTo(photo), target: '_blank', className: 'wide primary', textContent: photo.kind === VIDEO ? words.openVideo : words.open,
    }));
  }
  const link = copyButton(words.copyLink, () => linkToPhoto(photo));
  if (!hasPlace(photo.row)) {
    all.append(link);
    return all;
  }
  const links = mapLinks(photo, nameOf(photo)).map(([textContent, href]) =>
    make('a', { className: 'wide', textContent, href, target: '_blank', rel: 'noopener noreferrer' }));
  all.append(
    copyButton(words.copy, () => placeText(photo)), link,
    wideButton(words.showOnMap, () => glideTo({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, photo.uncertainty ? 14 : 17) }, 500)),
    make('details', { className: 'maps' }, make('summary', { className: 'wide', textContent: words.maps }), ...links));
  return all;
}
