// --- Forms: fields with what is asked of them said before, one button, and one place that says what went wrong

let fieldCount = 0;

/** A field with its label, and a hint where there is one. */
function makeField(name, label, { hint = '', ...properties } = {}) {
  const id = `field-${++fieldCount}`, input = make('input', { id, name, required: true, ...properties });
  const about = hint ? text('small', hint, { id: `${id}-hint` }) : null;
  if (about) input.setAttribute('aria-describedby', about.id);
  return make('div', { className: 'field' }, make('label', { htmlFor: id, textContent: label }), about, input);
}

/** A password that can be looked at. */
function makePassword(name, label, autocomplete, hint = '') {
  const field = makeField(name, label, { type: 'password', autocomplete, hint }), input = field.querySelector('input');
  Object.assign(input, { autocapitalize: 'none', spellcheck: false });
  const show = make('button', { type: 'button', className: 'big plain', textContent: say.showPassword, ariaPressed: 'false' });
  show.onclick = () => {
    const isHidden = input.type === 'password';
    input.type = isHidden ? 'text' : 'password';
    show.ariaPressed = String(isHidden);
    show.textContent = isHidden ? say.hidePassword : say.showPassword;
    input.focus();
  };
  field.append(show);
  return field;
}

const makeNewPassword = () => makePassword('password', say.newPassword, 'new-password', say.passwordRules);

const makeName = (hint = '') => makeField('name', say.name, { autocomplete: 'username', autocapitalize: 'none', maxLength: 64, hint });

/** A box to tick. */
function makeBox(name, label, required = false) {
  return make('label', { className: 'box' }, make('input', { type: 'checkbox', name, required }), text('span', label));
}

/** A form; `send` gets the values by name, and what it throws is said above the button, by `own` sentences for some statuses. */
function makeForm(parts, label, send, own = {}) {
  const wrong = make('p', { className: 'wrong', role: 'alert' }), button = make('button', { className: 'big primary', textContent: label });
  const form = make('form', { noValidate: true }, ...parts, wrong, button);
  const complain = (what, field) => {
    wrong.textContent = what;
    for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
    field?.setAttribute('aria-invalid', 'true');
    field?.focus();
  };
  form.onsubmit = async event => {
    event.preventDefault();
    if (form.isBusy) return;
    const empty = [...form.elements].find(input => input.required && (input.type === 'checkbox' ? !input.checked : !input.value.trim()));
    if (empty) return complain(empty.type === 'checkbox' ? say.tickFirst : `${empty.labels[0].textContent}: ${say.fillIn}`, empty);
    const password = form.querySelector('[autocomplete=new-password]'), problem = password && passwordProblem(password.value);
    if (problem) return complain(problem, password);
    form.isBusy = true;
    button.ariaDisabled = 'true';
    button.textContent = say.oneMoment;
    try {
      await send(Object.fromEntries([...form.elements].filter(input => input.name)
        .map(input => [input.name, input.type === 'checkbox' ? input.checked : input.type === 'password' || /password/.test(input.autocomplete) ? input.value : input.value.trim()])));
      complain('');
    } catch (problem) {
      complain(refusalText(problem, own), (problem.status === 409 && form.elements.namedItem('name')) || form.querySelector('[type=password], [autocomplete$=password]'));
    } finally {
      form.isBusy = false;
      button.ariaDisabled = null;
      button.textContent = label;
    }
  };
  return form;
}

/** What a name or a password is refused for, the server says in English. */
const credentialWords = tongue === 'en' ? {} : { 400: say.credentialsRefused };

/** What is wrong with a new password by the rules that were said; the server knows the common ones. */
function passwordProblem(password) {
  const composed = password.normalize('NFC');
  if ([...composed].length < 10) return say.passwordShort;
  return new TextEncoder().encode(composed).length > 1024 ? say.passwordLong : '';
}
