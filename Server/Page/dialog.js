// --- A dialog over the map: full on phones, a card on larger screens

const inPanel = (...content) => make('div', { className: 'panel' }, ...content);

/** Opens a dialog; `onClose` is called when it goes, by the button, Escape or from here. */
function openDialog(heading, content, onClose = () => {}) {
  const dialog = make('dialog', { className: 'over' }), title = text('h2', heading, { id: `dialog-${++fieldCount}`, tabIndex: -1, autofocus: true });
  const close = make('button', { type: 'button', className: 'big plain', textContent: '✕', ariaLabel: say.close, onclick: () => dialog.close() });
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(make('div', { className: 'head' }, title, close), content);
  dialog.onclose = () => {
    dialog.remove();
    onClose();
  };
  // Keys in here are no keys for the map or the list.
  dialog.addEventListener('keydown', event => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
