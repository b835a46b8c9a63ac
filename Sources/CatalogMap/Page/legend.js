// --- Colours: marks by cat or year; the legend is the row of buttons that choose them

const COLOURS = 8;
/** `none`, `tag` or `year`; and the values that have a colour of their own, the others share one. */
let colouring = 'none', coloured = [], colourRun = 0;

const colourOf = index => `var(--c${Math.min(index, COLOURS)})`;

/** The place of each photo's value among the coloured ones; null where nobody wants it any more. */
async function categoriesOf(columns, isOutdated) {
  const places = new Map(coloured.map((value, index) => [value, index])), category = new Uint8Array(columns.count).fill(COLOURS);
  for (let row = 0; row < columns.count; row++) {
    if (row % 8192 === 8191) await breathe();
    if (isOutdated()) return null;
    if (colouring === 'year') category[row] = places.get(columns.month[row] === NONE ? 0 : Math.floor(columns.month[row] / 12)) ?? COLOURS;
    for (let at = columns.tagStart[row]; colouring === 'tag' && category[row] === COLOURS && at < columns.tagStart[row + 1]; at++) {
      category[row] = places.get(columns.tagList[at]) ?? COLOURS;
    }
  }
  return category;
}

/** Gives clusters their colours: a ring of several, each as long as its share. False where nobody wants them any more. */
async function colourClusters(some, isOutdated) {
  for (const cluster of colouring === 'none' ? [] : some) {
    await breathe();
    if (isOutdated()) return false;
    const parts = [];
    let turn = 0;
    for (const [index, count] of source.coloursOf(cluster).entries()) {
      if (!count) continue;
      const end = turn + count / cluster.count;
      parts.push(`${colourOf(index)} ${turn.toFixed(3)}turn ${end.toFixed(3)}turn`);
      turn = end;
    }
    cluster.colour = parts.length > 1 ? `conic-gradient(${parts.join(', ')})` : parts[0].replace(/ .*/, '');
  }
  return true;
}

async function setColouring(to) {
  const run = ++colourRun, isOutdated = () => run !== colourRun;
  colouring = to;
  document.querySelector('.others')?.remove();
  coloured = to === 'none' ? [] : [...find(to === 'year' ? 'years' : 'tags').children].slice(0, COLOURS).map(button => button.choice);
  for (const [id, kind] of [['years', 'year'], ['tags', 'tag']]) {
    for (const [index, button] of [...find(id).children].entries()) {
      button.classList.toggle('coloured', kind === to);
      button.style.setProperty('--colour', colourOf(index));
    }
  }
  const hasOthers = to !== 'none' && await source.categorise(isOutdated);
  if (isOutdated()) return;
  // Photos of no cat have a colour too; there is no button for them.
  if (to === 'tag' && hasOthers) {
    const others = find('tags').appendChild(make('small', { className: 'others coloured', textContent: words.others }));
    others.style.setProperty('--colour', colourOf(COLOURS));
  }
  forgetClusters();
}
