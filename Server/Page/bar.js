// --- The bar below the list of the map: one big button to add photos, what waits, and one's own page

const bar = { panel: null, isLeaving: false };

function makeBar() {
  const waiting = make('button', { type: 'button', className: 'big waiting', hidden: true, onclick: openUploads });
  const buttons = make('div', { className: 'buttons' });
  if (maySend()) buttons.append(makeChooser(say.addPhotos, 'primary'));
  if (session.keeperNeeded) buttons.append(makeLink(say.chooseName, '/keeper', 'big primary'));
  if (session.signedIn) buttons.append(makeButton(session.name ?? say.account, openMenu, 'plain own'));
  else buttons.append(makeLink(say.signIn, '/sign-in', 'big'));
  const place = make('div', { id: 'server' }, waiting, buttons);
  document.querySelector('aside').append(place);
  bar.waiting = waiting;
  sender.onchange = updateBar;
}

function updateBar() {
  const { waiting, unplaced } = countUploads(sender.queue);
  bar.waiting.hidden = !(waiting || unplaced);
  bar.waiting.textContent = waiting ? navigator.onLine ? say.sending(waiting) : say.waitForNetwork(waiting) : say.needPlace(unplaced);
  bar.panel?.update();
}

function openMenu() {
  const links = [[say.account, '/account'], ...isKeeper() ? [[say.people, '/people']] : [], ...maySend() ? [[isKeeper() ? say.changes : say.ownChanges, '/changes'], [say.trash, '/trash']] : [], [say.privacy, '/privacy']];
  openDialog(session.name ?? say.account, make('div', { className: 'panel' }, text('p', roleText(session.role), { className: 'hint' }),
    ...links.map(([label, address]) => makeLink(label, address)), makeButton(say.signOut, signOut)));
}

function openUploads() {
  if (bar.panel) return;
  const { element, update } = makeUploadPanel(() => { dialog.close(); startPins(); }, () => dialog.close());
  bar.panel = { update };
  const dialog = openDialog(say.uploads, element, () => {
    bar.panel = null;
    clearSent();
    reloadIfDue();
  });
  update();
}
