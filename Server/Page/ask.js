// --- Asking the server

/** An answer that is no success: its status (0 for none), what the server says, and how many seconds to wait. */
class Refusal extends Error {
  constructor(status, detail, seconds) {
    super(detail);
    Object.assign(this, { status, seconds });
  }
}

/** What the server answers, as an object; throws a `Refusal`. */
async function ask(method, path, body) {
  let answer;
  if (method !== 'GET') noteOwnChange();
  try {
    answer = await fetch(`/api/v1/${path}`, {
      method, credentials: 'same-origin', ...body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
    });
  } catch {
    throw new Refusal(0, '', 0);
  }
  if (answer.ok) return (await answer.text().then(text => text ? JSON.parse(text) : null, () => null));
  const problem = await answer.json().catch(() => null);
  throw new Refusal(answer.status, typeof problem?.detail === 'string' ? problem.detail : '', Number(answer.headers.get('Retry-After')) || 0);
}

/** What went wrong, as a sentence: `own` has sentences by status for what is special about a question. */
function refusalText(problem, own = {}) {
  if (!(problem instanceof Refusal)) return say.mistake;
  const { status, seconds, message } = problem;
  if (Object.hasOwn(own, status)) return own[status];
  if (status === 429) return say.tooOften(waitText(seconds || 60));
  const known = { 0: say.noAnswer, 401: say.signInFirst, 403: say.mayNot, 404: say.notThere, 413: say.tooLarge, 503: say.busy, 507: say.noSpace }[status];
  return known ?? (tongue === 'en' && message ? message : status >= 500 ? say.mistake : say.notTaken);
}

/** All items of a list that comes in pages, at most `most`. */
async function askAll(path, member, most = 300) {
  const all = [];
  let cursor = null;
  do {
    const answer = await ask('GET', path + (cursor ? `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : ''));
    all.push(...answer[member]);
    cursor = answer.next;
  } while (cursor && all.length < most);
  return all;
}

const segment = encodeURIComponent;
