// --- Text: numbers, times, distances and directions as the reader's language writes them

// Times stay as the camera's clock had them: kept as if they were UTC, and written as UTC.
const timeFormat = (dateStyle, timeStyle) => lazy(() => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle, timeStyle }).format);
const shortTime = timeFormat('medium', 'short'), longTime = timeFormat('full', 'medium');

const dateFormats = [{ year: 'numeric' }, { month: 'long' }, { day: 'numeric' }].map((_, index, parts) =>
  lazy(() => new Intl.DateTimeFormat(locale, Object.assign({ timeZone: 'UTC' }, ...parts.slice(0, index + 1))).format));

/** A photo's date, as much of it as is known: a year, a month, a day, or a time in one of the formats. */
const timeText = ({ precision, time }, format) => (precision > 3 ? format : dateFormats[precision - 1])(time);

/** The same in a few words; where only the file's last change is known, it says so. */
const whenText = photo => photo.taken
  ? (photo.changed ? `${words.changed} ` : '') + timeText(photo, shortTime) : words.noDate;

const unitFormat = unit => lazy(() => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format);
const inMetres = unitFormat('meter'), inKilometres = unitFormat('kilometer');
const distanceText = metres => metres < 1000 ? inMetres(metres < 10 ? metres : Math.round(metres)) : inKilometres(metres / 1000);
const headingText = degrees => `${Math.round(degrees) % 360}° ${words.compass[Math.round(degrees / 45) % 8]}`;

/** A text with control characters, and marks that turn the direction of writing, made visible. */
function visible(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, character =>
    ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? `\\u{${character.codePointAt(0).toString(16).toUpperCase()}}`);
}
