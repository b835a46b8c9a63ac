// --- Signing in: by name and password, or once by the key that the server printed

function signInForm(then) {
  return makeForm(
    [makeName(), makePassword('password', say.password, 'current-password')], say.signIn,
    async ({ name, password }) => {
      const answer = await ask('POST', 'session', { name, password });
      if (then) location.assign(then);
      else enter(answer);
    }, { 401: say.wrongPassword });
}

function showSignIn(then) {
  fillPage(say.signIn, signInForm(then), text('p', say.forgotten, { className: 'hint' }), joinLine());
}

/** How somebody comes to have a name here. */
const joinLine = () => session.signup === 'ask' ? make('p', {}, makeLink(say.askToJoin, '/join', '')) : text('p', say.onlyInvited, { className: 'hint' });

pages['/sign-in'] = () => session.signedIn ? location.replace('/') : showSignIn('/');

/** The first page where nothing is public: sign in right there. */
pages['/'] = () => {
  const place = byID('session');
  if (!place || session.signedIn) return;
  // What the page says without scripts, in the reader's language.
  for (const line of document.querySelectorAll('[data-keeper]')) line.textContent = line.dataset.keeper ? say.keeperIs(line.dataset.keeper) : say.seenByInvited;
  for (const link of document.querySelectorAll('a[href="/privacy"]')) link.textContent = say.privacy;
  place.hidden = false;
  place.replaceChildren(text('h2', say.signIn), signInForm(''), text('p', say.forgotten, { className: 'hint' }), joinLine());
};

/** Comes in by the key of the printed address. It is good once, and nobody is to find it in the history. */
async function useKey(key) {
  history.replaceState(null, '', location.pathname);
  try {
    await ask('POST', 'session', { key });
    enter(await knowSession());
  } catch (problem) {
    sayNote(refusalText(problem, { 401: say.keyUsed }));
  }
}

/** The first keeper chooses how to come in from now on. */
pages['/keeper'] = () => {
  if (!session.signedIn || !session.keeperNeeded) return location.replace('/');
  fillPage(say.welcomeKeeper, text('p', say.keeperWhy), makeForm([makeName(say.nameHint), makeNewPassword()], say.keep, async ({ name, password }) => {
    await ask('POST', 'keeper', { name, password });
    sayNext(say.keeperDone(name));
    location.assign('/people');
  }, { 409: say.nameTaken, ...credentialWords }), makeLink(say.later, '/', 'big plain'));
};
