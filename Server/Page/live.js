// --- Changes while the page is open: it loads itself anew, but never under somebody's hands

const live = { isDue: false, own: -Infinity, timer: 0 };
/** A change is followed at once, but so many times a minute at most: where many people send photos, a page that followed each of them
 * would never be at rest. */
const MOST = 6, MINUTE = 60_000, OWN = 15_000;

/** How long a page waits until it loads itself anew, after it followed at some times; what was done here itself is shown at once. */
const restFor = (now, followed, own) => {
  const recent = followed.filter(time => time > now - MINUTE);
  return now - own < OWN || recent.length < MOST ? 0 : recent.at(-MOST) + MINUTE - now;
};

/** When this tab followed others, the latest last. */
function followedTimes() {
  try {
    return JSON.parse(sessionStorage.getItem('followed')) ?? [];
  } catch {
    return [];
  }
}

/** Notes that it does so now. Where nothing may be kept, it follows each time. */
function noteFollowing(times) {
  try {
    sessionStorage.setItem('followed', JSON.stringify([...times, Date.now()].slice(-MOST)));
  } catch {
    // Nothing depends on it.
  }
}

/** Notes that something is changed from here. */
function noteOwnChange() {
  live.own = Date.now();
}

/** Reloading in the middle of something would take it away: it waits until the page is at rest. */
const isBusy = () => document.hidden || document.activeElement?.matches('input, textarea, select') || document.querySelector('dialog[open]')
  || document.body.classList.contains('pinning') || picking.isOn || sender.isRunning;

function reload() {
  live.isDue = true;
  reloadIfDue();
}

function reloadIfDue() {
  if (!live.isDue || isBusy()) return;
  const followed = followedTimes();
  const rest = restFor(Date.now(), followed, live.own);
  clearTimeout(live.timer);
  if (rest) {
    live.timer = setTimeout(reloadIfDue, rest);
    return;
  }
  // What is being said is not cut off.
  const note = byID('note')?.textContent;
  if (note) sayNext(note);
  noteFollowing(followed);
  location.reload();
}

/** Whether who is here is somebody else by now, or may know something else. */
async function hasSessionEnded() {
  const now = await ask('GET', 'session').catch(() => null);
  return now !== null && (now.signedIn !== session.signedIn || now.level !== session.level);
}

/** All tabs of a browser share one stream of events: a browser has six connections for a server. */
function listenForChanges(version) {
  document.addEventListener('visibilitychange', reloadIfDue);
  document.addEventListener('focusout', () => setTimeout(reloadIfDue));
  const channel = new BroadcastChannel('catalog events');
  channel.onmessage = reload;
  const listen = () => {
    const events = new EventSource('/api/v1/events');
    const pass = () => {
      channel.postMessage('changed');
      reload();
    };
    // Something may have changed between the page and this stream, or while there was no stream.
    events.addEventListener('open', async () => {
      // Where visitors may listen too, a stream that ended with somebody's session begins anew without it.
      if (await hasSessionEnded()) {
        leaveNow();
        return;
      }
      const now = (await fetch('/', { method: 'HEAD' })).headers.get('ETag');
      if (now && now !== version) pass();
    });
    events.addEventListener('photos', pass);
    events.addEventListener('replaced', pass);
    // A stream that is refused is not tried again by the browser: the session has ended, and with it what this page may show.
    events.addEventListener('error', async () => {
      if (events.readyState !== EventSource.CLOSED) return;
      if (await hasSessionEnded()) leaveNow();
      else setTimeout(listen, 30000);
    });
    return new Promise(() => {});
  };
  // Whoever holds the lock listens for all; when that tab goes, the next one does.
  if (navigator.locks) navigator.locks.request('catalog events', listen);
  else listen();
}

/** The session is over: nothing of what it showed stays on the screen. */
function leaveNow() {
  sayNext(say.sessionEnded);
  document.body.replaceChildren();
  location.replace('/');
}
