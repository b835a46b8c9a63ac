// --- Words in the reader's language

const [spoken] = navigator.language.toLowerCase().split('-'), language = Object.hasOwn(languages, spoken) ? spoken : 'en';
const locale = spoken === language ? navigator.language : language;

/** A function that is made when it is first called: what a browser knows of a language takes long to load. */
function lazy(make) {
  let made;
  return (...values) => (made ??= make())(...values);
}

const number = lazy(() => new Intl.NumberFormat(locale).format);
const words = languages[language](number);
