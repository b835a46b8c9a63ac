// --- Languages of the server's own part: each is a file that adds its words here, as for the map

const serverLanguages = {};
