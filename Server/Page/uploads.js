// --- The panel of uploads: each photo with what becomes of it

/** The elements of each upload by its key, and the addresses of their pictures. */
const uploadItems = new Map();

/** A panel that follows the queue; `onPlaces` is called where somebody wants to say where photos were taken. */
function makeUploadPanel(onPlaces, onDone) {
  const summary = make('p', { className: 'summary', role: 'status' }), list = make('ul', { className: 'things uploads' });
  const places = makeButton('', onPlaces, 'primary'), hint = make('p', { className: 'hint' });
  const again = makeButton(say.sendNow, sendNow), more = makeChooser(say.addMore, ''), done = makeButton(say.done, onDone, 'plain');
  const signIn = makeLink(say.signIn, '/sign-in', 'big primary');
  const update = () => {
    const counts = countUploads(sender.queue), isOffline = sender.queue.some(({ reason }) => reason === 'network' || reason === 'gaveUp');
    const summaryText = uploadSummary(counts);
    // Only what changes is read out.
    if (summary.textContent !== summaryText) summary.textContent = summaryText;
    places.hidden = !counts.unplaced || counts.waiting > 0;
    places.textContent = say.sayWhere(counts.unplaced);
    hint.textContent = counts.unplaced ? placeHint() : '';
    hint.hidden = !counts.unplaced;
    again.hidden = !isOffline;
    more.hidden = !sender.queue.length;
    signIn.hidden = !sender.queue.some(({ reason }) => reason === 'signIn');
    for (const [key, item] of uploadItems) {
      if (sender.queue.some(upload => upload.key === key)) continue;
      item.remove();
      uploadItems.delete(key);
    }
    for (const upload of sender.queue) updateItem(upload, list);
  };
  uploadItems.clear();
  return { element: make('div', { className: 'panel' }, summary, places, hint, signIn, again, list, more, done), update };
}

function uploadSummary({ waiting, sent, refused, unplaced }) {
  if (waiting && !navigator.onLine) return say.waitForNetwork(waiting);
  if (waiting) return say.sendingNow(sent + 1, sent + waiting);
  if (!sent && !refused) return say.nothingToSend;
  return [sent && say.allSent(sent), sent && (unplaced ? say.needPlace(unplaced) : say.allPlaced), refused && say.someRefused(refused)].filter(Boolean).join(' ');
}

/** What becomes of one photo, in a few words. */
function uploadState({ state, reason, detail, progress = 0, isPlaced, isSeen }) {
  if (state === 'sending') return say.sendingPart(new Intl.NumberFormat(region, { style: 'percent' }).format(progress));
  if (state === 'waiting') return { network: say.waitsNetwork, later: say.waitsLater, limit: say.waitsTomorrow, signIn: say.signInFirst, gaveUp: say.gaveUp }[reason] ?? say.waits;
  if (state === 'sent') return `${reason === 'known' ? say.wasThere : say.sent} ${isPlaced ? say.placeArrived : isSeen ? '' : say.placeMissing}`.trim();
  return { tooLarge: say.tooLarge, noPhoto: say.noPhoto, mayNot: say.mayNot, noSpace: say.noSpace }[reason] ?? ((tongue === 'en' && detail) || say.notTaken);
}

function updateItem(upload, list) {
  const item = uploadItems.get(upload.key) ?? makeItem(upload, list), { state, progress = 0 } = upload;
  const about = uploadState(upload);
  if (item.about.textContent !== about) item.about.textContent = about;
  item.bar.hidden = state !== 'sending';
  item.bar.value = progress;
  item.dataset.state = state === 'sent' && !upload.isPlaced && !upload.isSeen ? 'unplaced' : state;
  item.cancel.hidden = state === 'sent';
  item.again.hidden = !(state === 'waiting' && upload.notBefore === Infinity && upload.reason === 'gaveUp');
  item.naming.hidden = !(state === 'sent' && upload.photo);
}

function makeItem(upload, list) {
  const item = make('li', {}), address = upload.file && /^image\/(jpeg|png|webp|gif|avif)$/.test(upload.type) ? URL.createObjectURL(upload.file) : '';
  const image = address ? smallPicture(address) : upload.photo ? thumbnail(upload.photo) : noPicture();
  image.onload = () => { if (address) URL.revokeObjectURL(address); };
  item.about = text('small', '');
  item.bar = make('progress', { max: 1, ariaLabel: say.progressOf(upload.name) });
  item.cancel = makeButton(say.cancelUpload, () => dropUpload(upload), 'plain');
  item.cancel.ariaLabel = say.cancelNamed(upload.name);
  item.again = makeButton(say.tryAgain, sendNow);
  item.naming = makeButton(say.whoIsIt, () => {
    const now = sender.queue.find(({ key }) => key === upload.key);
    openNaming([now.photo]);
  });
  item.append(image, make('div', {}, text('strong', upload.name), item.about, item.bar), item.again, item.naming, item.cancel);
  uploadItems.set(upload.key, item);
  list.append(item);
  return item;
}

/** What is done with is taken from the list. */
async function clearSent() {
  const done = sender.queue.filter(({ state, isPlaced, isSeen, photo }) => state === 'refused' || (state === 'sent' && (isPlaced || isSeen || !photo)));
  sender.queue = sender.queue.filter(upload => !done.includes(upload));
  for (const { key } of done) await forgetUpload(key);
  sender.onchange();
}

/** A photo's place is known now, or somebody does not know it: it is not asked for again. */
async function closePlace(upload, isPlaced) {
  const after = { ...upload, isPlaced, isSeen: true };
  setUpload(after);
  await keepState(after);
}
