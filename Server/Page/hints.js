// --- How a photo keeps its place the next time: one sentence for each system

/** `android`, `iphone` or `other`, by what the browser says of itself; iPads say that they are Macs, but can be touched. */
function systemOf({ userAgent, maxTouchPoints = 0 }) {
  if (/Android/.test(userAgent)) return 'android';
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1) ? 'iphone' : 'other';
}

const placeHint = () => say.keepPlace[systemOf(navigator)];
