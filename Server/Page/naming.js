// --- Naming: the names that photos have, and a field that completes names, those of cats seen nearby first

/** A name as a tag: cats are below `cats`, unless it says where it belongs. */
const tagOf = typed => typed.includes('/') ? typed : `cats/${typed}`;

/** What a person typed, composed and with single spaces. */
const cleanName = typed => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Of completions the one that is meant by a whole name, else the name as a new tag. */
function tagMeant(typed, names) {
  const same = other => cleanName(other).toLowerCase() === cleanName(typed).toLowerCase();
  return names.find(({ name }) => same(name) || same(catName(name)))?.name ?? tagOf(cleanName(typed));
}

/** Adds or takes away a name of some photos; what was not done is said. Returns the answers. */
async function changeTags(ids, change) {
  const answers = [];
  for (const id of ids) answers.push(await ask('PATCH', `photos/${segment(id)}`, { tags: change }));
  return answers;
}

/** The part of a dialog that names one photo or several. `tags` are those that all have. */
function makeNaming(ids, { tags = [], latitude, longitude } = {}, onChange = () => {}) {
  const has = new Set(tags), chips = make('div', { className: 'names' }), found = make('div', { className: 'names', role: 'group', ariaLabel: say.suggestions });
  const field = makeField('cat', say.catName, { autocomplete: 'off', spellcheck: false, maxLength: 100, required: false, enterKeyHint: 'done' }), input = field.querySelector('input');
  let names = [], run = 0, timer = 0;
  const showChips = () => chips.replaceChildren(...[...has].map(tag => {
    const chip = makeButton(`${catName(tag)} ✕`, () => change({ remove: [tag] }));
    chip.ariaLabel = say.takeName(catName(tag));
    return chip;
  }));
  const change = async what => {
    const answers = await changeTags(ids, what);
    for (const tag of what.add ?? []) has.add(tag);
    for (const tag of what.remove ?? []) has.delete(tag);
    showChips();
    input.value = '';
    onChange(answers);
    sayNote(what.add ? say.named(catName(what.add[0]), ids.length) : say.nameTakenAway(catName(what.remove[0])));
    await complete();
  };
  const complete = async () => {
    const own = ++run, query = new URLSearchParams();
    if (latitude != null) query.set('near', `${latitude},${longitude}`);
    else if (ids.length === 1) query.set('photo', ids[0]);
    if (input.value.trim()) query.set('prefix', cleanName(input.value));
    const answer = await ask('GET', `names?${query}`).catch(() => ({ names: [] }));
    if (own !== run) return;
    names = answer.names;
    found.replaceChildren(...names.filter(({ name }) => !has.has(name)).slice(0, 8).map(({ name }) => makeButton(catName(name), () => change({ add: [name] }))));
  };
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(complete, 150);
  };
  const form = make('form', { noValidate: true, onsubmit: event => event.preventDefault() }, field, makeButton(say.addName, async () => {
    if (!input.value.trim()) return input.focus();
    await change({ add: [tagMeant(input.value, names)] });
  }, 'primary'));
  input.onkeydown = event => {
    // While Hangul is being put together, Enter ends the syllable.
    if (event.key === 'Enter' && !event.isComposing) form.querySelector('.primary').click();
  };
  showChips();
  complete();
  return make('div', { className: 'panel naming' }, chips, found, form);
}

/** Names some photos in a dialog. */
async function openNaming(ids, about) {
  const known = about ?? (ids.length === 1 ? await ask('GET', `photos/${segment(ids[0])}`).catch(() => ({})) : {});
  const dialog = openDialog(ids.length > 1 ? say.nameSeveral(ids.length) : say.whoIsIt,
    make('div', { className: 'panel' }, make('div', { className: 'places' }, ...ids.slice(0, 6).map(id => thumbnail(id))), makeNaming(ids, known),
      makeButton(say.done, () => dialog.close(), 'plain')), reloadIfDue);
  return dialog;
}
