// --- The keeper's page: people, invitations, who asks to join, what was reported

pages['/people'] = async () => {
  if (!await requireSignIn(isKeeper)) return;
  // Where one list cannot be had, the others are no worse for it.
  const part = (path, none) => ask('GET', path).catch(problem => {
    sayNote(refusalText(problem));
    return none;
  });
  const [{ people }, { requests }, { reports }] = await Promise.all([ask('GET', 'people'), part('requests', { requests: [] }), part('reports', { reports: [] })]);
  const open = make('div', {});
  const showOpen = async () => open.replaceChildren(...await openInvitations());
  await showOpen();
  fillPage(say.people,
    ...requests.length ? [requestsSection(requests)] : [], ...reports.length ? [reportsSection(reports)] : [],
    inviteSection(showOpen), open, section(say.everybody, makeList(people, personItem, say.nobodyElse)),
    makeLink(say.changes, '/changes'), makeLink(say.trash, '/trash'));
};

async function openInvitations() {
  const { invitations } = await ask('GET', 'invitations');
  if (!invitations.length) return [];
  return [section(say.openInvitations, makeList(invitations, ({ id, role, ends }) => [
    make('div', {}, text('strong', roleText(role)), text('small', say.goodUntil(dateText(ends)))),
    makeButton(say.takeBack, async button => {
      await ask('DELETE', `invitations/${segment(id)}`);
      button.closest('li').remove();
    }),
  ], say.none))];
}

function personItem({ name, role, used, photos, bytes }) {
  const place = make('div', { className: 'made' }), isOwn = name === session.name;
  const about = [roleText(role), say.photosOf(photos), photos ? sizeText(bytes) : '', used ? say.lastHere(dateText(used)) : ''].filter(Boolean).join(' · ');
  const head = make('div', {}, text('strong', name), text('small', isOwn ? `${about} · ${say.you}` : about));
  if (isOwn) return [head];
  const select = make('select', { ariaLabel: say.roleOf(name) }, ...['keeper', 'member', 'guest'].map(value =>
    make('option', { value, textContent: roleText(value), selected: value === role })));
  let before = role;
  select.onchange = async () => {
    try {
      await ask('PATCH', `people/${segment(name)}`, { role: select.value });
      before = select.value;
      sayNote(say.roleChanged(name, roleText(before)));
    } catch (problem) {
      select.value = before;
      sayNote(refusalText(problem));
    }
  };
  return [head, make('details', { className: 'more' }, make('summary', { textContent: say.changePerson, ariaLabel: say.changeNamed(name) }),
    make('label', { className: 'field' }, text('span', say.role), select),
    makeButton(say.resetPassword, async () => {
      const { url } = await ask('POST', `people/${segment(name)}/reset`);
      showLink(place, url, say.resetMade(name));
    }), place,
    makeButton(say.removePerson, async button => {
      const photos = await choose(say.removeSure(name), [[say.removeKeep, 'keep', 'danger'], [say.removeTrash, 'trash', 'danger']], say.removeWhat);
      if (!photos) return;
      await ask('DELETE', `people/${segment(name)}`, { photos });
      button.closest('li').remove();
      sayNote(say.removed(name));
    }, 'danger'))];
}

function requestsSection(requests) {
  return section(say.requests, makeList(requests, ({ id, name, made }) => {
    const answer = (label, act, kind) => makeButton(label, async button => {
      await act();
      button.closest('li').remove();
      sayNote(say.answered(name));
    }, kind);
    return [make('div', {}, text('strong', name), text('small', say.askedOn(dateText(made)))),
      answer(say.acceptMember, () => ask('POST', `requests/${segment(id)}`, { role: 'member' }), 'primary'),
      answer(say.acceptGuest, () => ask('POST', `requests/${segment(id)}`, { role: 'guest' })),
      answer(say.decline, () => ask('DELETE', `requests/${segment(id)}`))];
  }, say.none));
}

function reportsSection(reports) {
  const reasons = { person: say.showsPerson, door: say.showsDoor };
  return section(say.reports, makeList(reports, ({ id, photo, reason, words, name, made }) => {
    const done = (label, act, kind) => makeButton(label, async button => {
      await act();
      await ask('DELETE', `reports/${segment(id)}`);
      button.closest('li').remove();
    }, kind);
    return [make('a', { href: `/#photo=${segment(photo)}` }, thumbnail(photo, say.reported)),
      make('div', {}, text('strong', reasons[reason] ?? say.otherReason), words ? text('p', words) : null, text('small', [name, momentText(made)].filter(Boolean).join(' · '))),
      done(say.hide, () => ask('PATCH', `photos/${segment(photo)}`, { hidden: true }), 'primary'),
      done(say.remove, () => ask('DELETE', `photos/${segment(photo)}`), 'danger'),
      done(say.nothingWrong, () => {})];
  }, say.none));
}
