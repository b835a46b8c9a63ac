// --- The queue of uploads: what becomes of each photo. Nothing here knows of the browser.

/** `waiting` for its turn, `sending`, `sent`, or `refused` for good. Only photos that wait are sent, each when its time has come. */
const newUpload = (name, size, type, now, owner = null) => ({ name, size, type, owner, made: now, state: 'waiting', tries: 0, notBefore: 0, reason: '', photo: null, isPlaced: false, isSeen: false });

/** After so many failures in a row a person has to ask for another. */
const MOST_TRIES = 12;

/** The next photo to be sent, the one that was chosen first; undefined where none is due. */
const nextUpload = (queue, now) => queue.find(({ state, notBefore }) => state === 'waiting' && notBefore <= now);

/** When the next photo is due, in milliseconds from now; Infinity where none waits. */
const nextDue = (queue, now) => queue.reduce((least, { state, notBefore }) => state === 'waiting' ? Math.min(least, Math.max(0, notBefore - now)) : least, Infinity);

/** How long to wait after a failure, in milliseconds: 2 s, 4 s, 8 s … at most two minutes. */
const pause = tries => Math.min(120000, 1000 * 2 ** Math.min(tries, 10));

/** What an upload becomes by an answer: its status (0 where there was none), what the server says, and for how many seconds not to ask. */
function afterAnswer(upload, status, answer, seconds, now) {
  if (status === 200 || status === 201) {
    return { ...upload, state: 'sent', reason: status === 200 ? 'known' : '', photo: answer?.photo?.id ?? null, isPlaced: answer?.photo?.positionArrived === true || answer?.positionArrived === true };
  }
  const tries = upload.tries + 1, waits = { ...upload, state: 'waiting', tries };
  if (status === 401) return { ...waits, tries: upload.tries, notBefore: Infinity, reason: 'signIn' };
  if (status === 0 || status === 408 || status === 429 || (status >= 500 && status !== 507)) {
    if (tries >= MOST_TRIES) return { ...waits, notBefore: Infinity, reason: 'gaveUp' };
    return { ...waits, notBefore: now + Math.max(1000 * seconds, pause(tries)), reason: status === 0 ? 'network' : seconds > 600 ? 'limit' : 'later' };
  }
  const reason = { 413: 'tooLarge', 415: 'noPhoto', 422: 'noPhoto', 403: 'mayNot', 507: 'noSpace', 409: 'refused' }[status] ?? 'refused';
  return { ...upload, state: 'refused', tries, reason, detail: answer?.detail ?? '' };
}

/** Where one photo has to wait for the network or the server, so have all behind it. */
const holdAll = (queue, { state, notBefore, reason }) => state !== 'waiting' ? queue
  : queue.map(other => other.state === 'waiting' && other.notBefore < notBefore ? { ...other, notBefore, reason } : other);

/** Those that somebody chose, and those of nobody: the share sheet does not know who is signed in. Others' wait until they come back. */
const ownUploads = (queue, name) => queue.filter(({ owner = null }) => owner === null || owner === name);

/** What came by the share sheet, or by a form of another site: somebody has to say that it is to be sent. */
const askedUploads = queue => queue.filter(({ state }) => state === 'asked');

/** Everything that waits is tried at once: the network is back, or a person asked. */
const retryNow = upload => upload.state === 'waiting' ? { ...upload, notBefore: 0, tries: 0, reason: '' } : upload;

/** A page that went while it sent leaves `sending` behind. */
const afterRestart = upload => upload.state === 'sending' ? { ...upload, state: 'waiting', notBefore: 0 } : upload;

/** How many are in which state; `unplaced` are those whose place is asked for. */
function countUploads(queue) {
  const count = wanted => queue.filter(wanted).length;
  return {
    waiting: count(({ state }) => state === 'waiting' || state === 'sending'), sent: count(({ state }) => state === 'sent'),
    refused: count(({ state }) => state === 'refused'), unplaced: unplacedUploads(queue).length,
  };
}

const unplacedUploads = queue => queue.filter(({ state, photo, isPlaced, isSeen }) => state === 'sent' && photo && !isPlaced && !isSeen);
