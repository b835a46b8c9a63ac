// --- Choosing photos: the button, drag and drop, paste

/** A button that opens the system's picker of files: without `accept`, for the picker of pictures takes the place away on Android. */
function makeChooser(label, className) {
  const input = make('input', { type: 'file', multiple: true, hidden: true, tabIndex: -1 });
  input.onchange = () => {
    const files = [...input.files];
    input.value = '';
    takeFiles(files);
  };
  const button = make('button', { type: 'button', className: `big ${className}`, textContent: label, onclick: () => input.click() });
  return make('div', { className: 'chooser' }, button, input);
}

/** Replaced where there is a panel to open. */
let onFilesTaken = () => {};

function takeFiles(files) {
  if (!files.length) return;
  onFilesTaken();
  addFiles(files);
}

function listenForFiles() {
  const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes('Files');
  document.addEventListener('dragover', event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    document.body.classList.add('dropping');
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => { if (!relatedTarget) document.body.classList.remove('dropping'); });
  document.addEventListener('drop', event => {
    document.body.classList.remove('dropping');
    if (!hasFiles(event)) return;
    event.preventDefault();
    takeFiles([...event.dataTransfer.files]);
  });
  document.addEventListener('paste', event => {
    const files = [...event.clipboardData?.files ?? []];
    if (!files.length) return;
    event.preventDefault();
    takeFiles(files);
  });
  addEventListener('online', sendNow);
  addEventListener('offline', () => sender.onchange());
}

/** Asks whether photos that were shared with the page are to be sent, and sends or forgets them. */
async function askForShared() {
  const shared = askedUploads(await keptUploads().catch(() => []));
  if (!shared.length) return;
  const answer = await choose(say.sendShared(shared.length), [[say.sendThem, 'send', 'primary'], [say.dropThem, 'drop', '']]);
  if (answer === null) return;
  for (const upload of shared) {
    if (answer === 'drop') await forgetUpload(upload.key);
    else await keepState({ ...upload, state: 'waiting', owner: session.name });
  }
}

/** The page of uploads alone: what the share sheet opens, and what is seen without a network. */
pages['/add'] = async () => {
  if (isSessionKnown && !await requireSignIn(maySend)) return;
  const { element, update } = makeUploadPanel(() => { leaveNext('next', 'pins'); location.assign('/'); }, () => clearSent().then(() => location.assign('/')));
  sender.onchange = update;
  fillPage(say.addPhotos, makeChooser(say.choosePhotos, 'primary'), element);
  listenForFiles();
  await askForShared();
  await loadQueue();
  sendNow();
};
