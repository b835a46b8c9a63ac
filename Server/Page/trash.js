// --- The trash, and the record of changes

pages['/trash'] = async () => {
  if (!await requireSignIn(maySend)) return;
  const photos = await askAll('trash', 'photos');
  fillPage(say.trash, text('p', say.trashKeeps, { className: 'hint' }), makeList(photos, ({ id, name, removed, by, ends }) => [
    make('div', {}, text('strong', name), text('small', say.removedOn(momentText(removed), by ?? '')), text('small', say.goneOn(dateText(ends)))),
    makeButton(say.putBack, async button => {
      await ask('POST', `trash/${segment(id)}`);
      button.closest('li').remove();
      sayNote(say.isBack);
    }),
  ], say.trashEmpty));
};

/** What was done, in the reader's words where they are known. */
const changeText = ({ what, words }) => [Object.hasOwn(say.didWhat, what) ? say.didWhat[what] : what, words].filter(Boolean).join(': ');

function changeItem({ id, when, who, what, photo, words, undone }) {
  const about = make('div', {}, text('strong', changeText({ what, words })), text('small', [who || say.somebody, momentText(when)].join(' · ')));
  const wasUndone = () => text('small', say.wasUndone);
  if (undone) about.append(wasUndone());
  const undo = !undone && isKeeper() ? makeButton(say.undo, async button => {
    try {
      await ask('POST', `changes/${segment(id)}/undo`);
    } catch (problem) {
      // Why it cannot be undone, the server knows best.
      return sayNote(problem.status === 409 ? (tongue === 'en' && problem.message) || say.undoNot : refusalText(problem));
    }
    button.replaceWith(wasUndone());
  }) : null;
  return [photo ? make('a', { href: `/#photo=${segment(photo)}` }, thumbnail(photo, say.photo)) : null, about, undo];
}

pages['/changes'] = async () => {
  if (!await requireSignIn(maySend)) return;
  const list = make('div', {}), more = makeButton(say.more, () => show());
  let cursor = null;
  const show = async () => {
    const answer = await ask('GET', `changes${cursor ? `?cursor=${segment(cursor)}` : ''}`);
    list.append(makeList(answer.changes, changeItem, say.noChanges));
    cursor = answer.next;
    more.hidden = !cursor;
  };
  await show();
  fillPage(isKeeper() ? say.changes : say.ownChanges, text('p', isKeeper() ? say.changesHint : say.ownChangesHint, { className: 'hint' }), list, more);
};
