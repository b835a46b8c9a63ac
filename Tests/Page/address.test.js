const assert = require('node:assert/strict');
const { test } = require('node:test');
const { load } = require('./page.js');

const run = load();

test('the address of a view is its centre to a metre and its zoom', () => {
  const address = (latitude, longitude, zoom) => run(`viewAddress({ x: worldX(${longitude}), y: worldY(${latitude}), zoom: ${zoom} })`);
  assert.equal(address(37.5665, 126.978, 15), '#37.5665,126.978,15z');
  assert.equal(address(-33.858649, -151.2140049, 3.14159), '#-33.85865,-151.214,3.14z');
  assert.equal(address(0, 0, 1), '#0,0,1z');
});

test('a view on another turn of the world has the address of the first', () => {
  assert.equal(run('viewAddress({ x: -0.25, y: 0.5, zoom: 2 })'), '#0,90,2z');
});

test('an address leads back to its view', () => {
  const { view } = run("readAddress('#-33.85865,151.214,16.25z')");
  assert.equal(run('viewAddress(there)', { there: view }), '#-33.85865,151.214,16.25z');
});

test('an address names a photo by its number in the file', () => {
  assert.deepEqual(run("readAddress('#photo=12')"), { number: 12 });
  run('takeUp(some)', { some: [{ name: 'a' }, { name: 'b' }] });
  assert.equal(run('photoAddress(photoAt(1))'), '#photo=2');
});

test('on a server an address names a photo by its id, which stays', () => {
  const id = '0123456789abcdef01234567';
  assert.equal(run('photoAddress({ number: 12, id })', { id }), `#photo=${id}`);
  assert.deepEqual(run('readAddress(`#photo=${id}`)', { id }), { id });
  assert.deepEqual(run('readAddress(`#photo=${id}0`)', { id }), {});
});

test('what is no address asks for nothing', () => {
  for (const hash of ['', '#', '#photo=0', '#photo=-1', '#photo=1e3', '#photo=1x', '#91,0,3z', '#0,181,3z', '#0,0,3', '#1,2', '#NaN,0,1z', '#1,2,3z&x']) {
    assert.deepEqual(run('readAddress(hash)', { hash }), {}, hash);
  }
});

const links = photo => Object.fromEntries(run('mapLinks(photo, photo.name)', { photo }));
const photo = { latitude: 37.5665, longitude: -126.978, name: 'a, b/<"&#?.jpg' };

test('other maps get the place in degrees, and a name that cannot change the link', () => {
  const all = links(photo);
  assert.deepEqual(Object.keys(all), ['OpenStreetMap', 'Google', 'Kakao', 'Naver', 'Apple']);
  for (const link of Object.values(all)) assert.match(link, /^https:\/\/[a-z.]+\/[^<"\s]*37\.5665.*-126\.978/);
  assert.equal(all.Kakao, 'https://map.kakao.com/link/map/a%20%20b%20%3C%22%26%23%3F.jpg,37.5665,-126.978');
});
