const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load, names, read } = require('./scripts.js');

const LANGUAGES = names.filter(name => /^words-server-/.test(name)).map(name => /-(\w+)\.js$/.exec(name)[1]);

/** The keys of some words with what is there: a text, a function or words by name. */
const shapeOf = `words => Object.entries(words).map(([key, value]) => [key, typeof value === 'object' ? Object.keys(value).sort().join() : typeof value]).sort()`;

test('each language has the same words', () => {
  const run = load(), english = run(`(${shapeOf})(serverLanguages.en(String))`);
  assert.deepEqual(LANGUAGES.sort(), ['en', 'ko']);
  for (const language of LANGUAGES) assert.deepEqual(run(`(${shapeOf})(serverLanguages[language](String))`, { language }), english, language);
});

test('every word that a script says is there, and no other', () => {
  const scripts = names.filter(name => !/^words-/.test(name)).map(read).join('\n');
  const said = new Set([...scripts.matchAll(/\bsay\.(\w+)|'(role\w+)'/g)].map(([, word, role]) => word ?? role));
  assert.deepEqual([...said].sort(), load()('Object.keys(serverLanguages.en(String))').sort());
});

test('no word is empty, and none is the same in both languages but names', () => {
  const run = load(), pairs = run(`Object.keys(serverLanguages.en(String)).map(key => {
    const [en, ko] = ['en', 'ko'].map(language => serverLanguages[language](String)[key]);
    return [key, ...[en, ko].map(value => typeof value === 'function' ? value('1', '2') : typeof value === 'object' ? Object.values(value).join() : value)];
  })`);
  for (const [key, en, ko] of pairs) {
    assert.ok(en && ko, key);
    if (!['hectares', 'companion'].includes(key)) assert.notEqual(en, ko, key);
  }
});

test('the reader\'s first language counts where it is here, else English', () => {
  assert.equal(load('ko-KR')('say.signIn'), '로그인');
  assert.equal(load('fr-FR')('say.signIn'), 'Sign in');
});

test('sizes and waiting times are short', () => {
  const run = load();
  assert.equal(run('sizeText(2345678)'), '2.3 MB');
  assert.equal(run('waitText(3)'), '3 seconds');
  assert.equal(run('waitText(0.2)'), '1 second');
  assert.equal(run('waitText(600)'), '10 minutes');
});

test('a moment is seconds or text, a day is a day everywhere', () => {
  const run = load();
  assert.equal(run('dateText(86400 * 365 + 43200)'), run("dateText('1971-01-01T12:00:00Z')"));
  assert.equal(run("dayText('2024-05-03')"), '3 May 2024');
});

test('a photo keeps its place in ways that its system has', () => {
  const run = load();
  const system = (userAgent, maxTouchPoints) => run('systemOf(browser)', { browser: { userAgent, maxTouchPoints } });
  assert.equal(system('Mozilla/5.0 (Linux; Android 14)', 5), 'android');
  assert.equal(system('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5), 'iphone');
  assert.equal(system('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 5), 'iphone');
  assert.equal(system('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 0), 'other');
});
