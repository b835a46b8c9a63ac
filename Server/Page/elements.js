// --- Making elements: what people wrote only ever becomes textContent

const byID = id => document.getElementById(id);

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

const text = (tag, textContent, properties = {}) => make(tag, { textContent, ...properties });

/** A button; while what it does takes its time it cannot be pressed again. */
function makeButton(textContent, act, className = '') {
  const button = make('button', { type: 'button', className: `big ${className}`, textContent });
  button.onclick = async () => {
    button.ariaDisabled = 'true';
    if (button.isBusy) return;
    button.isBusy = true;
    // What was said was about what was done before, and may cover what comes now.
    byID('note')?.remove();
    try {
      await act(button);
    } catch (problem) {
      sayNote(refusalText(problem), button.closest('dialog, main, aside') ?? document.body);
    } finally {
      button.isBusy = false;
      button.ariaDisabled = null;
    }
  };
  return button;
}

const makeLink = (textContent, href, className = 'big') => make('a', { className, textContent, href });

/** Says something at the lower edge for a while; screen readers read it out. */
function sayNote(textContent, parent = document.querySelector('dialog[open]') ?? document.body) {
  byID('note')?.remove();
  const note = make('p', { id: 'note', role: 'status' });
  parent.append(note);
  // It is read out where it comes into an element that is there already.
  setTimeout(() => { note.textContent = textContent; });
  setTimeout(() => note.remove(), 6000 + 60 * textContent.length);
}

/** What the next page of this tab is to say or to begin with. */
function leaveNext(key, value) {
  try { sessionStorage.setItem(key, value); } catch { /* Then it does not. */ }
}

/** What the page before left, once. */
function takeLeft(key) {
  try {
    const value = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return value;
  } catch {
    return null;
  }
}

const sayNext = note => leaveNext('note', note);

/** Asks before something that is not easily taken back: a sentence, and what to choose between; the value of what was chosen, or null. */
function choose(question, choices, detail = '') {
  const dialog = make('dialog', { className: 'ask' });
  const heading = text('h2', question, { id: 'question', tabIndex: -1, autofocus: true });
  dialog.setAttribute('aria-labelledby', 'question');
  return new Promise(done => {
    const buttons = choices.map(([label, value, kind]) => make('button', {
      type: 'button', className: `big ${kind ?? ''}`, textContent: label, onclick: () => { done(value); dialog.close(); },
    }));
    const back = make('button', { type: 'button', className: 'big plain', textContent: say.cancel, onclick: () => dialog.close() });
    dialog.append(heading, ...detail ? [text('p', detail)] : [], ...buttons, back);
    dialog.onclose = () => { dialog.remove(); done(null); };
    document.body.append(dialog);
    dialog.showModal();
  });
}
