// swift-format-ignore-file
// Written by `make page` from the files in Page/. Edit those.

/// The files of the page, and the hashes of what its policy lets run.
enum PageFiles {
  /// Everything around style, settings, photos and script, which have marks in double braces.
  static let html = #"""
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{policy}}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="catalog">
<link rel="icon" href="data:,">
<title>catalog</title>
<style>{{style}}</style>
</head>
<body>
<main>
  <div id="map" role="application" tabindex="0" aria-describedby="map-help"><canvas id="canvas"></canvas></div>
  <div id="marks" role="group"></div>
  <button id="card" tabindex="-1" aria-hidden="true" hidden></button>
  <p id="map-help" hidden></p>
  <div id="zoom">
    <button id="zoom-in">+</button>
    <button id="zoom-out">−</button>
    <button id="zoom-all"></button>
  </div>
  <p id="attribution" hidden></p>
</main>
<aside>
  <div id="browse">
    <header>
      <h1><bdi id="title"></bdi> <small id="total"></small></h1>
      <input id="search" type="search" autocomplete="off" spellcheck="false">
      <div id="years" role="group"></div>
      <details id="filters" hidden>
        <summary id="filters-name"></summary>
        <div id="timeline">
          <button id="play" class="icon">▶</button>
          <div id="range"><div id="bars"></div><input id="from" type="range" min="0" step="1"><input id="to" type="range" min="0" step="1"></div>
          <small id="months"></small>
        </div>
        <div id="choices"><select id="folder"></select><select id="camera"></select></div>
      </details>
      <button id="unplaced" hidden></button>
    </header>
    <div id="list-head">
      <button id="list-back" class="icon" hidden>←</button>
      <h2 id="list-title" role="status"></h2>
    </div>
    <div id="list" role="listbox" tabindex="0" aria-labelledby="list-title"><div id="list-height"></div></div>
    <div id="empty" hidden><p></p><button class="wide"></button></div>
  </div>
  <section id="details" hidden aria-labelledby="details-name"></section>
</aside>
<noscript>This page draws its map with JavaScript.</noscript>
<script type="application/json" id="settings">{{settings}}</script>
<script type="application/json" id="photos">{{photos}}</script>
<script>{{script}}</script>
</body>
</html>

"""#

  /// All styles.
  static let style = #"""
:root {
  --paper: #fff; --ink: #1d2523; --faint: #5d6b67; --line: #dde4e2; --hover: #f1f5f4;
  --accent: #b93c0b; --on-accent: #fff;
  --sea: #f2f6f5; --land: #e3ebe6; --grid: #d0dbd8; --grid-fine: #e5ecea; --label: #5f6f6b; --ring: #fff;
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #191f21; --ink: #e8edeb; --faint: #9fadaa; --line: #2e3739; --hover: #232b2d;
    --accent: #ff9a5c; --on-accent: #22110a;
    --sea: #111617; --land: #1d2524; --grid: #2c3739; --grid-fine: #1b2224; --label: #8b9a97; --ring: #111617;
  }
}

* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
body {
  display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr) clamp(300px, 30vw, 400px);
  height: 100dvh; overflow: hidden; overscroll-behavior: none;
  color: var(--ink); background: var(--paper);
}
button, input, select, .wide { min-height: 44px; font: inherit; color: inherit; border: 1px solid var(--line); border-radius: 10px; background: none; }
button { min-width: 44px; padding: 0; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; }

/* The map */
main { position: relative; overflow: hidden; background: var(--sea); }
#map { position: absolute; inset: 0; touch-action: none; user-select: none; -webkit-user-select: none; cursor: grab; }
#map:active { cursor: grabbing; }
#map.pointing { cursor: pointer; }
canvas { display: block; width: 100%; height: 100%; }
#marks { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
.mark { position: absolute; min-width: 0; min-height: 0; border: 0; border-radius: 50%; }
.mark:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
#card {
  position: absolute; z-index: 1; display: flex; gap: 10px; align-items: center; max-width: min(280px, calc(100% - 16px)); padding: 8px; text-align: start;
  border: 1px solid var(--line); border-radius: 12px; background: var(--paper); box-shadow: 0 2px 12px #0003;
}
#card .thumb { width: 72px; height: 72px; }
#card strong:empty { display: none; }
#zoom {
  position: absolute; display: grid; overflow: hidden;
  top: calc(12px + env(safe-area-inset-top)); left: calc(12px + env(safe-area-inset-left));
  border: 1px solid var(--line); border-radius: 12px; background: var(--paper); box-shadow: 0 1px 6px #0002;
}
#zoom button { border-width: 0 0 1px; border-radius: 0; font-size: 24px; line-height: 1; }
#zoom #zoom-all { border: 0; font-size: 14px; }
#attribution { position: absolute; right: 0; bottom: 0; max-width: 70%; padding: 1px 8px; font-size: 12px; background: var(--paper); opacity: .85; }

/* The photos beside it */
aside {
  display: grid; min-height: 0; border-inline-start: 1px solid var(--line);
  padding-bottom: env(safe-area-inset-bottom); padding-right: env(safe-area-inset-right);
}
#browse { display: flex; flex-direction: column; min-height: 0; min-width: 0; }
header { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; padding: 16px 16px 10px; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.2rem; line-height: 1.25; overflow-wrap: anywhere; }
small { font-size: .85rem; font-weight: 400; color: var(--faint); }
#search { width: 100%; padding: 0 12px; background: var(--hover); }
#search::placeholder { color: var(--faint); opacity: 1; }
#years { display: flex; gap: 6px; overflow-x: auto; scrollbar-width: thin; }
#years button { flex: none; padding: 0 13px; border-radius: 22px; }
#years [aria-pressed=true], .wide.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
#filters summary { min-height: 44px; line-height: 44px; cursor: pointer; color: var(--faint); }
#timeline { display: grid; grid-template-columns: 44px minmax(0, 1fr); align-items: end; column-gap: 6px; }
#range { position: relative; height: 72px; }
#bars { position: absolute; inset: 0 12px 22px; display: flex; align-items: end; gap: 1px; }
#bars i { flex: 1; background: var(--accent); border-radius: 1px 1px 0 0; }
#bars .out { background: var(--line); }
#range input {
  position: absolute; inset: auto 0 0; width: 100%; height: 44px; min-height: 0; margin: 0; border: 0; appearance: none; pointer-events: none;
  border-radius: 0;
}
#range input::-webkit-slider-thumb { appearance: none; width: 24px; height: 44px; pointer-events: auto; cursor: ew-resize; border: 0; background: radial-gradient(circle, var(--ink) 0 8px, transparent 9px); }
#range input::-moz-range-thumb { width: 24px; height: 44px; pointer-events: auto; cursor: ew-resize; border: 0; background: radial-gradient(circle, var(--ink) 0 8px, transparent 9px); }
#months { grid-column: 2; padding-inline: 12px; }
#choices { display: flex; gap: 8px; margin-top: 8px; }
select { flex: 1; min-width: 0; padding: 0 8px; background: var(--paper); }
#unplaced { justify-self: start; margin: -8px 0; border: 0; color: var(--accent); text-decoration: underline; }
#list-head { display: flex; align-items: center; min-height: 44px; padding: 0 16px; }
#list-head h2 { font-size: .9rem; color: var(--faint); }
.icon { border: 0; font-size: 20px; }
#list-head .icon { margin-left: -14px; }
#list { position: relative; flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; }
.row { position: absolute; inset-inline: 0; display: flex; align-items: center; gap: 12px; height: 68px; padding: 0 16px; cursor: pointer; }
.row:hover, :focus-visible > .active { background: var(--hover); }
:focus-visible > .active { box-shadow: inset 7px 0 var(--accent); }
.thumb { flex: none; display: grid; place-items: center; width: 52px; height: 52px; overflow: hidden; border-radius: 8px; background: var(--hover); }
.thumb img { width: 100%; height: 100%; object-fit: cover; }
.about { min-width: 0; }
.about > * { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#empty { padding: 8px 16px; color: var(--faint); }
.wide { display: grid; place-items: center; width: 100%; color: var(--accent); text-decoration: none; font-weight: 600; }
#empty .wide { margin-top: 12px; }

/* One photo */
#details { overflow-y: auto; min-width: 0; padding: 0 16px 16px; overflow-wrap: anywhere; }
nav { position: sticky; top: 0; display: flex; margin: 0 -14px; padding: 4px 0; background: var(--paper); }
nav :first-child { margin-right: auto; }
nav [disabled] { opacity: .3; cursor: default; }
.picture { display: grid; place-items: center; min-height: 120px; margin-bottom: 12px; overflow: hidden; border-radius: 12px; background: var(--hover); color: var(--faint); }
.picture img { display: block; max-width: 100%; max-height: 38vh; }
#details h2 { font-size: 1.1rem; line-height: 1.3; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 8px 14px; margin: 14px 0 16px; }
dt { color: var(--faint); }
dd small { display: block; }
.actions { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
.primary, .maps[open] { grid-column: 1 / -1; }
.maps summary { list-style: none; cursor: pointer; }
.maps summary::-webkit-details-marker { display: none; }
.maps summary::after { content: "▾"; position: absolute; right: 14px; }
.maps[open] summary::after { content: "▴"; }
.maps { position: relative; }
.maps a { margin-top: 8px; }

/* Phones: the map above, the photos below */
@media (max-width: 719px) and (orientation: portrait) {
  body { grid-template: minmax(0, 46fr) minmax(0, 54fr) / minmax(0, 1fr); }
  aside { border-inline-start: 0; border-top: 1px solid var(--line); }
  header { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: center; gap: 8px; padding: 10px 16px 6px; }
  #filters[open], #unplaced { grid-column: 1 / -1; }
  #list-head { min-height: 36px; }
}

"""#

  /// All scripts as one.
  static let script = #"""
'use strict';

// --- Words: Korean, or else English

const language = /^ko\b/i.test(navigator.language) ? 'ko' : 'en';
const locale = navigator.language.toLowerCase().startsWith(language) ? navigator.language : language;
const number = new Intl.NumberFormat(locale).format;
const photosText = n => n === 1 ? '1 photo' : `${number(n)} photos`;

const words = {
  en: {
    photos: 'Photos',
    total: photosText,
    inView: n => `${photosText(n)} in view`,
    here: n => `${photosText(n)} at this place`,
    unplaced: n => `${photosText(n)} without a place`,
    noneHere: 'No photos in this part of the map.', noneFound: 'No photo fits.',
    showAll: 'Show all photos', clear: 'Clear search and filters', all: 'All',
    search: 'Search names and cameras', years: 'Years', noDate: 'No date',
    map: 'Map of the photos',
    mapHelp: 'Arrow keys move the map, plus and minus zoom, 0 shows all photos, Enter opens what is nearest to the centre. Tab goes on to the photos on the map, and arrow keys from one to another.',
    zoomIn: 'Zoom in', zoomOut: 'Zoom out', back: 'Back to the list', previous: 'Previous photo', next: 'Next photo',
    taken: 'Taken', changed: 'File changed', place: 'Place', altitude: 'Altitude', heading: 'Looking', camera: 'Camera', problem: 'Why',
    approximate: distance => `approximate, within ${distance}`, unknownZone: 'time zone unknown',
    open: 'Open the photo', openVideo: 'Open the video', noPreview: 'No preview',
    copy: 'Copy the place', copyLink: 'Copy link', copied: 'Copied', maps: 'Other maps', mapApp: 'Map app', marks: 'Photos on the map', filters: 'Filters', from: 'From', to: 'To', folder: 'Folder', play: 'Play', pause: 'Pause',
    fromCentre: distance => `${distance} from the centre`, showOnMap: 'Show on the map',
    compass: ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'],
  },
  ko: {
    photos: '사진',
    total: n => `${number(n)}장`,
    inView: n => `지도에 보이는 사진 ${number(n)}장`,
    here: n => `이 자리의 사진 ${number(n)}장`,
    unplaced: n => `위치 없는 사진 ${number(n)}장`,
    noneHere: '지도의 이 부분에는 사진이 없습니다.', noneFound: '맞는 사진이 없습니다.',
    showAll: '사진 모두 보기', clear: '검색과 거르기 지우기', all: '전체',
    search: '이름, 카메라 검색', years: '연도', noDate: '날짜 없음',
    map: '사진 지도',
    mapHelp: '화살표 키로 지도를 움직이고 더하기와 빼기 키로 확대, 축소합니다. 0은 사진을 모두 보이고 Enter는 가운데에서 가장 가까운 것을 엽니다. Tab으로 지도의 사진에 가고 화살표 키로 다음 사진에 갑니다.',
    zoomIn: '확대', zoomOut: '축소', back: '목록으로', previous: '이전 사진', next: '다음 사진',
    taken: '찍은 때', changed: '파일 변경', place: '위치', altitude: '고도', heading: '방향', camera: '카메라', problem: '이유',
    approximate: distance => `어림한 위치, ${distance} 안쪽`, unknownZone: '시간대 모름',
    open: '사진 열기', openVideo: '동영상 열기', noPreview: '미리 보기 없음',
    copy: '위치 복사', copyLink: '링크 복사', copied: '복사했습니다', maps: '다른 지도', mapApp: '지도 앱', marks: '지도의 사진', filters: '거르기', from: '처음', to: '끝', folder: '폴더', play: '재생', pause: '멈춤',
    fromCentre: distance => `가운데에서 ${distance}`, showOnMap: '지도에서 보기',
    compass: ['북', '북동', '동', '남동', '남', '남서', '서', '북서'],
  },
}[language];

// --- Text: numbers, times, distances and directions as the reader's language writes them

// Times stay as the camera's clock had them: kept as if they were UTC, and written as UTC.
const timeFormat = (dateStyle, timeStyle) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle, timeStyle }).format;
const shortTime = timeFormat('medium', 'short'), longTime = timeFormat('full', 'medium');

/** A photo's date, as much of it as is known: a year, a month, a day, or a time in one of the formats. */
function timeText({ taken, time }, format) {
  if (taken.includes('T')) return format(time);
  const parts = [{ year: 'numeric' }, { month: 'long' }, { day: 'numeric' }].slice(0, taken.split('-').length);
  return new Intl.DateTimeFormat(locale, Object.assign({ timeZone: 'UTC' }, ...parts)).format(time);
}

/** The same in a few words; where only the file's last change is known, it says so. */
const whenText = photo => photo.taken
  ? (photo.changed ? `${words.changed} ` : '') + timeText(photo, shortTime) : words.noDate;

const unitFormat = unit => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format;
const inMetres = unitFormat('meter'), inKilometres = unitFormat('kilometer');
const distanceText = metres => metres < 1000 ? inMetres(metres < 10 ? metres : Math.round(metres)) : inKilometres(metres / 1000);
const headingText = degrees => `${Math.round(degrees) % 360}° ${words.compass[Math.round(degrees / 45) % 8]}`;

/** A text with control characters, and marks that turn the direction of writing, made visible. */
function visible(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, character =>
    ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? `\\u{${character.codePointAt(0).toString(16).toUpperCase()}}`);
}

// --- The world as a square (Web Mercator): places, distances, regions

// The square goes from 0, 0 in the north-west to 1, 1. Longitudes go round: x and x + 1 are the same place.
const worldX = longitude => (longitude + 180) / 360;
const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const latitudeAt = y => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI;
const metresPerWorld = y => 40075016.686 / Math.cosh(Math.PI * (1 - 2 * y));

function worldY(latitude) {
  const radians = Math.max(-85.0511287798, Math.min(85.0511287798, latitude)) * Math.PI / 180;
  return 0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI);
}

/** Metres between two places on a sphere: within 0.6 % of the distance on the ellipsoid. */
function distanceBetween(a, b) {
  const radians = degrees => degrees * Math.PI / 180, half = angle => Math.sin(radians(angle) / 2) ** 2;
  const chord = half(b.latitude - a.latitude)
    + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * 6371008.8 * Math.asin(Math.sqrt(Math.min(1, chord)));
}

/** Whether a place lies in a region {left, width, top, bottom}. */
function isInside(region, { x, y }) {
  const east = x - region.left;
  return east - Math.floor(east) <= region.width && y >= region.top && y <= region.bottom;
}

/** The smallest region that holds some photos; it crosses the date line where that is shorter. */
function regionOf(some) {
  const xs = Float64Array.from(some, photo => photo.x).sort();
  if (!xs.length) return null;
  let left = xs[0], gap = xs[0] + 1 - xs.at(-1), top = 1, bottom = 0;
  for (let i = 1; i < xs.length; i++) if (xs[i] - xs[i - 1] > gap) [left, gap] = [xs[i], xs[i] - xs[i - 1]];
  for (const { y } of some) [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  return { left, width: 1 - gap, top, bottom };
}

/** The same with room for the circles in which blurred places are. */
function regionWithCircles(some) {
  const region = regionOf(some);
  if (!region) return null;
  let reach = 0;
  for (const { y, uncertainty } of some) reach = Math.max(reach, (uncertainty ?? 0) / metresPerWorld(y));
  const { left, width, top, bottom } = region;
  return { left: left - reach, width: Math.min(1, width + 2 * reach), top: top - reach, bottom: bottom + reach };
}

/** The photos in the smallest square of two by two cells, of all sizes of cells, that holds at least half of some photos. */
function densestHalf(some) {
  let half = some;
  // A square that holds half at one level is part of such a square at every coarser level.
  for (let low = 1, high = 20; low <= high;) {
    const level = (low + high) >> 1, found = squareOfHalf(some, 2 ** level);
    if (found) [half, low] = [found, level + 1];
    else high = level - 1;
  }
  return half;
}

/** The photos of the fullest square of two by two cells, the world being `columns` cells wide; null where none holds half of them. */
function squareOfHalf(some, columns) {
  const counts = new Map(), cellOf = ({ x, y }) => [Math.floor(x * columns) % columns, Math.min(columns - 1, Math.floor(y * columns))];
  for (const photo of some) {
    const [column, row] = cellOf(photo), key = row * columns + column;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const count = (column, row) => counts.get(row * columns + (column + columns) % columns) ?? 0;
  let best = 0, at = null;
  for (const key of counts.keys()) {
    const row = Math.floor(key / columns), column = key % columns;
    for (const left of [column - 1, column]) {
      for (const top of [row - 1, row]) {
        const sum = count(left, top) + count(left + 1, top) + count(left, top + 1) + count(left + 1, top + 1);
        if (sum > best) [best, at] = [sum, [left, top]];
      }
    }
  }
  if (best * 2 < some.length) return null;
  return some.filter(photo => {
    const [column, row] = cellOf(photo);
    return (column - at[0] + columns) % columns < 2 && row >= at[1] && row < at[1] + 2;
  });
}

// --- Clusters: photos that are too near each other on the screen to be separate marks

// Photos fall into square cells of CELL pixels, and a cell's mark is on one of its photos. Cells whose marks are nearer than NEAR
// pixels become one cluster, so that all marks are that far apart. At zoom 0 the world is TILE pixels wide.
const TILE = 256, CELL = 64, NEAR = 46;

/** The clusters of a region at a whole zoom level, largest first: one pass over all photos and one over the cells in use. */
function clustersIn(photos, region, level) {
  const columns = TILE / CELL * 2 ** level, cells = new Map();
  for (const photo of photos) {
    if (!photo.shown || !isInside(region, photo)) continue;
    const x = region.width < 1 ? photo.x + Math.ceil(region.left - photo.x) : photo.x, y = photo.y;
    const column = Math.floor(x * columns), row = Math.floor(y * columns);
    // A region reaches at most from column -columns to 2 × columns.
    const key = row * 4 * columns + column + columns;
    const offCentre = Math.hypot(x * columns - column - 0.5, y * columns - row - 0.5);
    const single = { key, photo, x, y, offCentre, count: 1, left: x, right: x, top: y, bottom: y };
    const cell = cells.get(key);
    if (!cell) cells.set(key, single);
    else {
      if (offCentre < cell.offCentre) Object.assign(cell, { photo, x, y, offCentre });
      merge(cell, single);
    }
  }
  const clusters = [];
  for (const cell of [...cells.values()].sort((a, b) => b.count - a.count || a.key - b.key)) {
    if (!cells.delete(cell.key)) continue;
    clusters.push(cell);
    for (const row of [-1, 0, 1]) {
      for (const column of [-1, 0, 1]) {
        const other = cells.get(cell.key + row * 4 * columns + column);
        if (!other || apart(other, cell) * columns * CELL > NEAR) continue;
        cells.delete(other.key);
        merge(cell, other);
      }
    }
  }
  return clusters;
}

/** Adds the photos of another cluster to one, whose mark stays where it is. */
function merge(cluster, other) {
  cluster.count += other.count;
  cluster.left = Math.min(cluster.left, other.left);
  cluster.right = Math.max(cluster.right, other.right);
  cluster.top = Math.min(cluster.top, other.top);
  cluster.bottom = Math.max(cluster.bottom, other.bottom);
}

/** How far a cluster's photos are apart, as a part of the world. */
const extent = ({ left, right, top, bottom }) => Math.max(right - left, bottom - top);

/** What a click does: `photo` opens it, `closer` zooms in, `list` lists photos that no zoom separates. */
function actionOn(cluster, finestZoom) {
  if (cluster.count === 1) return 'photo';
  return extent(cluster) * TILE * 2 ** finestZoom < NEAR ? 'list' : 'closer';
}

/** In pixels. */
const clusterRadius = count => count === 1 ? 8 : 11 + 1.2 * Math.log2(count);

/** The mark nearest to a point of the screen. */
const nearestTo = (marks, point) => marks.reduce((best, mark) => !best || apart(mark, point) < apart(best, point) ? mark : best, null);

/** The next mark to the left, right, top or bottom: what is off to the side counts twice. Undefined at the edge. */
function markToward(marks, from, [dx, dy]) {
  let best, least = Infinity;
  for (const mark of marks) {
    const along = (mark.x - from.x) * dx + (mark.y - from.y) * dy, aside = Math.abs((mark.x - from.x) * dy) + Math.abs((mark.y - from.y) * dx);
    if (mark === from || along < 1 || aside > 3 * along) continue;
    if (along + 2 * aside < least) [best, least] = [mark, along + 2 * aside];
  }
  return best;
}

// --- Photos: from the rows of the page's data, newest first, and which of them are shown

const NO_PREVIEW = 1, VIDEO = 2;

/** Reads a column in which a text that comes again is a number: its place among those before. Neither '' nor null has a place. */
function textTable() {
  const texts = [];
  return value => {
    if (typeof value === 'number') return texts[value];
    if (value) texts.push(value);
    return value ?? '';
  };
}

/** The photos of some rows, newest first, with their numbers in the file. PhotoRows.swift writes the rows in this order of values. */
function photosOf(rows) {
  const folders = textTable(), cameras = textTable();
  return rows.map((
    [folder, name, latitude, longitude, taken, camera, altitude, heading, accuracy, uncertainty, kind, problem, href, changed], index,
  ) => ({
    number: index + 1,
    folder: folders(folder), name, latitude, longitude, taken, camera: cameras(camera), altitude, heading, accuracy, uncertainty,
    kind, problem, href, changed, shown: true,
    x: worldX(longitude ?? NaN), y: worldY(latitude ?? NaN),
    // Of a year alone its first moment; a time's distance from UTC plays no part.
    time: taken ? Date.parse(taken.replace(/(T.*?)([+-]\d\d:\d\d)?$/, '$1Z')) : -Infinity,
    year: taken ? Number(taken.slice(0, 4)) : 0,
  })).sort((a, b) => b.time - a.time);
}

const hasPlace = photo => !Number.isNaN(photo.x);

/** Macs write names decomposed (한 as three letters), people type them composed. */
const searchable = text => text.normalize('NFC').toLowerCase();

/**
 * Shows the photos of some years (of all, for none) and of months `[from, to)` (of all and those without a date, for null), of a
 * folder and a camera ('' for all), with every word of a text in their path or camera.
 */
function filterPhotos(photos, { years = new Set(), text = '', months = null, folder = '', camera = '' }) {
  const parts = searchable(text).split(/\s+/).filter(Boolean);
  for (const photo of photos) {
    if (parts.length) photo.text ??= searchable(`${photo.folder}${photo.name} ${photo.camera}`);
    const month = monthOf(photo);
    photo.shown = (!years.size || years.has(photo.year)) && (!months || (month !== null && month >= months[0] && month < months[1]))
      && (!folder || photo.folder === folder) && (!camera || photo.camera === camera)
      && parts.every(part => photo.text.includes(part));
  }
}

/** Puts a value into a set or, where it is in there, takes it out; says whether it is in there now. */
function toggle(set, value) {
  if (set.delete(value)) return false;
  set.add(value);
  return true;
}

/** Where a photo's file is, seen from this page: only `file:` and relative addresses come out of this. */
function fileAddress({ folder, name, href }, prefix) {
  const path = href ?? (folder + name).split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? 'file:///' + path.replace(/^\/+/, '') : prefix + path;
}

// --- The view: which part of the world the map shows

const MAX_ZOOM = 21;

/** The centre of the map in the world, the zoom level (at 0 the world is 256 pixels), and the map's size in pixels. */
const view = { x: 0.5, y: 0.5, zoom: 1, width: 0, height: 0 };

const worldSize = (zoom = view.zoom) => TILE * 2 ** zoom;
const toScreen = (x, y) => [(x - view.x) * worldSize() + view.width / 2, (y - view.y) * worldSize() + view.height / 2];

/** What the map shows, and a margin of some pixels around it. */
function visibleRegion(margin = 0) {
  const width = (view.width + 2 * margin) / worldSize(), height = (view.height + 2 * margin) / worldSize();
  return { left: view.x - width / 2, width, top: view.y - height / 2, bottom: view.y + height / 2 };
}

/** The nearest view that shows nothing beyond the poles and not more than one world. */
function within({ x, y, zoom }) {
  zoom = Math.max(Math.log2(Math.max(view.width, view.height) / TILE), Math.min(MAX_ZOOM, zoom));
  const half = view.height / 2 / worldSize(zoom);
  return { x, y: Math.max(half, Math.min(1 - half, y)), zoom };
}

/** The view after zooming about a point of the screen, which stays where it is. */
function zoomedAbout(px, py, zoom, from = view) {
  zoom = within({ ...from, zoom }).zoom;
  const change = 1 / worldSize(from.zoom) - 1 / worldSize(zoom);
  return within({ x: from.x + (px - view.width / 2) * change, y: from.y + (py - view.height / 2) * change, zoom });
}

/** The view that shows a region as large as fits beside the buttons. */
function viewOf({ left, width, top, bottom }, maxZoom = 17) {
  const margin = Math.min(48, view.height / 6), buttons = 96;
  const fit = Math.min((view.width - buttons - margin) / width, (view.height - 2 * margin) / (bottom - top));
  const { zoom } = within({ ...view, zoom: Math.min(maxZoom, Math.log2(fit / TILE)) });
  return within({ x: left + width / 2 - (buttons - margin) / 2 / worldSize(zoom), y: (top + bottom) / 2, zoom });
}

/** The view on the way to another, at a time from 0 to 1: zoom goes evenly, the centre so that the point zoomed about stays. */
function viewBetween(from, to, time) {
  const zoom = from.zoom + (to.zoom - from.zoom) * time;
  const way = Math.abs(to.zoom - from.zoom) < 1e-3 ? time : (2 ** -zoom - 2 ** -from.zoom) / (2 ** -to.zoom - 2 ** -from.zoom);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom };
}

// --- Scale: the lines of the grid and the bar of metres

/** The largest of 1, 2, 5, 10, 20 … that is not above a number. */
function roundDown(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map(factor => factor * power).find(round => round <= most);
}

/** The degrees between two lines of longitude: about 200 pixels. */
function gridStep(worldSize) {
  const degrees = 360 * 200 / worldSize;
  return degrees > 45 ? 45 : degrees > 15 ? 15 : roundDown(degrees);
}

/** `12.5°S`. Neither 0 nor 180 has a letter. */
function gridLabel(degrees, step, positive, negative) {
  const text = Math.abs(degrees).toFixed(Math.max(0, -Math.floor(Math.log10(step))));
  return `${text}°${text % 180 ? degrees < 0 ? negative : positive : ''}`;
}

/** A round number of metres and its length in pixels, at most 110, at a y of the world. */
function scaleBar(y, worldSize) {
  const metresPerPixel = metresPerWorld(y) / worldSize, metres = roundDown(110 * metresPerPixel);
  return { metres, length: metres / metresPerPixel };
}

// --- Addresses: the view or the photo behind the page's `#`, and the same place on other maps

/** `#37.5665,126.978,15z`: the centre in degrees, to about a metre, and the zoom. */
function viewAddress({ x, y, zoom }) {
  const degrees = value => Number(value.toFixed(5));
  return `#${degrees(latitudeAt(y))},${degrees((x - Math.floor(x)) * 360 - 180)},${Number(zoom.toFixed(2))}z`;
}

const photoAddress = photo => `#photo=${photo.number}`;

/** What an address asks for: `{ number }` of a photo, `{ view }`, or nothing. */
function readAddress(hash) {
  const photo = /^#photo=([1-9]\d{0,8})$/.exec(hash);
  if (photo) return { number: Number(photo[1]) };
  const place = /^#(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)z$/.exec(hash);
  if (!place) return {};
  const [latitude, longitude, zoom] = place.slice(1).map(Number);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return {};
  return { view: { x: worldX(longitude), y: worldY(latitude), zoom } };
}

/** Names and links of maps that show a photo's place. They are asked when a reader follows one, and not before. */
function mapLinks({ latitude, longitude, uncertainty, name }, hasMapApp) {
  const place = `${latitude},${longitude}`;
  // Kakao takes everything before the first comma for the name, and a slash for the next part of its address.
  const label = encodeURIComponent(name.replace(/[,/]/g, ' '));
  const links = [
    ['OpenStreetMap', `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`],
    ['Google', `https://www.google.com/maps/search/?api=1&query=${place}`],
    ['Kakao', `https://map.kakao.com/link/map/${label},${place}`],
    ['Naver', `https://map.naver.com/?lat=${latitude}&lng=${longitude}&title=${label}`],
    ['Apple', `https://maps.apple.com/?ll=${place}&q=${place}`],
  ];
  // RFC 5870; u is the radius of what is not certain, in metres. On a desktop nothing would happen.
  if (hasMapApp) links.unshift([words.mapApp, `geo:${place}${uncertainty ? `;u=${uncertainty}` : ''}`]);
  return links;
}

// --- Time: how many photos each month has, and a part of all months that is chosen

const MOST_BARS = 120;
const monthOf = photo => photo.taken ? photo.year * 12 + Number(photo.taken.slice(5, 7) || 1) - 1 : null;

/**
 * The bars of a histogram: `first` is the month that the first begins with, counted from year 0, `step` how many months a bar has
 * (1, 3, or whole years: at most 120 bars), `counts` how many photos. Null where no photo has a date.
 */
function histogramOf(photos) {
  let first = Infinity, last = -Infinity;
  for (const photo of photos) {
    const month = monthOf(photo);
    if (month !== null) [first, last] = [Math.min(first, month), Math.max(last, month)];
  }
  if (first > last) return null;
  let step = [1, 3, 12].find(step => last - first < step * MOST_BARS) ?? 12 * Math.ceil((last - first + 1) / 12 / MOST_BARS);
  first -= first % step;
  // The first bar may begin some months early, and then one more bar would be needed.
  if (last - first >= step * MOST_BARS) {
    step = step < 3 ? 3 : step < 12 ? 12 : step + 12;
    first -= first % step;
  }
  const counts = new Array(Math.floor((last - first) / step) + 1).fill(0);
  for (const photo of photos) {
    const month = monthOf(photo);
    if (month !== null) counts[Math.floor((month - first) / step)]++;
  }
  return { first, step, counts };
}

/** `[from, to)` in months of some bars, both ends included; null for all, which is also what photos without a date are part of. */
function monthsOfBars({ first, step, counts }, from, to) {
  return from === 0 && to === counts.length - 1 ? null : [first + from * step, first + (to + 1) * step];
}

/** The bars after one step of playing: the part moves on as wide as it is, and begins again after the last; all becomes a quarter. */
function nextBars(from, to, count) {
  const width = to - from + 1 >= count ? Math.max(1, Math.ceil(count / 4)) : to - from + 1;
  if (to - from + 1 >= count || to + 1 >= count) return [0, width - 1];
  return [from + 1, to + 1];
}

// --- The page's data and elements. What comes before this part needs no document.

const find = id => document.getElementById(id);
const canvas = find('canvas'), map = find('map');
const settings = JSON.parse(find('settings').textContent);
const photos = photosOf(JSON.parse(find('photos').textContent));
const photosIn = region => photos.filter(photo => photo.shown && isInside(region, photo));
const linkTo = photo => fileAddress(photo, settings.photos);

// --- Continents, for where the world is small: Natural Earth's land (public domain), written by packaging/land.py

// A word for each shore: steps from point to point in fifths of a degree, east and north by turns. A number has its sign in the
// lowest bit; each letter is five bits of it, lowest first, and 32 more where another follows.
const shores = 'lzBxYaCULTA pmB_WCCkBANH _ftW4BBGFtBA lYiCHSJGLHEFDDfMLOHCBKRWjBIhBWTFlCaTSEOHO9B-BJWPGCP0BlCFDVUBMZSIINKRiBfQlB6BE0BHaQBGHBSbOREDQNEBIZSTcZAfOpCMJBCFlBHEQIEhBRIFJFpBV_BPmCgBIMxBBAKFELBPGHKEGMMmBGHGIEpBDfMmBKaDxBWkBKMK2BKoGXkCMGDKIYJOGCHcEsCNND0BAMFKEJGGCUCwBLeCBGKCODAHQGEKVKAMMIOBWPHDSBAJOGMFBHIFSQAMeDOJHDGLTFXCPRfLBFLBVTDROBKPOC6BTcBATWTOOLUgBUHOLIMKHasBAYLSBETQHeWgBhBDFsBRQNCJrBT_BAtBhBYQkBIIDHHGRMDQCKKIJ3BXHAAIQIZAhBVBFIHjBFQATDHPFEEJJLDSAJDCKZ3BpBOtBDPNGTqBNDLIfBCJrBEjBVDxBUjBOFeGMWgBGCHJZDCBRFHoBCQHDnBQVMBOIcJMIGQQCQMGBHHEXGIDMMECISPiBFEGaCHDCDQFCHQFSTgBBaPOXFPUDAJIGeJCJuBBwBZETDPhBnBFvBRpBJJZDdPHHDbxB5BXDVIMLERJLNFfACRFDVAAJMAEFRJDNPFDFUJDJfZKPLANFBHnBQFkBOQNEIIESMDEUFCBLHCMoBDUWwBBkBGMIuCBOJKtBclBqCNKBOQWLEAMISOGQY xmBmPVCXMDIaD 11B6TOESFJB 5ayU6BTJDVGXJBGNAIE x2B-UcAUJbFDLfMVADGJBEDFDAoByBRGH 7d0VFDjBGQI 9gB2WKPiBJADPBGBDDjBEpCFnBOwBE1BCDEUCdEQMaGKBDFWEOFKGSNEEFM n4BkWCIWDJD 3f-WqBECDHDODBJZBfKUE hnBoXgDJlBHLLZFdKUS pciXjBRLAFKEIKE nduXFDZEUG hhB4XFJ5BFPESE5BAYMuBHQBNKKESJ 7csXFKHEhBGEE0BDYLwCCOHVF 5egYIFDLrBGAI rmB6XkBOeAJJ piBsYVFPEIC 7dwYRFLKSA _gB6YwBFMH3BEKC vdqZDCYAiCRfLlBCLEIGjBI 3UhZuBBMIKDFJpBA lPrYuBDGPlCJlBEgBK tWhWAMQGSZDHVDnBGAE tVtQILcJDDPCVFdKXSiBLKK jTlQaIIFPF vCsBxBiBReROBOHMOYAcHKKccmBkBYCaYQKQmBFkBOyCIQDHfwBPGHgBLKICMOGqCTUIcFWkBCUjBFJGTDTELQEIFEKKQAEIUAYIwBJgBGBKvBaQKFEQGpBJAFQBBBZHNKIGXGLPHBLVMPXHDGJCLDGDDBNCOZHCANHAdmBCQ_BoBHDCL6BnBBDNGDFGJHHFAEKFKhBQPOBKNEVLhBBBLVHJPEFXVVAJFLKXBCOHGIUFWOI8BDGGCURQPEAGeADMKDYICIWGIQkBEGEFQEQUGDJIDNJONQEQFiBKUDQIBQGGKEQHCOJCAG4BIJEzBFNKDSGGmBUNIRBJHCFjBPFNQNJJJBJbbFZoBTLbEFiB4BaqBgBsBU6COgBHNBMFKEsBJsBPCFbHzBGQFCPUFDKGEYFICFIWIUDGIJGGGHGcDGFLAAFIDqCWGAHF0BIMFKGJGGCwCPGEVIDQiBUaBCFJHKJBNKFVTKBaQFGEGLGIKNISIBGMDDJKBFGSEmBDHIAK-BEHEMIoEMkBOcLmBCgBJDDrBLkBBGFUEsCHAImBBQFEFFDcLKKsCBFIME8CFiBN8BAIDAFMDkCCSHMCHGEG2BDqBHAnBZDUPBHRElBJfRPIZHZAPPMFBNHADJEDRDDLNBDJNJNsBEOKKQC0BgBIOLBdRJMXDZPIFlBDCGPCrCFlCpBeJSEOJAJHJFbRVhBbLFNEtBhBSdBRbFDYICVMIOLEfLMQFGjBRDDONIBKGQDCDNDTPKFSbHJKHDPfjBbRxBNDJFBAMLCbRBHgBlBGRBRnBdBOPGHQRECIHAJpBGAGReZIjBbQNkBNUBFEkBP2BRLLECWduBHADJfDDLPHbbRHF1BVXJIdoCJ2BVFLMCITMJOxBDnBIJOPHfONYVBczBCMGBCRWCYWEVUFKLTVALZRbHBHjBPzBNHqBhBsBHYlBsBEOJRPWiB5BBHMLGhBKFITqBjBFFSNiCQBNf_BrCjCJTDNGHBPMXElBFP1BjBIVBVbPBZXbpBbfCdJLGBaduBJwBXqBAWSmBAMR6BdmBKqBDIJKZFNUZAlBPZG 0O-NkBrBHAHNELQHeCAULKEIQCHKHBBFDQJELOcGAQRCTF 7WoGgBDSJXBHHdIUC _ZmHwBDqBXjBDGGPMdGAEfH 3RyPOCDDYDDFICELDJLCAKLJFCGEHCdAEGDESWUI 3BiRLXfDIKFKWO vE4UDFMFxBRpBGKEVESGVCWIQF 1XgVLBBGEGQB pY4WmBNSCiBJSNRDmCTVRbOLBBDcNIJDHjBKYPZE7BWlBAGIoBAAKOIHIhBIGEbKXDnCGJEKELADKSOaCHFIFKIYESJBH zO6ZyCKyDAgCHtDFiDDJFoCIkBHpCJSARNALMFfDSDCJJAMJTAKDDDZBMJZCaJEHRBRKCFJFmBA1BRnBBXP3BLNTPHEHJRvBIhBcXkBKMQEGKZFLECMcBpBKKKlBeZEpCAbKqBE9BGsCOEEZE6BMDEgDCaE0BFRE nZ-WcCSHfA zcyZ8BIYBmBIwFF3BJUA5BR1BDKBFBIDrBNUDbF5CCAGSCDIeDbIcKRIyBC3BA o4BvaAzBvwDAA0BKGuBDsBI4DP-CB2BGCEpDIISnBK-BDqBKfK5BEZKDMmCF0BKAKuDMuEBmCISJuBFqCEXGJQoCJgCCIIuCLMG2BFqCOCINSMQDIqBa6BQGDvBLFFEHPDRNYLOPKdjBN9BNhCBkBLrBDAHaJ-EVOH0COmCBUG6DKLM5BBBKmCSwDOSIECJEKG0BUcDGGiCFwCSSBMHaIoEDyBISMwBNgFoBkCVaGwBFILRLMBJLSDMCcWmBEQKkBMoBAMKQJ-BBoBCeQiBNqCM-BNiBI4BD8BGCKYRwCCMJWF2BBqCT6BBmBHTTdHZRAHMLWFzBDTRgDb 8E-LDPbKCG 8C8MGFBNHDFW jBiQPGKEDMOBCGRIBKFFFQMSUAJJUAJPKAYdMBFJEFhCLFC 8DyREFFHLGBE oD8YiCEuBJZDRRLAVGIE oIiLPDNCCG 4HqYXDPCGEFCUC yIgZrBF3BK4BC yVlPQDABRF sP3DMlBHACJZxCRFNGHeMUDaEMUEMM khB5BiCLEFcHLD7CU 0gBJENOFDbJAVQnB8BhBkBWBgBdUHMLDJ 2kBgBQXLABPJFDZ7BKBOJMASoBSmBmBYP wZgCLDFIEeQV wiB6FRBAKWG sRuXqDSaBnDXdRCHUHnBATGBGeQJCYI -gB0YDF3BBaO qf-YBJVArBGVKwBI gOmZkCAnBFLCGE m0BhO6BuBEJIECDNTCDPDHRLFbE quB3MBXLDHANYCG 63B3LhBpBFGGINIIIAOTcSFQX 4mBtKnBFTJdIIUX8BEBDIIFHSEUEGAFaSoBKWgBIFAIEAOUOEOJMBKYUGHIGAcJOEEFNZuBZKMEoBKSOnBGEIHKnBYNITMACJWZEVFhBZnBDRjBPPGCENHdIJSNGAMNHKWRTRYbKzBF o0B9GRGNQKD 6nBzCnBRQQ umBvCBFbBIG -qBPoCVOPQFEFJBCFkBfbETWLENFAHHDhBMPBKKFUrBSFFJOQGNARMUGQDETKF wvB1BVJPGUIGDIMGA 4oBdEHdEEG inBQFLpBBBHKHYIRNQhBJCEGLADUFDAZJCASFIMiBIIgBD goBWIJFVHU unB8CAdDKDDALLGAMFERFQQEFQIAI omBiDMMBFGIJV qnBuDHCCHDBFMGEFIKA mmB4FENJJCPWFALJKXCEIJEBOEDEa 4lB8GHQOSGD ypB0KKEIFRLFE isB-LHddFNLHMPBLFLAKFFRHDDECKJKgBUeCMSGFUOEYQIGV utB8NCLPBHJPGFJJABKGIKAGWUN mtBqPNCFNKPHGHHCyBFKAOKEDEEC ssBiXQFlBC kvBuXLDjBGEE stB0XHH1BBTGGIMC';

/** The land in the world's square. */
const land = (() => {
  const path = new Path2D(), digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (const word of shores.split(' ')) {
    const place = [0, 0];
    let axis = 0, value = 0, shift = 0, draw = 'moveTo';
    for (const letter of word) {
      const bits = digits.indexOf(letter);
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits & 32) continue;
      place[axis] += value & 1 ? ~(value >> 1) : value >> 1;
      if (axis) {
        path[draw](worldX(place[0] / 5), worldY(place[1] / 5));
        draw = 'lineTo';
      }
      [axis, value, shift] = [1 - axis, 0, 0];
    }
    path.closePath();
  }
  return path;
})();

// --- Gliding: how the map moves from one view to another

const stillness = matchMedia('(prefers-reduced-motion: reduce)');
let glide = null;
const destination = () => glide?.to ?? view;

function showView(to) {
  glide = null;
  Object.assign(view, within(to));
  view.x -= Math.floor(view.x);
  requestDraw();
}

/** Moves to another view; at once where the reader wants no motion. */
function glideTo(to, duration = 280) {
  if (stillness.matches) return showView(to);
  to = within(to);
  to.x -= Math.round(to.x - view.x);
  glide = { from: { ...view }, to, start: performance.now(), duration };
  requestDraw();
}

function stepGlide(now) {
  const { from, to, start, duration } = glide;
  const time = Math.max(0, Math.min(1, (now - start) / duration));
  if (time === 1) return showView(to);
  Object.assign(view, viewBetween(from, to, 1 - (1 - time) ** 3));
  requestDraw();
}

let isDrawRequested = false, restTimer;

/** Draws with the next frame; when the map has rested for a moment, the list follows. */
function requestDraw() {
  if (isDrawRequested || !view.width) return;
  isDrawRequested = true;
  requestAnimationFrame(now => {
    isDrawRequested = false;
    if (glide) stepGlide(now);
    drawMap();
    clearTimeout(restTimer);
    restTimer = setTimeout(followView, 90);
  });
}

// --- Drawing: what is on the canvas, from back to front

const pen = canvas.getContext('2d'), rootStyle = getComputedStyle(document.documentElement);
const font = (size, weight = 400) => `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
const darkness = matchMedia('(prefers-color-scheme: dark)');
const colours = {};
/** The photo that is open, and the one that the list points at. */
let selected = null, pointed = null;

function drawMap() {
  for (const name of ['sea', 'land', 'grid', 'grid-fine', 'label', 'ring', 'accent', 'on-accent', 'ink']) {
    colours[name] = rootStyle.getPropertyValue(`--${name}`);
  }
  const density = Math.min(3, devicePixelRatio);
  const width = Math.round(view.width * density), height = Math.round(view.height * density);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.fillStyle = colours.sea;
  pen.fillRect(0, 0, view.width, view.height);
  if (!settings.tiles) drawLand();
  drawGrid();
  if (settings.tiles) drawTiles();
  updateClusters();
  clusters.forEach(drawUncertainty);
  for (const cluster of clusters) eachCopy(cluster, (x, y) => drawCluster(cluster.count, x, y));
  if (pointed) drawPhoto(pointed);
  if (selected) drawPhoto(selected);
  drawScale();
  placeCard();
  // Where Enter looks for a cluster, while the keyboard has the map.
  const x = view.width / 2, y = view.height / 2;
  if (map.matches(':focus-visible')) drawLines(colours.ink, 1.5, [[x - 9, y, x + 9, y], [x, y - 9, x, y + 9]]);
}

/** Calls with every place on the screen that shows a place of the world. */
function eachCopy({ x, y }, draw, margin = 60) {
  const [px, py] = toScreen(x, y), world = worldSize();
  if (!(py > -margin && py < view.height + margin)) return;
  for (let copy = px - Math.floor((px + margin) / world) * world; copy < view.width + margin; copy += world) draw(copy, py);
}

function drawCircle(x, y, radius, colour, opacity = 1) {
  pen.globalAlpha = opacity;
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.globalAlpha = 1;
}

function drawLines(colour, width, lines) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
  }
  pen.stroke();
}

function drawText(text, x, y, align) {
  pen.textAlign = align;
  pen.strokeStyle = colours.sea;
  pen.lineWidth = 4;
  pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

/** Continents, as long as they are not seen to be rough: a coast is off by a fifth of a degree. */
function drawLand() {
  const opacity = Math.min(1, 6.5 - view.zoom), { left, width } = visibleRegion();
  if (opacity <= 0) return;
  pen.save();
  pen.globalAlpha = opacity;
  pen.fillStyle = colours.land;
  pen.translate(...toScreen(Math.floor(left), 0));
  pen.scale(worldSize(), worldSize());
  // Longitudes go round: the world once for each turn that is seen.
  for (let turn = Math.floor(left); turn < left + width; turn++, pen.translate(1, 0)) pen.fill(land, 'evenodd');
  pen.restore();
}

// --- Marks: clusters, circles of uncertainty, and the photo that is open or pointed at

let clusters = [], clustersRegion = null, clustersLevel = NaN;

/** Clusters are made for somewhat more than what is seen, and made anew only when that is left. */
function updateClusters() {
  const level = Math.round(view.zoom), { left, width, top, bottom } = visibleRegion(CELL);
  const covers = x => clustersRegion.width >= 1 || (isInside(clustersRegion, { x, y: top }) && isInside(clustersRegion, { x, y: bottom }));
  if (clustersRegion && clustersLevel === level && covers(left) && covers(left + width)) return;
  clustersLevel = level;
  clustersRegion = visibleRegion(Math.max(view.width, view.height) / 2);
  if (clustersRegion.width >= 1) Object.assign(clustersRegion, { top: 0, bottom: 1 });
  clusters = clustersIn(photos, clustersRegion, level).reverse();
}

const compactNumber = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 0 }).format;

function drawCluster(count, x, y) {
  const radius = clusterRadius(count);
  if (count > 1) drawCircle(x, y, radius + 4, colours.accent, 0.22);
  drawCircle(x, y, radius, colours.ring);
  drawCircle(x, y, radius - 2, colours.accent);
  if (count === 1) return;
  pen.fillStyle = colours['on-accent'];
  pen.font = font(count < 1000 ? 13 : 12, 600);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(count < 10000 ? number(count) : compactNumber(count), x, y + 0.5);
}

/** The circle in which a blurred place lies, one for all photos that were blurred to it. */
function drawUncertainty(cluster) {
  const radius = cluster.photo.uncertainty / metresPerWorld(cluster.y) * worldSize();
  const isOnePlace = extent(cluster) * worldSize() < 1;
  if (!(radius > 12) || !isOnePlace) return;
  eachCopy(cluster, (x, y) => {
    drawCircle(x, y, radius, colours.accent, 0.12);
    pen.strokeStyle = colours.accent;
    pen.lineWidth = 1;
    pen.stroke();
  }, radius);
}

/** One photo in front of all clusters, with the direction in which the camera looked. */
function drawPhoto(photo) {
  eachCopy(photo, (x, y) => {
    if (photo.heading != null) {
      const middle = (photo.heading - 90) * Math.PI / 180;
      const fade = pen.createRadialGradient(x, y, 10, x, y, 54);
      fade.addColorStop(0, colours.accent);
      fade.addColorStop(1, 'transparent');
      pen.fillStyle = fade;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.arc(x, y, 54, middle - 0.45, middle + 0.45);
      pen.fill();
    }
    drawCircle(x, y, 13, colours.ink);
    drawCircle(x, y, 11, colours.ring);
    drawCircle(x, y, 8, colours.accent);
  });
}

// --- Grid and scale on the canvas

/** Coarse lines with labels, and fine ones at a fifth of their distance. */
function drawGrid() {
  const step = gridStep(worldSize());
  const { left, width, top, bottom } = visibleRegion();
  for (const [spacing, colour] of [[step / 5, 'grid-fine'], [step, 'grid']]) {
    const labels = [], lines = [];
    const each = (from, to, act) => { for (let i = Math.ceil(from / spacing); i * spacing <= to; i++) act(i * spacing); };
    each(left * 360 - 180, (left + width) * 360 - 180, longitude => {
      const x = Math.round(toScreen(worldX(longitude), 0)[0]) + 0.5;
      lines.push([x, 0, x, view.height]);
      labels.push([longitude - 360 * Math.round(longitude / 360), 'E', 'W', x, 12, 'center']);
    });
    each(latitudeAt(bottom), latitudeAt(top), latitude => {
      const y = Math.round(toScreen(0, worldY(latitude))[1]) + 0.5;
      lines.push([0, y, view.width, y]);
      if (y > 30) labels.push([latitude, 'N', 'S', view.width - 6, y, 'right']);
    });
    drawLines(colours[colour], 1, lines);
    if (spacing === step && !settings.tiles) drawGridLabels(labels, step);
  }
}

function drawGridLabels(labels, step) {
  pen.fillStyle = colours.label;
  pen.font = font(11);
  pen.textBaseline = 'middle';
  for (const [degrees, positive, negative, x, y, align] of labels) {
    drawText(gridLabel(degrees, step, positive, negative), x, y, align);
  }
}

/** Right at the centre of the map: Mercator stretches with latitude. */
function drawScale() {
  const { metres, length } = scaleBar(view.y, worldSize()), end = 16 + length, y = view.height - 16;
  for (const [colour, width] of [[colours.sea, 5], [colours.ink, 2]]) {
    drawLines(colour, width, [[16, y - 6, 16, y + 1], [16, y, end, y], [end, y - 6, end, y + 1]]);
  }
  pen.fillStyle = colours.ink;
  pen.font = font(12);
  pen.textBaseline = 'bottom';
  drawText(distanceText(metres), 23, y - 4, 'left');
}

// --- Tiles: only where the page was made with them

const tiles = new Map();

function drawTiles() {
  const level = Math.max(0, Math.min(settings.tiles.maxZoom, Math.round(view.zoom))), count = 2 ** level;
  const { left, width, top, bottom } = visibleRegion();
  pen.globalAlpha = darkness.matches ? 0.75 : 1;
  for (let row = Math.max(0, Math.floor(top * count)); row < Math.min(count, bottom * count); row++) {
    for (let column = Math.floor(left * count); column < (left + width) * count; column++) drawTile(level, column, row);
  }
  pen.globalAlpha = 1;
  // The oldest come first.
  for (const address of tiles.keys()) if (tiles.size > 500) tiles.delete(address);
}

/** Draws a tile or, while that is on its way, a part of a coarser one that is there already. */
function drawTile(level, column, row) {
  const [x1, y1] = toScreen(column / 2 ** level, row / 2 ** level).map(Math.round);
  const [x2, y2] = toScreen((column + 1) / 2 ** level, (row + 1) / 2 ** level).map(Math.round);
  for (let up = 0; up <= Math.min(level, 5); up++) {
    const image = tileImage(level - up, column >> up, row >> up, up === 0);
    if (!image?.complete || !image.naturalWidth) continue;
    const part = 2 ** up, size = image.naturalWidth / part;
    const inside = place => (place - Math.floor(place / part) * part) * size;
    return pen.drawImage(image, inside(column), inside(row), size, size, x1, y1, x2 - x1, y2 - y1);
  }
}

function tileImage(level, column, row, isWanted) {
  const count = 2 ** level, values = { z: level, x: ((column % count) + count) % count, y: row };
  const address = settings.tiles.address.replace(/\{([xyz])\}/g, (_, name) => values[name]);
  if (isWanted && !tiles.has(address)) {
    tiles.set(address, Object.assign(new Image(), { referrerPolicy: 'strict-origin', onload: requestDraw, src: address }));
  }
  return tiles.get(address);
}

// --- The card of a mark: picture, name, date and distance, where the mouse rests, a finger taps or the keyboard is

const card = find('card');
/** The cluster that the card belongs to, and what hides it in a moment. */
let carded = null, cardTimer = 0;

function showCard(cluster) {
  clearTimeout(cardTimer);
  if (cluster === carded) return;
  carded = cluster;
  const { photo, count } = cluster;
  const time = whenText(photo);
  const thumb = make('span', { className: 'thumb', textContent: photo.kind === VIDEO ? '▶' : '' });
  if (!photo.kind) {
    const image = makePicture(photo);
    image.onload = () => thumb.replaceChildren(image);
  }
  const away = words.fromCentre(distanceText(distanceBetween(photo, { longitude: view.x * 360 - 180, latitude: latitudeAt(view.y) })));
  card.replaceChildren(thumb, make('span', { className: 'about' },
    make('strong', { textContent: count > 1 ? photosText(count) : '' }),
    make('bdi', { textContent: visible(photo.name) }),
    make('small', { textContent: time }), make('small', { textContent: away })));
  card.hidden = false;
  placeCard();
}

/** Above its mark, or below where there is no room; it goes when its cluster is no longer one. */
function placeCard() {
  if (!carded) return;
  if (!clusters.includes(carded)) return hideCard();
  let place = null;
  eachCopy(carded, (x, y) => { place ??= [x, y]; }, 0);
  if (!place) return hideCard();
  const [x, y] = place, { offsetWidth: width, offsetHeight: height } = card, away = clusterRadius(carded.count) + 6;
  const top = y - away - height >= 8 ? y - away - height : y + away;
  card.style.left = `${Math.round(Math.max(8, Math.min(view.width - width - 8, x - width / 2)))}px`;
  card.style.top = `${Math.round(Math.max(8, Math.min(view.height - height - 8, top)))}px`;
}

function hideCard() {
  clearTimeout(cardTimer);
  carded = null;
  card.hidden = true;
}

/** Not at once, so that the mouse gets from the mark to its card. */
function hideCardSoon() {
  clearTimeout(cardTimer);
  cardTimer = setTimeout(hideCard, 300);
}

card.onpointerenter = () => clearTimeout(cardTimer);
card.onpointerleave = ({ pointerType }) => { if (pointerType === 'mouse') hideCardSoon(); };
card.onclick = () => {
  const cluster = carded;
  hideCard();
  openCluster(cluster);
};

// --- Marks for keyboards and screen readers: a button over each mark in view, of which one is in the tab order

const marks = find('marks');
/** The buttons, each with its cluster, and the one that Tab comes to. */
let reachable = [], reached = null;

const markLabel = ({ count, photo }) => [
  count > 1 && photosText(count), visible(photo.name), whenText(photo),
].filter(Boolean).join(', ');

/** Makes the buttons anew; the keyboard stays with its photo, or with the nearest mark. */
function refreshMarks() {
  const hadFocus = marks.contains(document.activeElement), before = reached;
  reachable = [];
  // The largest come last in drawing and first here.
  for (const cluster of [...clusters].reverse()) {
    eachCopy(cluster, (x, y) => {
      const size = Math.max(24, 2 * clusterRadius(cluster.count));
      const button = make('button', {
        className: 'mark', ariaLabel: markLabel(cluster), tabIndex: -1, onclick: () => openCluster(cluster),
        onfocus: () => reach(mark, true), onblur: hideCard,
      });
      Object.assign(button.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px` });
      const mark = { cluster, button, x, y };
      reachable.push(mark);
    }, 0);
  }
  marks.replaceChildren(...reachable.map(mark => mark.button));
  const same = before && (reachable.find(mark => mark.cluster.photo === before.cluster.photo) ?? nearestTo(reachable, before));
  reach(same || reachable[0] || null, false);
  if (hadFocus) (reached?.button ?? map).focus({ preventScroll: true });
}

function reach(mark, withCard) {
  if (reached) reached.button.tabIndex = -1;
  reached = mark;
  if (!mark) return;
  mark.button.tabIndex = 0;
  if (withCard && mark.button.matches(':focus-visible')) showCard(mark.cluster);
}

marks.addEventListener('keydown', event => {
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const action = { '+': () => zoomBy(1), '=': () => zoomBy(1), '-': () => zoomBy(-1), 0: showAll }[event.key];
  if (!(direction || action) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (action) action();
  else markToward(reachable, reached, direction)?.button.focus({ preventScroll: true });
});

// --- Gestures: mouse, touch, wheel and keys on the map

const pointers = new Map();
let press = null, lastTap = null;

function placeOf(event) {
  const box = map.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top, time: event.timeStamp };
}

/** The cluster at a point, or the nearest one within some pixels: fingers may miss by more than a mouse. */
function clusterAt({ x, y }, slack) {
  let best = null;
  for (const cluster of clusters) {
    eachCopy(cluster, (px, py) => {
      const distance = Math.hypot(px - x, py - y) - clusterRadius(cluster.count);
      if (distance <= slack) [best, slack] = [cluster, distance];
    });
  }
  return best;
}

/** The centre of all fingers, and how far they are from it. */
function hand() {
  const places = [...pointers.values()], mean = value => places.reduce((sum, place) => sum + value(place), 0) / places.length;
  const centre = { x: mean(place => place.x), y: mean(place => place.y) };
  return { ...centre, spread: mean(place => apart(place, centre)) };
}

map.addEventListener('pointerdown', event => {
  if (event.button > 0) return;
  map.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, placeOf(event));
  press = { ...placeOf(event), isTap: pointers.size === 1 };
  glide = null;
});

function hover(cluster) {
  map.classList.toggle('pointing', cluster !== null);
  if (cluster) showCard(cluster);
  else if (carded) hideCardSoon();
}

map.addEventListener('pointerleave', ({ pointerType }) => { if (pointerType === 'mouse') hideCardSoon(); });

map.addEventListener('pointermove', event => {
  const place = placeOf(event);
  if (!pointers.has(event.pointerId)) return hover(clusterAt(place, 3));
  if (press.isTap && apart(place, press) < 6) return;
  press.isTap = false;
  hideCard();
  const before = hand();
  pointers.set(event.pointerId, place);
  const now = hand();
  showView({ ...view, x: view.x - (now.x - before.x) / worldSize(), y: view.y - (now.y - before.y) / worldSize() });
  if (before.spread) showView(zoomedAbout(now.x, now.y, view.zoom + Math.log2(now.spread / before.spread)));
});

for (const type of ['pointerup', 'pointercancel']) {
  map.addEventListener(type, event => {
    if (!pointers.delete(event.pointerId) || !press.isTap || type === 'pointercancel') return;
    tap(placeOf(event), event.pointerType === 'mouse');
  });
}

/** A finger has nothing to rest with: its first tap on a photo shows the card, and the card opens the photo. */
function tap(place, isMouse) {
  const cluster = clusterAt(place, isMouse ? 3 : 16);
  if (cluster && !isMouse && cluster.count === 1 && cluster !== carded) return showCard(cluster);
  hideCard();
  if (cluster) return openCluster(cluster);
  const isSecond = lastTap && place.time - lastTap.time < 320 && apart(place, lastTap) < 30;
  lastTap = isSecond ? null : place;
  if (isSecond) glideTo(zoomedAbout(place.x, place.y, view.zoom + 1));
}

function openCluster(cluster) {
  const { photo, left, right, top, bottom } = cluster, action = actionOn(cluster, MAX_ZOOM);
  if (action === 'photo') return openPhoto(photo);
  if (action === 'list') return listPlace(left, right, top, bottom);
  const closer = viewOf({ left, width: right - left, top, bottom }, MAX_ZOOM);
  glideTo({ ...closer, zoom: Math.max(closer.zoom, view.zoom + 1) }, 420);
}

map.addEventListener('wheel', event => {
  event.preventDefault();
  const pixels = event.deltaY * [1, 16, 400][event.deltaMode], to = destination(), { x, y } = placeOf(event);
  const levels = -pixels * (event.ctrlKey ? 0.012 : 0.0032);
  glideTo(zoomedAbout(x, y, to.zoom + Math.max(-1.5, Math.min(1.5, levels)), to), 140);
}, { passive: false });

function zoomBy(levels) {
  const to = destination();
  glideTo(zoomedAbout(view.width / 2, view.height / 2, to.zoom + levels, to));
}

function moveBy(dx, dy) {
  const to = destination(), scale = worldSize(to.zoom);
  glideTo({ x: to.x + dx / scale, y: to.y + dy / scale, zoom: to.zoom }, 160);
}

function openNearestToCentre() {
  const cluster = clusterAt({ x: view.width / 2, y: view.height / 2 }, Infinity);
  if (cluster) openCluster(cluster);
}

map.addEventListener('keydown', event => {
  const action = {
    ArrowLeft: () => moveBy(-100, 0), ArrowRight: () => moveBy(100, 0), ArrowUp: () => moveBy(0, -100), ArrowDown: () => moveBy(0, 100),
    '+': () => zoomBy(1), '=': () => zoomBy(1), '-': () => zoomBy(-1), 0: showAll, Home: showAll,
    Enter: openNearestToCentre, ' ': openNearestToCentre,
  }[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
});
for (const type of ['focus', 'blur']) map.addEventListener(type, requestDraw);

// --- The list: rows exist only for what is seen of it

const listElement = find('list'), ROW = 68, MARGIN_ROWS = 6;
/** The rows that exist by position, and the position that the keyboard is at. */
const list = { photos: [], rows: new Map(), active: 0, pictureTimer: 0 };

function fillList(some, active = 0) {
  list.photos = some;
  list.active = Math.max(0, active);
  list.rows.forEach(row => row.remove());
  list.rows.clear();
  listElement.hidden = !some.length;
  find('list-height').style.height = `${some.length * ROW}px`;
  listElement.scrollTop = list.active ? list.active * ROW - listElement.clientHeight / 2 : 0;
  drawRows();
}

function drawRows() {
  const first = Math.max(0, Math.floor(listElement.scrollTop / ROW) - MARGIN_ROWS);
  const end = Math.min(list.photos.length, Math.ceil((listElement.scrollTop + listElement.clientHeight) / ROW) + MARGIN_ROWS);
  for (const [position, row] of list.rows) {
    if (position >= first && position < end) continue;
    row.remove();
    list.rows.delete(position);
  }
  for (let position = first; position < end; position++) {
    if (!list.rows.has(position)) list.rows.set(position, listElement.appendChild(makeRow(list.photos[position], position)));
    const row = list.rows.get(position), isActive = position === list.active;
    row.classList.toggle('active', isActive);
    row.ariaSelected = isActive;
  }
  listElement.setAttribute('aria-activedescendant', `row-${list.active}`);
  // Thumbnails are whole photos: only those are read at which someone stops.
  clearTimeout(list.pictureTimer);
  list.pictureTimer = setTimeout(() => list.rows.forEach(row => row.showPicture()), 160);
}

function makeRow(photo, position) {
  const thumb = make('span', { className: 'thumb', textContent: photo.kind === VIDEO ? '▶' : '' });
  const time = whenText(photo);
  const row = make('div', {
    id: `row-${position}`, className: 'row', role: 'option', ariaPosInSet: position + 1, ariaSetSize: list.photos.length,
    onclick: () => openPhoto(photo), onpointerenter: () => pointAt(photo), onpointerleave: () => pointAt(null),
  }, thumb, make('span', { className: 'about' },
    make('bdi', { textContent: visible(photo.name) }),
    make('small', { textContent: [time, visible(photo.problem || photo.camera)].filter(Boolean).join(' · ') })));
  row.style.top = `${position * ROW}px`;
  row.showPicture = () => {
    row.showPicture = () => {};
    if (photo.kind) return;
    const image = makePicture(photo);
    image.onload = () => thumb.replaceChildren(image);
  };
  return row;
}

function moveActive(to) {
  list.active = Math.max(0, Math.min(list.photos.length - 1, to));
  const top = list.active * ROW, bottom = top + ROW - listElement.clientHeight;
  if (top < listElement.scrollTop) listElement.scrollTop = top;
  if (bottom > listElement.scrollTop) listElement.scrollTop = bottom;
  drawRows();
  pointAt(list.photos[list.active]);
}

function pointAt(photo) {
  pointed = photo;
  requestDraw();
}

listElement.addEventListener('scroll', drawRows);
listElement.addEventListener('blur', () => pointAt(null));
listElement.addEventListener('keydown', event => {
  const page = Math.max(1, Math.floor(listElement.clientHeight / ROW) - 1), at = list.active;
  const to = {
    ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: list.photos.length - 1,
  }[event.key];
  if (to !== undefined) moveActive(to);
  else if (event.key === 'Enter' || event.key === ' ') openPhoto(list.photos[at]);
  else return;
  event.preventDefault();
});

// --- Making elements: what photos say only ever becomes textContent

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const makePicture = photo => make('img', { alt: '', decoding: 'async', src: linkTo(photo) });

// --- One photo

const details = find('details'), browse = find('browse');

/** Opens a photo; its address is a new one unless it came from there. */
function openPhoto(photo, isNew = true) {
  const position = list.photos.indexOf(photo);
  if (position >= 0) list.active = position;
  // From photo to photo, back leads to what was before the first of them.
  if (isNew) setAddress(photoAddress(photo), !selected);
  selected = photo;
  pointed = null;
  hideCard();
  browse.hidden = true;
  details.hidden = false;
  details.replaceChildren(
    detailButtons(position), bigPicture(photo),
    make('h2', { id: 'details-name' }, make('bdi', { textContent: visible(photo.name) })),
    make('small', {}, make('bdi', { textContent: visible(photo.folder) })),
    facts(photo), actions(photo));
  details.scrollTop = 0;
  details.querySelector('button').focus({ preventScroll: true });
  if (hasPlace(photo) && !isInside(visibleRegion(-20), photo)) glideTo({ ...view, x: photo.x, y: photo.y }, 400);
  requestDraw();
}

function closePhoto(isNew = true) {
  selected = null;
  details.hidden = true;
  details.replaceChildren();
  browse.hidden = false;
  refreshList(list.photos[list.active]);
  focusList();
  if (isNew) setAddress(viewAddress(view), true);
}

function detailButtons(position) {
  const button = (label, textContent, onclick, disabled = false) =>
    make('button', { className: 'icon', ariaLabel: label, textContent, onclick, disabled });
  return make('nav', {},
    button(words.back, '←', closePhoto),
    button(words.previous, '↑', () => openPhoto(list.photos[position - 1]), position < 1),
    button(words.next, '↓', () => openPhoto(list.photos[position + 1]), position < 0 || position + 1 >= list.photos.length));
}

const linkProperties = photo => ({ href: linkTo(photo), target: '_blank' });

function bigPicture(photo) {
  const nothing = () => make('p', { textContent: words.noPreview });
  if (photo.kind) return make('div', { className: 'picture' }, nothing());
  const image = makePicture(photo);
  const link = make('a', { ...linkProperties(photo), className: 'picture', ariaLabel: words.open }, image);
  image.onerror = () => link.replaceChildren(nothing());
  return link;
}

function facts(photo) {
  const all = make('dl', {});
  const fact = (term, text, small = '') => all.append(
    make('dt', { textContent: term }),
    make('dd', {}, make('bdi', { textContent: visible(text) }), make('small', { textContent: small })));
  if (photo.taken) {
    const [, time, zone] = photo.taken.match(/(T.*?)?([+-]\d\d:\d\d)?$/);
    fact(photo.changed ? words.changed : words.taken, timeText(photo, longTime), zone ? `UTC${zone}` : time ? words.unknownZone : '');
  }
  if (hasPlace(photo)) {
    const { uncertainty, accuracy } = photo;
    fact(words.place, `${photo.latitude}, ${photo.longitude}`,
      uncertainty ? words.approximate(distanceText(uncertainty)) : accuracy ? `± ${distanceText(accuracy)}` : '');
  }
  if (photo.problem) fact(words.problem, photo.problem);
  if (photo.altitude != null) fact(words.altitude, inMetres(Math.round(photo.altitude)));
  if (photo.heading != null) fact(words.heading, headingText(photo.heading));
  if (photo.camera) fact(words.camera, photo.camera);
  return all;
}

const wideButton = (textContent, onclick) => make('button', { className: 'wide', textContent, onclick });

/** A button that copies a text and says so. */
function copyButton(label, text) {
  const button = wideButton(label, () => navigator.clipboard?.writeText(text()).then(() => { button.textContent = words.copied; }, () => {}));
  return button;
}

function actions(photo) {
  const all = make('div', { className: 'actions' }, make('a', {
    ...linkProperties(photo), className: 'wide primary', textContent: photo.kind === VIDEO ? words.openVideo : words.open,
  }));
  if (!hasPlace(photo)) {
    all.append(copyButton(words.copyLink, () => linkToPhoto(photo)));
    return all;
  }
  const { latitude, longitude } = photo;
  const links = mapLinks(photo, /Android/.test(navigator.userAgent)).map(([textContent, href]) =>
    make('a', { className: 'wide', textContent, href, target: '_blank', rel: 'noopener noreferrer' }));
  all.append(
    copyButton(words.copy, () => `${latitude}, ${longitude}`), copyButton(words.copyLink, () => linkToPhoto(photo)),
    wideButton(words.showOnMap, () => glideTo({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, 17) }, 500)),
    make('details', { className: 'maps' }, make('summary', { className: 'wide', textContent: words.maps }), ...links));
  return all;
}

// --- The address bar: it follows the map and the open photo, and back and forward lead through the photos

/** Some browsers let a page from a file keep no history; the page works without it. */
function setAddress(address, isNew) {
  if (location.hash === address) return;
  try {
    history[isNew ? 'pushState' : 'replaceState'](null, '', address);
  } catch { /* Then the address stays as it is. */ }
}

/** Shows what the address asks for; false where that is nothing. */
function followAddress() {
  const { number, view: wanted } = readAddress(location.hash);
  const photo = photos.find(photo => photo.number === number);
  if (photo) {
    if (hasPlace(photo) && !selected) showView({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, 16) });
    openPhoto(photo, false);
  } else if (wanted) {
    showView(wanted);
    if (selected) closePhoto(false);
  }
  return Boolean(photo || wanted);
}

addEventListener('popstate', followAddress);

const linkToPhoto = photo => location.href.replace(/#.*$/, '') + photoAddress(photo);

// --- Filters: search, years, months, folder and camera

const years = new Set(), ends = [find('from'), find('to')];
const histogram = histogramOf(photos);
let playTimer = 0;

function applyFilters() {
  const [from, to] = ends.map(end => Number(end.value));
  filterPhotos(photos, {
    years, text: find('search').value, months: histogram && monthsOfBars(histogram, from, to),
    folder: find('folder').value, camera: find('camera').value,
  });
  if (listed !== 'unplaced') listed = null;
  clustersRegion = null;
  requestDraw();
  refreshList();
}

function clearFilters() {
  for (const id of ['search', 'folder', 'camera']) find(id).value = '';
  years.clear();
  for (const button of find('years').children) button.ariaPressed = 'false';
  stopPlaying();
  if (histogram) setBars(0, histogram.counts.length - 1);
  applyFilters();
}

function makeYears() {
  // The photos come newest first, and so do their years.
  const all = [...new Set(photos.map(photo => photo.year))];
  find('years').hidden = all.length < 2;
  find('years').append(...all.map(year => make('button', {
    textContent: year || words.noDate, ariaPressed: 'false',
    onclick: ({ target }) => {
      target.ariaPressed = String(toggle(years, year));
      applyFilters();
    },
  })));
}

/** The values of a field that photos have, the commonest first. */
function makeChoice(id, label) {
  const counts = new Map();
  for (const photo of photos) if (photo[id]) counts.set(photo[id], (counts.get(photo[id]) ?? 0) + 1);
  const select = find(id);
  select.hidden = counts.size < 2;
  select.ariaLabel = label;
  select.append(make('option', { value: '', textContent: label }), ...[...counts].sort((a, b) => b[1] - a[1])
    .map(([value, count]) => make('option', { value, textContent: `${visible(value)} (${number(count)})` })));
  select.onchange = applyFilters;
  return !select.hidden;
}

// --- The histogram, a slider with two ends

function makeTimeline() {
  const bars = histogram?.counts ?? [];
  find('timeline').hidden = bars.length < 2;
  if (bars.length < 2) return false;
  const most = Math.max(...bars);
  find('bars').append(...bars.map(count => {
    const bar = make('i');
    bar.style.height = count ? `${Math.max(6, 100 * count / most)}%` : '0';
    return bar;
  }));
  for (const [index, end] of ends.entries()) {
    Object.assign(end, { max: bars.length - 1, ariaLabel: index ? words.to : words.from, oninput: () => { stopPlaying(); moveEnd(index); } });
  }
  setBars(0, bars.length - 1);
  Object.assign(find('play'), { ariaLabel: words.play, onclick: () => playTimer ? stopPlaying() : startPlaying() });
  return true;
}

const monthText = month => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short' })
  .format(new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1));

function setBars(from, to) {
  const { first, step } = histogram;
  [ends[0].value, ends[1].value] = [from, to];
  const texts = [monthText(first + from * step), monthText(first + (to + 1) * step - 1)];
  ends.forEach((end, index) => { end.ariaValueText = texts[index]; });
  find('months').textContent = texts[0] === texts[1] ? texts[0] : texts.join(' – ');
  [...find('bars').children].forEach((bar, index) => bar.classList.toggle('out', index < from || index > to));
  // The end that can only move one way lies on top.
  ends[0].style.zIndex = from > histogram.counts.length / 2 ? 1 : 0;
}

/** One end stops at the other. */
function moveEnd(index) {
  const [from, to] = ends.map(end => Number(end.value));
  setBars(index ? from : Math.min(from, to), index ? Math.max(from, to) : to);
  applyFilters();
}

function startPlaying() {
  const step = () => {
    setBars(...nextBars(Number(ends[0].value), Number(ends[1].value), histogram.counts.length));
    applyFilters();
  };
  playTimer = setInterval(step, 700);
  Object.assign(find('play'), { textContent: '❚❚', ariaLabel: words.pause });
  step();
}

function stopPlaying() {
  clearInterval(playTimer);
  playTimer = 0;
  Object.assign(find('play'), { textContent: '▶', ariaLabel: words.play });
}

// --- What the list shows: the photos in view, those at one place, or those without a place

/** A region to stay with, 'unplaced', or null for whatever is in view. */
let listed = null;

/** Fills the list anew, the keyboard staying with a photo where that is still there. */
function refreshList(keep) {
  if (browse.hidden) return;
  const some = listed === 'unplaced' ? photos.filter(photo => photo.shown && !hasPlace(photo)) : photosIn(listed ?? visibleRegion());
  fillList(some, keep ? some.indexOf(keep) : 0);
  find('list-title').textContent = words[listed === 'unplaced' ? 'unplaced' : listed ? 'here' : 'inView'](some.length);
  find('list-back').hidden = !listed;
  find('empty').hidden = some.length > 0 || !photos.length;
  const [reason, button] = find('empty').children;
  [reason.textContent, button.textContent, button.onclick] = photos.some(photo => photo.shown)
    ? [words.noneHere, words.showAll, showAll] : [words.noneFound, words.clear, clearFilters];
}

/** The map has come to rest. */
function followView() {
  if (!listed) refreshList(list.photos[list.active]);
  if (!selected) setAddress(viewAddress(view), false);
  refreshMarks();
}

const focusList = () => (listElement.hidden ? find('search') : listElement).focus({ preventScroll: true });

function listOnly(what) {
  listed = what;
  refreshList();
  focusList();
}

/** The photos of a cluster that no zoom takes apart. */
function listPlace(left, right, top, bottom) {
  // Less than a millimetre, so that rounding leaves out no photo on the border.
  const slack = 1e-11;
  if (selected) closePhoto();
  listOnly({ left: left - slack, width: right - left + 2 * slack, top: top - slack, bottom: bottom + slack });
}

function showAll() {
  const region = regionWithCircles(photos.filter(photo => photo.shown && hasPlace(photo)));
  if (listed) listOnly(null);
  if (region) glideTo(viewOf(region), 500);
}

// --- Start

function fillIn() {
  const title = settings.title ? visible(settings.title) : words.photos, unplaced = photos.filter(photo => !hasPlace(photo)).length;
  document.documentElement.lang = language;
  document.title = title;
  const texts = {
    title, total: words.total(photos.length), unplaced: words.unplaced(unplaced), 'zoom-all': words.all, 'filters-name': words.filters,
    'map-help': words.mapHelp, attribution: settings.tiles?.attribution ?? '',
  }, labels = {
    map: words.map, marks: words.marks, search: words.search, years: words.years, 'list-back': words.back,
    'zoom-in': words.zoomIn, 'zoom-out': words.zoomOut, 'zoom-all': words.showAll,
  };
  for (const id in texts) find(id).textContent = texts[id];
  for (const id in labels) find(id).ariaLabel = labels[id];
  find('search').placeholder = words.search;
  find('unplaced').hidden = !unplaced;
  find('attribution').hidden = !settings.tiles;
}

fillIn();
makeYears();
find('filters').hidden = ![makeTimeline(), makeChoice('folder', words.folder), makeChoice('camera', words.camera)].some(Boolean);
find('filters').open = matchMedia('(min-width: 720px) and (min-height: 700px)').matches;
find('zoom-in').onclick = () => zoomBy(1);
find('zoom-out').onclick = () => zoomBy(-1);
find('zoom-all').onclick = showAll;
find('unplaced').onclick = () => listOnly('unplaced');
find('list-back').onclick = () => listOnly(null);
let searchTimer;
find('search').oninput = () => {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(applyFilters, 120);
};
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  if (carded) hideCard();
  else if (selected) closePhoto();
  else if (listed) listOnly(null);
});
darkness.onchange = requestDraw;

// The first size that the map gets starts it.
new ResizeObserver(() => {
  const isStart = !view.width;
  Object.assign(view, { width: map.clientWidth, height: map.clientHeight });
  const region = isStart && regionWithCircles(densestHalf(photos.filter(hasPlace)));
  if (isStart && !region && photos.length) listed = 'unplaced';
  showView(region ? viewOf(region) : view);
  refreshList(list.photos[list.active]);
  if (isStart) followAddress();
}).observe(map);

"""#

  /// The hash of ``style``.
  static let styleHash = "sha256-WTORbjkdSoCdGstjblbr7uJ5+uNp3z8JIf+o1QDJjC4="

  /// The hash of ``script``.
  static let scriptHash = "sha256-CA+oAzdclNSaj6Y+toaw5thJfcLDl81CcnZ+YrfyKSI="
}
