// --- The card of a mark: picture, name, date and distance, where the mouse rests, a finger taps or the keyboard is

const card = find('card');
/** The cluster that the card belongs to, and what hides it in a moment. */
let carded = null, cardTimer = 0;

function showCard(cluster) {
  clearTimeout(cardTimer);
  if (cluster === carded) return;
  carded = cluster;
  const { photo, count } = cluster;
  const time = whenText(photo);
  const thumb = make('span', { className: 'thumb', textContent: photo.kind === VIDEO ? '▶' : '' });
  if (!photo.kind) {
    const image = makePicture(photo);
    image.onload = () => thumb.replaceChildren(image);
  }
  const away = words.fromCentre(distanceText(distanceBetween(photo, { longitude: view.x * 360 - 180, latitude: latitudeAt(view.y) })));
  card.replaceChildren(thumb, make('span', { className: 'about' },
    make('strong', { textContent: count > 1 ? photosText(count) : '' }),
    make('bdi', { textContent: visible(photo.name) }),
    make('small', { textContent: time }), make('small', { textContent: away })));
  card.hidden = false;
  placeCard();
}

/** Above its mark, or below where there is no room; it goes when its cluster is no longer one. */
function placeCard() {
  if (!carded) return;
  if (!clusters.includes(carded)) return hideCard();
  let place = null;
  eachCopy(carded, (x, y) => { place ??= [x, y]; }, 0);
  if (!place) return hideCard();
  const [x, y] = place, { offsetWidth: width, offsetHeight: height } = card, away = clusterRadius(carded.count) + 6;
  const top = y - away - height >= 8 ? y - away - height : y + away;
  card.style.left = `${Math.round(Math.max(8, Math.min(view.width - width - 8, x - width / 2)))}px`;
  card.style.top = `${Math.round(Math.max(8, Math.min(view.height - height - 8, top)))}px`;
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
