// --- Words in the reader's language

const [spoken] = navigator.language.toLowerCase().split('-'), language = Object.hasOwn(languages, spoken) ? spoken : 'en';
const locale = spoken === language ? navigator.language : language;
const number = new Intl.NumberFormat(locale).format;
const words = languages[language](number);
