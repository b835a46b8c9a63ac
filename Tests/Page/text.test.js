const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load(), korean = load('ko-KR');
const plain = text => text.replace(/\s/g, ' ');

test('a distance is in metres below 1 km and in kilometres from there on', () => {
  const texts = [0.5, 9.94, 10.4, 999, 999.4, 1000, 1250, 12_000].map(metres => plain(run(`distanceText(${metres})`)));
  assert.deepEqual(texts, ['0.5 m', '9.9 m', '10 m', '999 m', '999 m', '1 km', '1.3 km', '12 km']);
});

test('a heading is 0° to 359° with the nearest of eight directions', () => {
  const texts = [0, 22.4, 22.6, 90, 180, 270, 337.4, 337.6, 359.4, 359.6, 360].map(degrees => run(`headingText(${degrees})`));
  assert.deepEqual(texts,
    ['0° N', '22° N', '23° NE', '90° E', '180° S', '270° W', '337° NW', '338° N', '359° N', '0° N', '0° N']);
  assert.equal(korean('headingText(180)'), '180° 남');
});

test('times are written as the camera\'s clock had them', () => {
  const time = Date.parse('2024-11-23T17:40:31Z');
  assert.equal(run(`longTime(${time})`), 'Saturday, 23 November 2024 at 17:40:31');
});

test('a date is written as far as it is known, and that of a file\'s last change says so', () => {
  const when = (run, taken, changed) => run('takeUp(some); whenText(photoAt(0))', { some: [{ taken, changed }] });
  assert.deepEqual(['1987', '1987-06', '1987-06-15', '1987-06-15T14:30:05+09:00', null].map(taken => when(run, taken)),
    ['1987', 'June 1987', '15 June 1987', '15 Jun 1987, 14:30', 'No date']);
  assert.equal(when(run, '2021-07', 1), 'File changed July 2021');
  assert.equal(when(korean, '2021-07', 1), '파일 변경 2021년 7월');
});

test('control characters and marks that turn the direction of writing are made visible, letters stay', () => {
  assert.equal(run('visible("a\\n\\t\\u0007\\u202e\\u200f고양이.jpg")'), 'a\\n\\t\\u{7}\\u{202E}\\u{200F}고양이.jpg');
  assert.equal(run('visible("\\u009f\\u2069\\u00a0\\u206a")'), '\\u{9F}\\u{2069}\u00a0\u206a');
});

test('both languages have the same words', () => {
  assert.deepEqual(korean('Object.keys(words)'), run('Object.keys(words)'));
  assert.equal(run('words.compass.length'), 8);
  assert.equal(korean('words.compass.length'), 8);
});

test('one photo is not several', () => {
  assert.equal(run('words.total(1)'), '1 photo');
  assert.equal(run('words.total(12345)'), '12,345 photos');
});

test('a photo is called after its cats, else by its title, its file or its number', () => {
  const name = photo => run('takeUp(some); nameOf(photoAt(0))', { some: [photo] });
  assert.equal(name({ tags: ['people', 'cats/Nabi', 'cats/street/Miso'], title: 'T', name: 'a.jpg' }), 'Nabi, Miso');
  assert.equal(name({ tags: ['people'], title: 'T', name: 'a.jpg' }), 'T');
  assert.equal(name({ name: 'a\u202eb.jpg' }), 'a\\u{202E}b.jpg');
  assert.equal(name({}), 'Photo 1');
});

test('a reader of neither language reads English', () => {
  assert.equal(load('fr-FR')('words.photos'), 'Photos');
  assert.equal(load('kok-IN')('words.photos'), 'Photos');
});
