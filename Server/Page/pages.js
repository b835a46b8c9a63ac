// --- Pages of forms and lists: one for each address that begins in this table

const pages = {};

/** Fills a page: a way back, a heading, and what is in it. */
function fillPage(heading, ...children) {
  const main = document.querySelector('main');
  document.title = heading;
  const back = location.pathname === '/' ? null : make('nav', { ariaLabel: say.ways }, makeLink(`← ${say.toMap}`, '/', 'way'));
  main.replaceChildren(...back ? [back] : [], text('h1', heading), ...children);
  main.classList.add('filled');
}

/** A part of a page with a heading of its own. */
const section = (heading, ...children) => make('section', {}, text('h2', heading), ...children);

/** A list of things, or the sentence that there are none. */
function makeList(items, makeItem, none) {
  return items.length ? make('ul', { className: 'things' }, ...items.map(item => make('li', {}, ...makeItem(item)))) : text('p', none, { className: 'none' });
}

/** Shows a page only to those who are signed in; others sign in first and come back. */
async function requireSignIn(isWanted = () => true) {
  if (!session.signedIn) {
    showSignIn(location.pathname);
    return false;
  }
  if (!isWanted()) fillPage(say.keepersOnly, text('p', say.mayNot));
  return isWanted();
}

/** What is shown where there is no picture: the server cannot make one, and the photo brings none along. */
const noPicture = () => make('span', { className: 'small missing', role: 'img', ariaLabel: say.noPicture }, text('span', say.noPicture));

/** A small picture; where there is none another one, or a mark in its place. */
function smallPicture(src, alt = '', ...others) {
  const image = make('img', { className: 'small', loading: 'lazy', src, alt });
  image.addEventListener('error', () => image.replaceWith(others.length ? smallPicture(others[0], alt, ...others.slice(1)) : noPicture()));
  return image;
}

/** A picture of a photo by its id. */
const thumbnail = (id, alt = '') => smallPicture(`/api/v1/photos/${segment(id)}/thumbnail`, alt);
