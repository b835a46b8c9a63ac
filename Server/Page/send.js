// --- Sending: one photo at a time, in one tab of the browser

const sender = { queue: [], request: null, timer: 0, sent: 0, onchange: () => {} };

/** Sends a file as the body of a request; what was answered, with status 0 where nothing was. */
function sendFile(upload, onProgress) {
  return new Promise(done => {
    const request = sender.request = new XMLHttpRequest();
    request.open('POST', `/api/v1/photos?name=${segment(upload.name)}`);
    request.setRequestHeader('Content-Type', upload.type || 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    const end = status => done({ status, answer: request.response, seconds: Number(request.getResponseHeader('Retry-After')) || 0 });
    request.onload = () => {
      noteOwnChange();
      end(request.status);
    };
    request.onerror = request.ontimeout = () => end(0);
    request.onabort = () => done(null);
    request.send(upload.file);
  });
}

function setUpload(upload) {
  const at = sender.queue.findIndex(({ key }) => key === upload.key);
  if (at >= 0) sender.queue[at] = upload;
  sender.onchange();
}

/** Sends what is due, until nothing is; then waits for the next to be due. */
async function sendDue() {
  if (sender.isRunning) return;
  sender.isRunning = true;
  clearTimeout(sender.timer);
  try {
    await locked(async () => {
      let upload;
      while ((upload = nextUpload(sender.queue, Date.now()))) await sendOne(upload);
    });
  } finally {
    sender.isRunning = false;
    const due = nextDue(sender.queue, Date.now());
    if (due < Infinity) sender.timer = setTimeout(sendDue, due + 50);
    sender.onchange();
  }
}

async function sendOne(upload) {
  setUpload({ ...upload, state: 'sending', progress: 0 });
  const result = await sendFile(upload, progress => setUpload({ ...upload, state: 'sending', progress }));
  sender.request = null;
  if (!result) return;
  const after = afterAnswer(upload, result.status, result.answer, result.seconds, Date.now());
  if (after.state === 'sent') sender.sent++;
  await keepState(after).catch(() => {});
  setUpload(after);
  sender.queue = holdAll(sender.queue, after);
  sender.onchange();
}

/** Only one tab sends. */
const locked = act => navigator.locks ? navigator.locks.request('catalog uploads', { ifAvailable: true }, lock => lock ? act() : null) : act();

async function loadQueue() {
  sender.queue = ownUploads(await keptUploads().catch(() => []), session.name).filter(({ state }) => state !== 'asked').map(afterRestart);
  sender.onchange();
}

/** Takes up files that were chosen: kept first, then sent. */
async function addFiles(files) {
  for (const file of files) {
    const upload = newUpload(file.name || 'photo.jpg', file.size, file.type, Date.now(), session.name);
    let key;
    try {
      // Its bytes now: what the phone hands over may be gone when the page comes back.
      key = await keepUpload(upload, file);
    } catch {
      memory.set(--memoryKey, { ...upload, file, key: memoryKey });
      key = memoryKey;
    }
    sender.queue.push({ ...upload, file, key });
    sender.onchange();
  }
  sendDue();
}

async function dropUpload(upload) {
  const isSending = sender.queue.find(({ key }) => key === upload.key)?.state === 'sending';
  sender.queue = sender.queue.filter(({ key }) => key !== upload.key);
  if (isSending) sender.request?.abort();
  await forgetUpload(upload.key);
  sender.onchange();
}

/** The network is back, or somebody asks: nothing waits longer. */
async function sendNow() {
  sender.queue = sender.queue.map(retryNow);
  await sendDue();
}
