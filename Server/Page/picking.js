// --- Several photos at once: chosen in the list, then named, hidden or removed together

/** The chosen ids, each with its row. */
const picking = { isOn: false, ids: new Map(), button: null, bar: null };

function makePicking() {
  if (!maySend()) return;
  picking.button = make('button', { type: 'button', className: 'pick', textContent: say.select, ariaPressed: 'false', onclick: () => setPicking(!picking.isOn) });
  document.getElementById('list-head').append(picking.button);
  // In front of what the list does itself: opening the photo.
  listElement.addEventListener('click', event => {
    const item = picking.isOn && event.target.closest('.row');
    if (!item) return;
    event.stopPropagation();
    togglePick(Number(item.id.slice(4)));
  }, true);
  listElement.addEventListener('keydown', event => {
    if (!picking.isOn) return;
    if (event.key === 'Escape') setPicking(false);
    else if (event.key === 'Enter' || event.key === ' ') togglePick(list.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // Items of the list come and go as it is scrolled.
  new MutationObserver(() => { if (picking.isOn) markPicked(); }).observe(listElement, { childList: true });
}

function setPicking(isOn) {
  Object.assign(picking, { isOn, ids: new Map() });
  picking.button.ariaPressed = String(isOn);
  picking.button.textContent = isOn ? say.stopSelecting : say.select;
  listElement.classList.toggle('picking', isOn);
  listElement.ariaMultiSelectable = isOn ? 'true' : null;
  picking.bar?.remove();
  picking.bar = isOn ? byID('server').appendChild(make('div', { className: 'picked' })) : null;
  byID('server').classList.toggle('is-picking', isOn);
  markPicked();
  if (!isOn) drawItems();
}

function togglePick(position) {
  const row = list.rows[position], id = idOf(photoAt(row));
  if (!picking.ids.delete(id)) picking.ids.set(id, row);
  markPicked();
}

function markPicked() {
  for (const [position, item] of list.items) {
    const isPicked = picking.isOn && picking.ids.has(idOf(photoAt(list.rows[position])));
    item.classList.toggle('picked', isPicked);
    if (picking.isOn) item.ariaSelected = String(isPicked);
  }
  if (!picking.bar) return;
  const ids = [...picking.ids.keys()], count = ids.length;
  picking.bar.replaceChildren(text('p', say.selected(count), { role: 'status' }));
  if (!count) return;
  picking.bar.append(
    makeButton(say.nameIt, () => openNaming(ids, placeOfPicked()), 'primary'),
    makeButton(say.hide, () => changeAll(ids, id => ask('PATCH', `photos/${segment(id)}`, { hidden: true }), say.hiddenAll)),
    makeButton(say.remove, async () => {
      if (!await choose(say.removeAllSure(count), [[say.remove, true, 'danger']], say.trashKeeps)) return;
      await changeAll(ids, id => ask('DELETE', `photos/${segment(id)}`), say.removedAll);
    }, 'danger'));
}

/** Where the first of some photos was taken, so that cats from there are offered first. */
function placeOfPicked() {
  const row = [...picking.ids.values()].find(hasPlace);
  return row === undefined ? {} : { latitude: columns.latitude[row] / 1e6, longitude: columns.longitude[row] / 1e6 };
}

/** Does one thing with all; some may be another's, and that is said. */
async function changeAll(ids, act, said) {
  let done = 0, refusal = null;
  for (const id of ids) await act(id).then(() => { done++; }, problem => { refusal = problem; });
  setPicking(false);
  sayNote([done ? said(done) : '', refusal ? say.notAll(ids.length - done, refusalText(refusal)) : ''].filter(Boolean).join(' '));
  reloadIfDue();
}
