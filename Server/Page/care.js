// --- What can be done with the photo that is open: by the answer's `can`, never by guesses about roles

/** Adds to the open photo what somebody may do with it. */
async function showCare(photo) {
  const id = idOf(photo);
  if (!id || !session.signedIn) return;
  const about = await ask('GET', `photos/${segment(id)}`).catch(() => null);
  // Meanwhile another may have been opened.
  if (!about || selected !== photo) return;
  const place = make('section', { className: 'care' });
  fillCare(place, { ...about, id });
  details.querySelector('.picture').after(place);
}

function fillCare(place, photo) {
  const can = new Set(photo.can ?? []), { id } = photo, buttons = make('div', { className: 'ways' });
  const update = answer => fillCare(place, { ...photo, ...answer, can: answer.can ?? photo.can, id });
  const change = async (body, note) => {
    update(await ask('PATCH', `photos/${segment(id)}`, body) ?? body);
    sayNote(note);
  };
  const add = (right, label, act, kind) => { if (can.has(right)) buttons.append(makeButton(label, act, kind)); };
  add('tag', photo.tags?.length ? say.changeNames : say.nameIt, () => {
    const dialog = openDialog(say.whoIsIt, make('div', { className: 'panel' },
      makeNaming([id], photo, answers => update(answers.at(-1) ?? {})), makeButton(say.done, () => dialog.close(), 'plain')), reloadIfDue);
  }, photo.tags?.length ? '' : 'primary');
  add('place', photo.latitude == null ? say.sayWhere(1) : say.movePin, async () => {
    if (await movePin(photo)) sayNote(say.pinMoved);
    reloadIfDue();
  }, photo.latitude == null ? 'primary' : '');
  add('title', photo.title ? say.changeTitle : say.giveTitle, () => openTitle(photo, change));
  if (!photo.hidden) add('hide', say.hide, () => change({ hidden: true }, say.isHidden));
  if (photo.hidden) add('show', say.show, () => change({ hidden: false }, say.isShown));
  add('report', say.report, () => openReport(id));
  add('remove', say.remove, async () => {
    if (!await choose(say.removePhotoSure, [[say.remove, true, 'danger']], say.trashKeeps)) return;
    await ask('DELETE', `photos/${segment(id)}`);
    sayNext(say.photoRemoved);
    closePhoto();
    location.reload();
  }, 'danger');
  const notes = [photo.own ? say.yourPhoto : photo.owner ? say.photoBy(photo.owner) : '', photo.hidden ? say.hiddenNow : ''].filter(Boolean);
  place.replaceChildren(
    ...photo.tags?.length ? [make('div', { className: 'names' }, ...photo.tags.map(tag => makeButton(say.about(catName(tag)), () => openCat(tag))))] : [],
    ...notes.length ? [text('p', notes.join(' '), { className: 'hint' })] : [], ...can.has('rate') ? [makeStars(photo, change)] : [], buttons);
}

/** Five stars, of which the chosen number is pressed; the same again takes them away. */
function makeStars({ rating = 0 }, change) {
  return make('div', { className: 'stars', role: 'group', ariaLabel: say.rating }, ...[1, 2, 3, 4, 5].map(stars => {
    const button = makeButton(stars <= rating ? '★' : '☆', () => change({ rating: stars === rating ? 0 : stars }, say.rated(stars === rating ? 0 : stars)), 'plain');
    button.ariaLabel = say.stars(stars);
    button.ariaPressed = String(stars === rating);
    return button;
  }));
}

function openTitle({ title = '', description = '' }, change) {
  const about = makeField('description', say.description, { value: description, required: false, maxLength: 2000 });
  const dialog = openDialog(say.giveTitle, inPanel(makeForm([makeField('title', say.photoTitle, { value: title, required: false, maxLength: 200 }), about], say.keep,
    async ({ title, description }) => {
      await change({ title, description }, say.kept);
      dialog.close();
    })), reloadIfDue);
}

/** Tells the keeper what a photo shows that it should not. */
function openReport(id) {
  const reason = (value, label) => make('label', { className: 'box' }, make('input', { type: 'radio', name: 'reason', value }), text('span', label));
  const reasons = make('fieldset', {}, text('legend', say.reportWhy), reason('person', say.showsPerson), reason('door', say.showsDoor), reason('other', say.otherReason));
  reasons.querySelector('input').checked = true;
  const dialog = openDialog(say.report, inPanel(makeForm([reasons, makeField('words', say.reportWords, { required: false, maxLength: 500 })], say.sendReport, async ({ words }) => {
    await ask('POST', `photos/${segment(id)}/report`, { reason: reasons.querySelector('input:checked').value, words });
    dialog.close();
    sayNote(say.reportSent, document.body);
  })));
}
