// --- Languages: each is a file of its own that adds its words here; the first of the reader's languages that is here counts, else English

const languages = {};
