// --- One's own page: password, where one is signed in, keys for scripts, own data, leaving

pages['/account'] = async () => {
  if (!await requireSignIn()) return;
  // The printed key is nobody yet.
  if (session.keeperNeeded) return location.replace('/keeper');
  const parts = [section(say.changePassword, changePasswordForm()), await sessionsSection(), await ownDataSection(), await tokensSection(), leaveSection()];
  fillPage(session.name ?? say.account, text('p', roleText(session.role), { className: 'hint' }),
    makeButton(say.signOut, signOut), ...maySend() ? [makeLink(say.trash, '/trash'), makeLink(isKeeper() ? say.changes : say.ownChanges, '/changes')] : [], ...parts);
};

function changePasswordForm() {
  return makeForm([makePassword('current', say.oldPassword, 'current-password'), makeNewPassword()], say.changePassword, async ({ current, password }) => {
    await ask('PUT', 'password', { current, password });
    sayNext(say.passwordChanged);
    location.reload();
  }, { 401: say.oldPasswordWrong, 403: say.oldPasswordWrong, ...credentialWords });
}

/** "Safari on iPhone", as the server has it, without words of any language. */
const deviceText = device => !device || /unknown/.test(device) ? say.unknownDevice : device.replace(/^A program on /, '').split(' on ').join(', ');

async function sessionsSection() {
  const { sessions } = await ask('GET', 'sessions');
  return section(say.signedInOn, makeList(sessions, ({ id, device, used, current }) => [
    make('div', {}, text('strong', deviceText(device)), text('small', current ? say.thisDevice : say.lastUsed(momentText(used)))),
    current ? null : makeButton(say.end, async button => {
      await ask('DELETE', `sessions/${segment(id)}`);
      button.closest('li').remove();
      sayNote(say.ended);
    }),
  ], say.nobodyElse));
}

async function tokensSection() {
  const { tokens } = await ask('GET', 'tokens'), shown = make('div', {});
  const item = ({ id, name, made, used }) => [
    make('div', {}, text('strong', name), text('small', used ? say.lastUsed(momentText(used)) : say.madeOn(dateText(made)))),
    makeButton(say.end, async button => {
      await ask('DELETE', `tokens/${segment(id)}`);
      button.closest('li').remove();
      sayNote(say.ended);
    }),
  ];
  const form = makeForm([makeField('name', say.tokenName, { maxLength: 60, autocomplete: 'off' })], say.makeToken, async ({ name }) => {
    const { token } = await ask('POST', 'tokens', { name });
    shown.replaceChildren(text('p', say.tokenOnce, { role: 'status' }), makeCopy(token));
  });
  return make('details', {}, make('summary', { textContent: say.tokens }), text('p', say.tokensWhy, { className: 'hint' }), makeList(tokens, item, say.noTokens), shown, form);
}

/** A text in a field of its own, and a button that copies it. */
function makeCopy(value, label = say.copy) {
  const field = make('input', { readOnly: true, value, ariaLabel: label, className: 'link', onfocus: ({ target }) => target.select() });
  return make('div', { className: 'copy' }, field, makeButton(label, async button => {
    field.select();
    if (!await navigator.clipboard?.writeText(value).then(() => true, () => false)) document.execCommand('copy');
    button.textContent = say.copied;
  }));
}

const ownDataSection = async () => section(say.ownData, text('p', say.ownDataWhat, { className: 'hint' }), make('a', {
  className: 'big', href: '/api/v1/account/data', download: '', textContent: say.download,
}));

/** Leaving asks what becomes of the photos, and for the password. */
function leaveSection() {
  const what = name => make('label', { className: 'box' }, make('input', { type: 'radio', name: 'photos', value: name, required: true }), text('span', name === 'keep' ? say.leaveKeep : say.leaveTrash));
  const choices = make('fieldset', {}, text('legend', say.leavePhotos), what('keep'), what('trash'));
  choices.querySelector('input').checked = true;
  const form = makeForm([choices, makePassword('password', say.password, 'current-password')], say.leave, async ({ password }) => {
    const photos = choices.querySelector('input:checked').value;
    if (!await choose(say.leaveSure, [[say.leave, true, 'danger']], photos === 'keep' ? say.leaveKeep : say.leaveTrash)) return;
    await ask('DELETE', 'account', { password, photos });
    await forgetUploads();
    location.assign('/');
  }, { 401: say.wrongPassword, 403: say.wrongPassword, 409: say.lastKeeper });
  form.querySelector('.primary').className = 'big danger';
  return make('details', {}, make('summary', { textContent: say.leave }), form);
}
