// --- Inviting: a link that is good once, as text, for the share sheet, and as a QR code to photograph

const SVG = 'http://www.w3.org/2000/svg';

/** A text as a QR code that is drawn, with the quiet zone it needs; null where it is too long. */
function qrPicture(value) {
  const code = qrCode(value);
  if (!code) return null;
  const size = code.length + 8, picture = document.createElementNS(SVG, 'svg'), path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', code.map((row, y) => [...row].map((dark, x) => dark ? `M${x + 4},${y + 4}h1v1h-1z` : '').join('')).join(''));
  for (const [name, setting] of [['viewBox', `0 0 ${size} ${size}`], ['class', 'qr'], ['role', 'img'], ['aria-label', say.qrCode], ['shape-rendering', 'crispEdges']]) {
    picture.setAttribute(name, setting);
  }
  picture.append(path);
  return picture;
}

/** A link to hand on. */
function showLink(place, url, about) {
  const share = navigator.share ? makeButton(say.share, () => navigator.share({ url }).catch(() => {}), 'primary') : null;
  place.replaceChildren(text('p', about, { role: 'status' }), ...[qrPicture(url), share].filter(Boolean), makeCopy(url, say.copyLink));
  place.scrollIntoView({ block: 'nearest' });
}

/** Chooses a role and makes an invitation. */
function inviteSection(onMade) {
  const place = make('div', { className: 'made' });
  const roles = make('fieldset', {}, text('legend', say.inviteAs), ...['member', 'guest', 'keeper'].map(role =>
    make('label', { className: 'box' }, make('input', { type: 'radio', name: 'role', value: role, checked: role === 'member' }),
      make('span', {}, text('strong', roleText(role)), text('small', roleHint(role))))));
  return section(say.invite, roles, makeButton(say.makeInvitation, async () => {
    const { url, ends } = await ask('POST', 'invitations', { role: roles.querySelector('input:checked').value });
    showLink(place, url, say.invitationMade(dateText(ends)));
    onMade();
  }, 'primary'), place);
}
