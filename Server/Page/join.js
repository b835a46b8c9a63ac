// --- Joining: by an invitation, or by asking; what is kept is said before

const ROLE_WORDS = { keeper: 'roleKeeper', member: 'roleMember', guest: 'roleGuest' };
const ROLE_HINTS = { keeper: 'roleKeeperHint', member: 'roleMemberHint', guest: 'roleGuestHint' };
const roleText = role => say[ROLE_WORDS[role] ?? 'roleGuest'];
const roleHint = role => say[ROLE_HINTS[role] ?? 'roleGuestHint'];

/** What the server keeps of somebody who joins, in a few lines. */
function keptLines(keeper) {
  return make('div', { className: 'kept' },
    text('h2', say.whatIsKept),
    make('ul', {}, ...[say.keptName, say.keptPhotos, say.keptDevice, say.keptSession].map(line => text('li', line))),
    text('p', keeper ? say.keptBy(keeper) : say.keptByKeeper), text('p', say.keptLeave), make('p', {}, make('a', { href: '/privacy', textContent: say.privacy, target: '_blank' })));
}

const consentBoxes = () => [makeBox('agrees', say.agree, true), makeYouth()];

/** For those under 14 a parent agrees as well. */
function makeYouth() {
  const parent = makeBox('parentAgrees', say.parentAgrees), young = makeBox('isYoung', say.under14);
  parent.hidden = true;
  young.querySelector('input').onchange = ({ target }) => {
    parent.hidden = !target.checked;
    parent.querySelector('input').required = target.checked;
    parent.querySelector('input').checked = false;
  };
  return make('div', {}, young, parent);
}

async function showInvitation(token) {
  let invitation;
  try {
    invitation = await ask('GET', `invitations/${segment(token)}`);
  } catch (problem) {
    return showGone(problem);
  }
  const { role, keeper, title } = invitation;
  fillPage(say.invitedTo(title || say.photosHere),
    text('p', say.invitedAs(roleText(role))), text('p', roleHint(role), { className: 'hint' }), keptLines(keeper),
    makeForm([makeName(say.nameHint), makeNewPassword(), ...consentBoxes()], say.join, async ({ name, password, agrees, parentAgrees }) => {
      await ask('POST', `invitations/${segment(token)}`, { name, password, agrees, parentAgrees });
      forgetToken();
      sayNext(say.welcome(name));
      location.assign('/');
    }, { 404: say.invitationGone, 409: say.nameTaken, ...credentialWords }));
}

/** Whoever opens the link of their own invitation again, to come back, is not left standing before a closed door. */
function showGone(problem) {
  if (problem.status === 404 && session.signedIn) {
    forgetToken();
    sayNext(say.isInAlready);
    location.replace('/');
    return;
  }
  fillPage(say.invitation, text('p', refusalText(problem, { 404: say.invitationGone })),
    ...problem.status === 404 ? [text('p', say.joinedBefore), makeLink(say.signIn, '/sign-in', 'big primary')] : []);
}

function showRequest() {
  if (session.signup !== 'ask') return fillPage(say.invitation, text('p', say.onlyInvited), makeLink(say.signIn, '/sign-in'));
  fillPage(say.askToJoin, text('p', say.askHow), keptLines(session.keeper),
    makeForm([makeName(say.nameHint), makeNewPassword(), ...consentBoxes()], say.askNow, async ({ name, password, agrees, parentAgrees }) => {
      await ask('POST', 'requests', { name, password, agrees, parentAgrees });
      fillPage(say.askedTitle, text('p', say.asked(name)), makeLink(say.toMap, '/'));
    }, { 409: say.nameTaken, ...credentialWords }));
}

/** The token stays out of the history, but comes back with a reload of this tab. */
function tokenOfAddress() {
  const given = location.hash.slice(1), key = `token ${location.pathname}`;
  try {
    if (given) sessionStorage.setItem(key, given);
    if (given) history.replaceState(null, '', location.pathname);
    return given || sessionStorage.getItem(key) || '';
  } catch {
    return given;
  }
}

/** It has been used: this tab forgets it. */
function forgetToken() {
  takeLeft(`token ${location.pathname}`);
}

pages['/join'] = () => {
  const token = tokenOfAddress();
  return token ? showInvitation(token) : showRequest();
};

/** A link from the keeper: nothing to type but the new password. */
pages['/reset'] = () => {
  const reset = tokenOfAddress();
  if (!reset) return fillPage(say.resetTitle, text('p', say.resetGone), makeLink(say.signIn, '/sign-in', 'big'));
  fillPage(say.resetTitle, makeForm([makeNewPassword()], say.keep, async ({ password }) => {
    await ask('POST', 'session', { reset, password });
    forgetToken();
    sayNext(say.passwordChanged);
    location.assign('/');
  }, { 401: say.resetGone, 404: say.resetGone, ...credentialWords }));
};
