// --- One photo

const details = find('details'), browse = find('browse');

function openPhoto(photo) {
  const position = list.photos.indexOf(photo);
  if (position >= 0) list.active = position;
  selected = photo;
  pointed = null;
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

function closePhoto() {
  selected = null;
  details.hidden = true;
  details.replaceChildren();
  browse.hidden = false;
  refreshList(list.photos[list.active]);
  focusList();
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
    const zone = photo.taken.slice(19);
    fact(words.taken, longTime(photo.time), zone ? `UTC${zone}` : words.unknownZone);
  }
  if (hasPlace(photo)) {
    const { uncertainty, accuracy } = photo;
    fact(words.place, coordinates(photo),
      uncertainty ? words.approximate(distanceText(uncertainty)) : accuracy ? `± ${distanceText(accuracy)}` : '');
  }
  if (photo.problem) fact(words.problem, photo.problem);
  if (photo.altitude != null) fact(words.altitude, inMetres(Math.round(photo.altitude)));
  if (photo.heading != null) fact(words.heading, headingText(photo.heading));
  if (photo.camera) fact(words.camera, photo.camera);
  return all;
}

const coordinates = photo => `${photo.latitude}, ${photo.longitude}`;

function actions(photo) {
  const all = make('div', { className: 'actions' }, make('a', {
    ...linkProperties(photo), className: 'wide primary', textContent: photo.kind === VIDEO ? words.openVideo : words.open,
  }));
  if (!hasPlace(photo)) return all;
  const button = (textContent, onclick) => make('button', { className: 'wide', textContent, onclick });
  const copy = button(words.copy, () => navigator.clipboard?.writeText(coordinates(photo))
    .then(() => { copy.textContent = words.copied; }, () => {}));
  // RFC 5870: phones open their map with it; u is the radius of what is not certain.
  const href = `geo:${photo.latitude},${photo.longitude}${photo.uncertainty ? `;u=${photo.uncertainty}` : ''}`;
  all.append(
    copy, make('a', { className: 'wide', textContent: words.maps, href }),
    button(words.showOnMap, () => glideTo({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, 17) }, 500)));
  return all;
}
