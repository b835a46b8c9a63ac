// --- Who is signed in

/** Until the server has said: nobody. */
let session = { signedIn: false, level: 'none', signup: 'none' }, isSessionKnown = false;

async function knowSession() {
  session = await ask('GET', 'session');
  isSessionKnown = true;
  return session;
}

const isKeeper = () => session.role === 'keeper';
const maySend = () => session.role === 'keeper' || session.role === 'member';

/** Ends the session; where photos wait in this browser, it asks first, for they go with it. */
async function signOut() {
  const waiting = await countWaiting();
  if (waiting) {
    const answer = await choose(say.signOutWaiting(waiting), [[say.signOutLater, 'later', 'primary'], [say.signOutNow, 'now', 'danger']], say.signOutLost);
    if (answer !== 'now') return;
    await forgetUploads();
  }
  await ask('DELETE', 'session');
  location.assign('/');
}

/** Where somebody goes who has just come in: a keeper without a name chooses one. */
function enter(answer) {
  location.assign(answer?.keeperNeeded ? '/keeper' : '/');
}
