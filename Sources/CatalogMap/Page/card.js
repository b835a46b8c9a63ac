// --- The card of a mark: picture, name, date and distance, where the mouse rests, a finger taps or the keyboard is

const card = find('card');
/** The cluster that the card belongs to, and what hides it in a moment. */
let carded = null, cardTimer = 0;

function showCard(cluster) {
  clearTimeout(cardTimer);
  if (cluster === carded) return;
  carded = cluster;
  fillCard(cluster);
  if (source.isWhole(cluster.row)) return;
  source.complete(cluster.row).then(() => {
    if (carded === cluster) fillCard(cluster);
    refreshMarks();
  }, sayNoAnswer);
}

function fillCard(cluster) {
  const photo = photoAt(cluster.row), image = makePicture(photo, 480);
  const away = words.fromCentre(distanceText(distanceBetween({ longitude: cluster.x * 360 - 180, latitude: latitudeAt(cluster.y) }, { longitude: view.x * 360 - 180, latitude: latitudeAt(view.y) })));
  card.replaceChildren(
    ...image ? [make('span', { className: 'thumb' }, image)] : photo.kind === VIDEO ? [make('span', { className: 'thumb', textContent: '▶' })] : [],
    make('span', { className: 'about' },
      make('strong', { textContent: cluster.count > 1 ? words.photosText(cluster.count) : '' }),
      ...source.isWhole(photo.row) ? [make('bdi', { textContent: nameOf(photo) }), make('small', { textContent: whenText(photo) })] : [],
      make('small', { textContent: away })));
  if (image) image.onerror = () => image.parentNode.remove();
  card.hidden = false;
  placeCard();
}

/** Above its mark, or below where only there is room; it goes when its cluster is no longer one. */
function placeCard() {
  if (!carded) return;
  if (!clusters.includes(carded)) return hideCard();
  let place = null;
  eachCopy(carded, (x, y) => { place ??= [x, y]; }, 0);
  if (!place) return hideCard();
  const [x, y] = place, { offsetWidth: width, offsetHeight: height } = card, away = markRadius(carded) + 6;
  // On a phone the list lies over the map's lower edge.
  const most = view.height - height - 24, above = y - away - height, top = above >= 8 || y + away > most ? above : y + away;
  card.style.left = `${Math.round(Math.max(8, Math.min(view.width - width - 8, x - width / 2)))}px`;
  card.style.top = `${Math.round(Math.max(8, Math.min(most, top)))}px`;
}

function hideCard() {
  clearTimeout(cardTimer);
  carded = null;
  card.hidden = true;
}

/** Not at once, so that the mouse gets from the mark to its card. */
function hideCardSoon() {
  clearTimeout(cardTimer);
  cardTimer = setTimeout(hideCard, 300);
}

card.onpointerenter = () => clearTimeout(cardTimer);
card.onpointerleave = ({ pointerType }) => { if (pointerType === 'mouse') hideCardSoon(); };
card.onclick = () => {
  const cluster = carded;
  hideCard();
  openCluster(cluster);
};
