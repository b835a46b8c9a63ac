// --- The server's words in the reader's language, and numbers, times and sizes as that writes them

const [asked] = navigator.language.toLowerCase().split('-'), tongue = Object.hasOwn(serverLanguages, asked) ? asked : 'en';
const region = asked === tongue ? navigator.language : tongue;
const inNumbers = new Intl.NumberFormat(region).format;
const say = serverLanguages[tongue](inNumbers);

/** A day as ISO 8601 has it, or a time in seconds since 1970 or as ISO 8601, in words. */
const dayText = day => new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(String(day).slice(0, 10)));
const momentOf = moment => new Date(typeof moment === 'number' ? moment * 1000 : moment);
const momentText = moment => new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short' }).format(momentOf(moment));
const dateText = moment => new Intl.DateTimeFormat(region, { dateStyle: 'long' }).format(momentOf(moment));

/** A size in bytes with a unit that leaves few digits. */
function sizeText(bytes) {
  const step = bytes < 1e6 ? ['kilobyte', 1e3] : bytes < 1e9 ? ['megabyte', 1e6] : ['gigabyte', 1e9];
  return new Intl.NumberFormat(region, { style: 'unit', unit: step[0], maximumFractionDigits: bytes < 1e6 ? 0 : 1 }).format(bytes / step[1]);
}

/** How long to wait, in seconds below two minutes and in minutes above. */
function waitText(seconds) {
  const [value, unit] = seconds < 120 ? [Math.max(1, Math.ceil(seconds)), 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new Intl.NumberFormat(region, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** A distance in metres, at least one. */
const metresText = metres => new Intl.NumberFormat(region, { style: 'unit', unit: 'meter' }).format(Math.max(1, Math.round(metres)));

/** The last level of a tag: what a cat is called. */
const catName = tag => tag.slice(tag.lastIndexOf('/') + 1);
