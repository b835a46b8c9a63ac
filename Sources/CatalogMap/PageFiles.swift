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
  <div id="ground" aria-hidden="true"></div>
  <div id="map" role="application" tabindex="0" aria-describedby="map-help"><canvas id="canvas"></canvas></div>
  <p id="scale" aria-hidden="true"><span></span> <span></span></p>
  <div id="marks" role="group"></div>
  <button id="card" tabindex="-1" aria-hidden="true" hidden></button>
  <p id="map-help" hidden></p>
  <div id="zoom">
    <button id="zoom-in">+</button>
    <button id="zoom-out">−</button>
    <button id="zoom-all"></button>
    <details id="pan">
      <summary id="pan-name">✥</summary>
      <button id="pan-north">↑</button>
      <button id="pan-west">←</button>
      <button id="pan-east">→</button>
      <button id="pan-south">↓</button>
    </details>
  </div>
  <p id="attribution" hidden></p>
</main>
<aside>
  <div id="browse">
    <header>
      <h1><bdi id="title"></bdi> <small id="total"></small></h1>
      <input id="search" type="search" autocomplete="off" spellcheck="false">
      <div id="tags" class="chips" role="group" hidden></div>
      <div id="story" class="chips" hidden><button id="show-trail"></button><button id="show-range"></button></div>
      <div id="years" class="chips" role="group" hidden></div>
      <details id="filters" hidden>
        <summary id="filters-name"></summary>
        <div id="timeline"><button id="play" class="icon">▶</button><div id="months" class="slider"></div></div>
        <div id="hours" class="slider"></div>
        <div id="choices">
          <button id="today" hidden></button>
          <select id="folder"></select><select id="camera"></select><select id="rating"></select><select id="colouring"></select>
        </div>
      </details>
      <button id="unplaced" hidden></button>
    </header>
    <div id="list-head">
      <button id="list-back" class="icon" hidden>←</button>
      <p id="list-title" role="status"></p>
    </div>
    <div id="list" role="listbox" tabindex="0"><div id="list-height"></div></div>
    <div id="empty" hidden><p></p><button class="wide"></button></div>
  </div>
  <section id="details" hidden aria-labelledby="details-name"></section>
</aside>
<dialog id="viewer" aria-labelledby="viewer-name">
  <div id="stage"></div>
  <div id="viewer-about"><h1><bdi id="viewer-name"></bdi></h1> <small id="viewer-time"></small></div>
  <button id="viewer-close">✕</button>
  <button id="viewer-previous">‹</button>
  <button id="viewer-next">›</button>
  <div id="viewer-tools"><button id="viewer-out">−</button><button id="viewer-in">+</button><button id="viewer-full">⤢</button></div>
</dialog>
<script type="application/json" id="settings">{{settings}}</script>
{{data}}<noscript>
<h1>This page draws its map with JavaScript. These are its photos:</h1>
{{list}}</noscript>
<script>{{script}}</script>
{{pictures}}</body>
</html>

"""#

  /// All styles.
  static let style = #"""
:root {
  --paper: #fffdf9; --ink: #2a241d; --faint: #6b6155; --line: #e6ddcf; --hover: #f6f0e6;
  --accent: #b8430f; --on-accent: #fff;
  --sea: #cfe0e4; --land: #f4efe4; --coast: #a9bfc2; --river: #b4ced6; --border: #c7b3a3; --grid: #e9e1d2; --green: #dde8cc; --building: #e6dccb; --road: #fffdf8; --road-edge: #d9cdb9;
  --label: #5e5447; --label-country: #7b6f60; --ring: #fff;
  --c0: #b8430f; --c1: #1c6ca1; --c2: #3d7a1c; --c3: #7c3fa6; --c4: #b0236a; --c5: #0b756c; --c6: #85690a; --c7: #3c55c4; --c8: #6b6155;
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #1d1b19; --ink: #f0e9df; --faint: #b0a597; --line: #38332e; --hover: #292521;
    --accent: #ff9a5c; --on-accent: #26130a;
    --sea: #14202a; --land: #2a2723; --coast: #43525b; --river: #24404f; --border: #5d5147; --grid: #35312c; --green: #2b3326; --building: #37322c; --road: #4a443c; --road-edge: #211e1b;
    --label: #c9bdac; --label-country: #a4988a; --ring: #f5eee4;
    --c0: #ff9a5c; --c1: #74bdf0; --c2: #9ed070; --c3: #cda2ee; --c4: #f592b6; --c5: #63d3c4; --c6: #e5c852; --c7: #a3b2ff; --c8: #b0a597;
  }
}

* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
body {
  display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr) clamp(300px, 31vw, 420px);
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
#canvas { display: block; width: 100%; height: 100%; }
#ground { position: absolute; inset: 0; overflow: hidden; }
#ground canvas { position: absolute; left: 0; top: 0; transform-origin: 0 0; }
#scale {
  position: absolute; left: 10px; bottom: 10px; display: flex; align-items: flex-end; gap: 10px; max-width: calc(100% - 20px); padding: 4px 8px 5px; border-radius: 8px;
  font-size: 12px; line-height: 16px; white-space: nowrap; overflow: hidden; pointer-events: none; background: color-mix(in srgb, var(--paper) 80%, transparent);
}
#scale :first-child { flex: none; padding-bottom: 3px; text-align: center; border: solid var(--ink); border-width: 0 2px 2px; }
#scale :last-child:empty { display: none; }
#marks { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
.mark {
  position: absolute; left: 0; top: 0; display: grid; place-items: center; min-width: 0; min-height: 0; border: 0; border-radius: 50%;
  --shadow: 0 1px 4px #0007;
}
.face {
  display: grid; place-items: center; overflow: hidden; border: 2px solid var(--ring); border-radius: 50%; box-shadow: var(--shadow);
  background: var(--colour, var(--accent)); color: var(--on-accent); font-size: 13px; font-weight: 600; line-height: 1;
  transition: scale .16s ease-out;
}
.pictured .face { position: relative; width: 100%; height: 100%; border: 0; background: var(--colour, var(--ring)); }
.pictured img { position: absolute; inset: 3px; width: calc(100% - 6px); height: calc(100% - 6px); object-fit: cover; border-radius: 50%; background: var(--hover); }
.pictured.stack .face { box-shadow: var(--shadow), 4px -3px 0 -1px var(--ring), 4px -3px 3px #0005; }
.mark b {
  position: absolute; right: -6px; bottom: -3px; min-width: 22px; padding: 0 6px; border: 2px solid var(--ring); border-radius: 12px;
  font-size: 12px; line-height: 18px; text-align: center; background: var(--accent); color: var(--on-accent);
}
.stack:not(.pictured) .face { background: var(--colour, var(--accent)); text-shadow: none; }
.faded .face { opacity: .55; }
.hot { z-index: 1; }
.hot .face { scale: 1.12; }
.chosen { z-index: 1; }
.chosen .face { background: var(--accent); box-shadow: 0 0 0 3px var(--accent), var(--shadow); }
.mark:focus-visible { z-index: 1; outline: 3px solid var(--ink); outline-offset: 2px; }
#card {
  position: absolute; z-index: 2; overflow: hidden; width: 220px; max-width: calc(100% - 16px); padding: 0; text-align: start;
  border: 0; border-radius: 14px; background: var(--paper); box-shadow: 0 4px 20px #0005;
}
#card .thumb { width: 100%; height: 165px; border-radius: 0; }
#card .about { display: block; padding: 8px 12px 10px; }
#card strong:empty { display: none; }
#card bdi { font-weight: 600; }
#zoom {
  position: absolute; z-index: 1; display: grid; overflow: hidden;
  top: calc(12px + env(safe-area-inset-top)); left: calc(12px + env(safe-area-inset-left));
  border-radius: 12px; background: var(--paper); box-shadow: 0 1px 6px #0004;
}
#zoom button, #pan summary { display: grid; place-items: center; min-height: 44px; width: 44px; border: 0; border-radius: 0; font-size: 22px; line-height: 1; cursor: pointer; }
#zoom #zoom-all { font-size: 14px; }
#zoom > * + * { border-top: 1px solid var(--line) !important; }
#pan summary { list-style: none; font-size: 18px; color: var(--faint); }
#pan summary::-webkit-details-marker { display: none; }
#attribution { position: absolute; right: 0; bottom: 0; max-width: 70%; padding: 1px 8px; font-size: 12px; background: var(--paper); opacity: .85; }

/* The photos beside it */
aside {
  display: grid; min-height: 0; z-index: 1; box-shadow: 0 0 12px #0002;
  padding-bottom: env(safe-area-inset-bottom); padding-right: env(safe-area-inset-right);
}
#browse { display: flex; flex-direction: column; min-height: 0; min-width: 0; }
header { display: grid; grid-template-columns: minmax(0, 1fr); grid-auto-rows: max-content; gap: 8px; padding: 16px 16px 8px; max-height: 72%; overflow-y: auto; flex: none; }
h1 { font-size: 1.25rem; line-height: 1.25; overflow-wrap: anywhere; }
h1 small { display: inline-block; }
small { font-size: .85rem; font-weight: 400; color: var(--faint); }
#search { width: 100%; padding: 0 14px; border-radius: 22px; background: var(--hover); }
#search::placeholder { color: var(--faint); opacity: 1; }
.chips { display: flex; gap: 6px; margin: 0 -16px; padding: 0 16px; overflow-x: auto; scrollbar-width: none; }
.chips button { flex: none; padding: 0 13px; border-radius: 22px; }
.chips .others { align-self: center; flex: none; padding: 0 13px; }
.chips .coloured::before { content: ""; display: inline-block; width: 12px; height: 12px; margin-inline-end: 7px; border-radius: 50%; background: var(--colour); }
[aria-pressed=true], .wide.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
.chips [aria-pressed=true].coloured::before { box-shadow: 0 0 0 2px var(--on-accent); }
#filters summary { min-height: 44px; line-height: 44px; cursor: pointer; color: var(--faint); }
#timeline { display: grid; grid-template-columns: 44px minmax(0, 1fr); align-items: start; column-gap: 6px; }
#play { margin-top: 28px; }
#hours { margin-top: 6px; padding-inline-start: 50px; }
#hours > small { display: block; padding-inline: 12px; }
.ends { position: relative; height: 72px; }
.bars { position: absolute; inset: 0 12px 22px; display: flex; align-items: end; gap: 1px; cursor: pointer; }
.bars i { flex: 1; background: var(--accent); border-radius: 1px 1px 0 0; }
.bars .out { background: var(--line); }
.ends input {
  position: absolute; inset: auto 0 0; width: 100%; height: 44px; min-height: 0; margin: 0; border: 0; appearance: none; pointer-events: none;
  border-radius: 0;
}
.ends input::-webkit-slider-thumb { appearance: none; width: 24px; height: 44px; pointer-events: auto; cursor: ew-resize; border: 0; background: radial-gradient(circle, var(--ink) 0 8px, transparent 9px); }
.ends input::-moz-range-thumb { width: 24px; height: 44px; pointer-events: auto; cursor: ew-resize; border: 0; background: radial-gradient(circle, var(--ink) 0 8px, transparent 9px); }
.span { display: block; padding-inline: 12px; }
#choices { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; margin-top: 8px; }
select { min-width: 0; padding: 0 8px; background: var(--paper); }
#unplaced { justify-self: start; margin: -6px 0; border: 0; color: var(--accent); text-decoration: underline; }
#list-head { display: flex; align-items: center; min-height: 36px; padding: 0 16px; }
#list-title { font-size: .9rem; font-weight: 600; color: var(--faint); }
.icon { border: 0; font-size: 20px; }
#list-head .icon { margin-left: -14px; }
#list { position: relative; flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; }
.row { position: absolute; inset-inline: 0; display: flex; align-items: center; gap: 12px; height: 68px; padding: 0 16px; cursor: pointer; }
.row:hover, :focus-visible > .active { background: var(--hover); }
:focus-visible > .active { box-shadow: inset 7px 0 var(--accent); }
.thumb { flex: none; display: grid; place-items: center; width: 52px; height: 52px; overflow: hidden; border-radius: 10px; background: var(--hover); }
.thumb img { width: 100%; height: 100%; object-fit: cover; outline: 1px solid #8883; outline-offset: -1px; border-radius: inherit; }
.about { min-width: 0; }
.about > * { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.gallery .row { inset-inline: auto; padding: 3px; }
.gallery .thumb { width: 100%; height: 100%; color: var(--faint); }
.gallery .about { position: absolute; inset: auto 3px 3px; padding: 4px 8px; font-size: .8rem; pointer-events: none; border-radius: 0 0 10px 10px; }
.gallery .about small { font-size: .72rem; }
.gallery .seen .about { color: #fff; background: linear-gradient(transparent, #000b); padding-top: 18px; opacity: 0; transition: opacity .15s; }
.gallery .seen .about small { color: #eee; }
.gallery .seen:hover .about, .gallery:focus-visible .active .about { opacity: 1; }
.gallery:focus-visible > .active { background: none; box-shadow: none; }
.gallery:focus-visible > .active .thumb { outline: 4px solid var(--accent); outline-offset: -4px; }
#empty { min-height: 0; overflow-y: auto; padding: 8px 16px; color: var(--faint); }
.wide { display: grid; place-items: center; width: 100%; color: var(--accent); text-decoration: none; font-weight: 600; }
#empty .wide { margin-top: 12px; }

/* One photo */
#details { overflow-y: auto; min-width: 0; padding: 0 16px 16px; overflow-wrap: anywhere; }
nav { position: sticky; top: 0; z-index: 1; display: flex; margin: 0 -14px; padding: 4px 0; background: var(--paper); }
nav :first-child { margin-right: auto; }
nav [disabled] { opacity: .3; cursor: default; }
.picture {
  display: grid; place-items: center; width: 100%; min-height: 120px; max-height: 46vh; margin-bottom: 12px; overflow: hidden;
  border: 0; border-radius: 14px; background: var(--hover); color: var(--faint); cursor: zoom-in;
}
.picture img { display: block; width: 100%; height: 100%; max-height: 46vh; object-fit: contain; }
#details h1 { font-size: 1.2rem; line-height: 1.3; }
.file { font-size: .85rem; color: var(--faint); }
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

/* One photo, as large as the window */
#viewer { position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none; padding: 0; border: 0; color: #fff; background: #12100e; overflow: hidden; }
#viewer:not([open]) { display: none; }
#stage { position: absolute; inset: 0; touch-action: none; overflow: hidden; cursor: grab; }
#stage img { position: absolute; left: 50%; top: 50%; max-width: none; user-select: none; -webkit-user-drag: none; }
#stage p { position: absolute; inset: 45% 0 auto; text-align: center; }
#viewer button { position: absolute; border: 0; border-radius: 22px; background: #0009; color: #fff; font-size: 20px; }
#viewer button:disabled { opacity: .3; }
#viewer :focus-visible { outline-color: #fff; }
#viewer-about { position: absolute; inset: auto 0 0; padding: 28px 170px 18px 20px; background: linear-gradient(transparent, #000a); pointer-events: none; }
#viewer-about h1 { display: inline; font-size: 1rem; }
#viewer-about small { color: #ddd; margin-inline-start: 8px; }
#viewer #viewer-close { top: 12px; right: 12px; }
#viewer #viewer-previous { left: 12px; top: calc(50% - 22px); }
#viewer #viewer-next { right: 12px; top: calc(50% - 22px); }
#viewer-tools { position: absolute; right: 12px; bottom: 12px; display: flex; gap: 6px; }
#viewer #viewer-tools button { position: static; }

/* Phones: the map above, the photos below */
@media (max-width: 719px) and (orientation: portrait) {
  body { grid-template: minmax(0, 52fr) minmax(0, 48fr) / minmax(0, 1fr); }
  aside { border-radius: 16px 16px 0 0; background: var(--paper); overflow: hidden; }
  main { margin-bottom: -16px; }
  #scale { bottom: 42px; }
  #attribution { bottom: 17px; }
  header { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: center; gap: 8px; padding: 12px 16px 4px; }
  .chips, #filters[open] { grid-column: 1 / -1; }
  #unplaced { margin: 0; justify-self: end; font-size: .85rem; white-space: nowrap; }
  #list-head { min-height: 32px; }
  /* The name and the date are seen below the picture. */
  .picture, .picture img { max-height: 30vh; }
}

/* Small maps: a card beside its picture covers less */
@media (max-width: 719px) and (orientation: portrait), (max-height: 480px) {
  #card:not([hidden]) { display: flex; width: auto; max-width: min(300px, calc(100% - 16px)); }
  #card .thumb { flex: none; width: 104px; height: auto; min-height: 104px; }
}

/* Low screens: the years wait among the filters, and the list has what that leaves */
@media (max-width: 719px) and (max-height: 640px) and (orientation: portrait), (max-height: 480px) {
  header { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: center; gap: 4px 8px; padding: 8px 16px 0; }
  .chips, #filters[open] { grid-column: 1 / -1; }
  header:not(:has(#filters[open])) #years:not(:has([aria-pressed=true])), #total { display: none; }
  #unplaced { margin: 0; justify-self: end; font-size: .85rem; white-space: nowrap; }
  #list-head { min-height: 32px; }
}

/* Next to no room, as where a browser shows everything four times as large: the map above, the photos below, and the page scrolls */
@media (max-width: 519px) and (orientation: landscape) {
  body { grid-template: 85vh 130vh / minmax(0, 1fr); height: auto; overflow-y: auto; }
}

@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }

@media print {
  body { display: block; height: auto; overflow: visible; }
  main { height: 60vh; break-inside: avoid; }
  aside { box-shadow: none; }
  #zoom, #search, .chips, #filters, #card, #unplaced, .actions, nav { display: none !important; }
  #list { overflow: visible; }
}

/* No scripts: the list in words */
@media (scripting: none) {
  body { display: block; height: auto; overflow: visible; padding: 16px; }
  main, aside { display: none; }
}

"""#

  /// All scripts as one.
  static let script = #"""
'use strict';


const languages = {};


languages.en = number => {
  const count = (n, one, many) => n === 1 ? `1 ${one}` : `${number(n)} ${many}`, photos = n => count(n, 'photo', 'photos');
  return {
    photos: 'Photos', photosText: photos, photoNumber: n => `Photo ${number(n)}`, loading: 'Opening the photos …',
    total: photos, inView: n => `${photos(n)} in view`, here: n => `${photos(n)} at this place`, unplaced: n => `${photos(n)} without a place`,
    noneHere: 'No photos in this part of the map.', noneFound: 'No photo fits.',
    showAll: 'Show all photos', clear: 'Clear search and filters', all: 'All',
    search: 'Search', searchNames: 'Search cats and tags', noAnswer: 'The server does not answer.', searchLabel: 'Search names, tags and cameras', years: 'Years', tags: 'Cats and tags', noDate: 'No date',
    map: 'Map of the photos',
    mapHelp: 'Arrow keys move the map, plus and minus zoom, 0 shows all photos, Enter opens what is nearest to the centre. Tab goes on to the photos on the map, and arrow keys from one to another.',
    zoomIn: 'Zoom in', zoomOut: 'Zoom out', back: 'Back to the list', previous: 'Previous photo', next: 'Next photo', close: 'Close',
    fullScreen: 'Full screen', enlarge: 'Enlarge', moveMap: 'Move the map', north: 'North', south: 'South', west: 'West', east: 'East',
    taken: 'Taken', changed: 'File changed', place: 'Place', altitude: 'Altitude', heading: 'Looking', camera: 'Camera', problem: 'Why',
    file: 'File', tagged: 'Tags', rating: 'Rating', stars: n => count(n, 'star', 'stars'), atLeast: n => `${number(n)} ★ and more`,
    approximate: distance => `approximate, within ${distance}`, unknownZone: 'time zone unknown',
    open: 'Open the photo', openVideo: 'Open the video', noPreview: 'No preview',
    copy: 'Copy the place', copyLink: 'Copy link', copied: 'Copied', maps: 'Other maps', marks: 'Photos on the map',
    filters: 'Filters', from: 'From', to: 'To', folder: 'Folder', play: 'Play', pause: 'Pause', today: 'On this day', hours: 'Hours of the day',
    colour: 'Colours', noColour: 'One colour', byTag: 'A colour for each cat', byYear: 'A colour for each year', others: 'Others',
    trail: 'Trail', range: 'Range', hectares: area => `Range ${area} ha`,
    fromCentre: distance => `${distance} from the centre`, showOnMap: 'Show on the map', noStreets: 'no streets on this map',
    compass: ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'],
  };
};


languages.ko = number => ({
  photos: '사진', photosText: n => `사진 ${number(n)}장`, photoNumber: n => `사진 ${number(n)}`, loading: '사진을 여는 중 …',
  total: n => `${number(n)}장`, inView: n => `지도에 보이는 사진 ${number(n)}장`, here: n => `이 자리의 사진 ${number(n)}장`,
  unplaced: n => `위치 없는 사진 ${number(n)}장`,
  noneHere: '지도의 이 부분에는 사진이 없습니다.', noneFound: '맞는 사진이 없습니다.',
  showAll: '사진 모두 보기', clear: '검색과 거르기 지우기', all: '전체',
  search: '검색', searchNames: '고양이와 태그 검색', noAnswer: '서버가 응답하지 않습니다.', searchLabel: '이름, 태그, 카메라 검색', years: '연도', tags: '고양이와 태그', noDate: '날짜 없음',
  map: '사진 지도',
  mapHelp: '화살표 키로 지도를 움직이고 더하기와 빼기 키로 확대, 축소합니다. 0은 사진을 모두 보이고 Enter는 가운데에서 가장 가까운 것을 엽니다. Tab으로 지도의 사진에 가고 화살표 키로 다음 사진에 갑니다.',
  zoomIn: '확대', zoomOut: '축소', back: '목록으로', previous: '이전 사진', next: '다음 사진', close: '닫기',
  fullScreen: '전체 화면', enlarge: '크게 보기', moveMap: '지도 움직이기', north: '북쪽', south: '남쪽', west: '서쪽', east: '동쪽',
  taken: '찍은 때', changed: '파일 변경', place: '위치', altitude: '고도', heading: '방향', camera: '카메라', problem: '이유',
  file: '파일', tagged: '태그', rating: '별점', stars: n => `별 ${number(n)}개`, atLeast: n => `★ ${number(n)}개 이상`,
  approximate: distance => `어림한 위치, ${distance} 안쪽`, unknownZone: '시간대 모름',
  open: '사진 열기', openVideo: '동영상 열기', noPreview: '미리 보기 없음',
  copy: '위치 복사', copyLink: '링크 복사', copied: '복사했습니다', maps: '다른 지도', marks: '지도의 사진',
  filters: '거르기', from: '처음', to: '끝', folder: '폴더', play: '재생', pause: '멈춤', today: '오늘과 같은 날', hours: '하루 중 시간',
  colour: '색', noColour: '한 가지 색', byTag: '고양이마다 다른 색', byYear: '해마다 다른 색', others: '그 밖',
  trail: '다닌 길', range: '사는 범위', hectares: area => `사는 범위 ${area} ha`,
  fromCentre: distance => `가운데에서 ${distance}`, showOnMap: '지도에서 보기', noStreets: '이 지도에는 길이 없습니다',
  compass: ['북', '북동', '동', '남동', '남', '남서', '서', '북서'],
});


const [spoken] = navigator.language.toLowerCase().split('-'), language = Object.hasOwn(languages, spoken) ? spoken : 'en';
const locale = spoken === language ? navigator.language : language;

function lazy(make) {
  let made;
  return (...values) => (made ??= make())(...values);
}

const number = lazy(() => new Intl.NumberFormat(locale).format);
const words = languages[language](number);


const timeFormat = (dateStyle, timeStyle) => lazy(() => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle, timeStyle }).format);
const shortTime = timeFormat('medium', 'short'), longTime = timeFormat('full', 'medium');

const dateFormats = [{ year: 'numeric' }, { month: 'long' }, { day: 'numeric' }].map((_, index, parts) =>
  lazy(() => new Intl.DateTimeFormat(locale, Object.assign({ timeZone: 'UTC' }, ...parts.slice(0, index + 1))).format));

const timeText = ({ precision, time }, format) => (precision > 3 ? format : dateFormats[precision - 1])(time);

const whenText = photo => photo.taken
  ? (photo.changed ? `${words.changed} ` : '') + timeText(photo, shortTime) : words.noDate;

const unitFormat = unit => lazy(() => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format);
const inMetres = unitFormat('meter'), inKilometres = unitFormat('kilometer');
const distanceText = metres => metres < 1000 ? inMetres(metres < 10 ? metres : Math.round(metres)) : inKilometres(metres / 1000);
const headingText = degrees => `${Math.round(degrees) % 360}° ${words.compass[Math.round(degrees / 45) % 8]}`;

function visible(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, character =>
    ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? `\\u{${character.codePointAt(0).toString(16).toUpperCase()}}`);
}


const worldX = longitude => (longitude + 180) / 360;
const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const latitudeAt = y => Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI;
const metresPerWorld = y => 40075016.686 / Math.cosh(Math.PI * (1 - 2 * y));

function worldY(latitude) {
  const radians = Math.max(-85.0511287798, Math.min(85.0511287798, latitude)) * Math.PI / 180;
  return 0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI);
}

function distanceBetween(a, b) {
  const radians = degrees => degrees * Math.PI / 180, half = angle => Math.sin(radians(angle) / 2) ** 2;
  const chord = half(b.latitude - a.latitude)
    + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * 6371008.8 * Math.asin(Math.sqrt(Math.min(1, chord)));
}

function isInside(region, { x, y }) {
  const east = x - region.left;
  return east - Math.floor(east) <= region.width && y >= region.top && y <= region.bottom;
}

async function regionOf({ x, y }, rows) {
  if (!rows.length) return null;
  const strips = 4096, firsts = new Float64Array(strips).fill(Infinity), lasts = new Float64Array(strips).fill(-Infinity);
  let top = 1, bottom = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i % 8192 === 8191) await breathe();
    const row = rows[i], strip = Math.min(strips - 1, Math.floor(x[row] * strips));
    if (x[row] < firsts[strip]) firsts[strip] = x[row];
    if (x[row] > lasts[strip]) lasts[strip] = x[row];
    if (y[row] < top) top = y[row];
    if (y[row] > bottom) bottom = y[row];
  }
  const some = allRows(strips).filter(strip => firsts[strip] < Infinity);
  let left = firsts[some[0]], gap = left + 1 - lasts[some.at(-1)];
  for (let i = 1; i < some.length; i++) {
    const between = firsts[some[i]] - lasts[some[i - 1]];
    if (between > gap) [left, gap] = [firsts[some[i]], between];
  }
  return { left, width: 1 - gap, top, bottom };
}

async function regionWithCircles(columns, rows) {
  const region = await regionOf(columns, rows);
  if (!region) return null;
  let reach = 0;
  await breathe();
  for (const row of rows) if (columns.uncertainty[row]) reach = Math.max(reach, columns.uncertainty[row] / metresPerWorld(columns.y[row]));
  const { left, width, top, bottom } = region;
  return { left: left - reach, width: Math.min(1, width + 2 * reach), top: top - reach, bottom: bottom + reach };
}

async function densestHalf(space) {
  const total = space.shown[space.rows.length];
  let half = null;
  for (let low = 1, high = 20; low <= high;) {
    const depth = (low + high) >> 1, found = squareOfHalf(space, depth, total / 2);
    await breathe();
    if (found) [half, low] = [found, depth + 1];
    else high = depth - 1;
  }
  const ranges = half ?? [[0, space.rows.length]], rows = new Uint32Array(total);
  let count = 0;
  eachRow(space, { ranges }, row => { rows[count++] = row; });
  return rows.slice(0, count);
}

function squareOfHalf(space, depth, least) {
  const columns = 2 ** depth, seen = new Map();
  const cellAt = (column, row) => {
    const x = ((column % columns) + columns) % columns, key = row * columns + x;
    if (row < 0 || row >= columns) return { start: 0, end: 0, count: 0 };
    if (!seen.has(key)) {
      const first = cellKey((x + 0.5) / columns, (row + 0.5) / columns), size = 4 ** (FINEST - depth), from = Math.floor(first / size) * size;
      const start = firstNotBelow(space.keys, from, 0, space.keys.length), end = firstNotBelow(space.keys, from + size, start, space.keys.length);
      seen.set(key, { start, end, count: space.shown[end] - space.shown[start] });
    }
    return seen.get(key);
  };
  let best = 0, square = null;
  visitCells(space, depth, { left: 0, right: 1, top: 0, bottom: 1 }, (column, row) => {
    for (const left of [column - 1, column]) {
      for (const top of [row - 1, row]) {
        const four = [...new Set([cellAt(left, top), cellAt(left + 1, top), cellAt(left, top + 1), cellAt(left + 1, top + 1)])];
        const sum = four.reduce((sum, { count }) => sum + count, 0);
        if (sum > best) [best, square] = [sum, four];
      }
    }
  }, Math.max(1, least / 4));
  return !square || best < least ? null : square.map(({ start, end }) => [start, end]);
}


const NO_PREVIEW = 1, VIDEO = 2, NONE = -0x80000000;

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function bytesWithin(base64, start, end) {
  const first = Math.floor(start / 3);
  return bytesOf(base64.slice(first * 4, Math.ceil(end / 3) * 4)).subarray(start - first * 3, end - first * 3);
}

function numberReader(bytes) {
  let at = 0;
  const varint = () => {
    let byte = bytes[at++];
    if (byte < 128) return byte;
    let value = byte & 127, scale = 128;
    do {
      byte = bytes[at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127);
    return value;
  };
  const take = count => bytes.subarray(at, at += count);
  return { varint, take, signed: () => withSign(varint()), planes: () => planesAsNumbers(varint(), varint(), take) };
}

const withSign = value => value % 2 ? -(value + 1) / 2 : value / 2;

function planesAsNumbers(count, width, take) {
  if (width === 1) return take(count);
  const values = new (width > 4 ? Float64Array : Uint32Array)(count);
  for (let place = 0, scale = 1; place < width; place++, scale *= 256) {
    const plane = take(count);
    for (let i = 0; i < count; i++) values[i] += plane[i] * scale;
  }
  return values;
}

function textTable() {
  const texts = [''], numbers = new Map([['', 0]]);
  return {
    texts,
    numberOf: text => {
      if (!numbers.has(text)) numbers.set(text, texts.push(text) - 1);
      return numbers.get(text);
    },
  };
}

function makeColumns(count) {
  const columns = {
    count, blocks: [], folders: textTable(), cameras: textTable(), problems: textTable(), tags: textTable(),
    latitude: new Int32Array(count), longitude: new Int32Array(count), x: new Float64Array(count).fill(NaN), y: new Float64Array(count).fill(NaN),
    precision: new Uint8Array(count), kind: new Uint8Array(count), changed: new Uint8Array(count), rating: new Int8Array(count),
    day: new Int32Array(count).fill(NONE), second: new Int32Array(count), offset: new Int16Array(count).fill(-0x8000),
    month: new Int32Array(count).fill(NONE), yearDay: new Int16Array(count).fill(-1),
    altitude: new Int32Array(count).fill(NONE), heading: new Int16Array(count).fill(-1), accuracy: new Int32Array(count).fill(-1),
    uncertainty: new Int32Array(count), folder: new Uint32Array(count), camera: new Uint32Array(count), problem: new Uint32Array(count),
    tagStart: new Uint32Array(count + 1), tagList: new Uint32Array(16), shown: new Uint8Array(count).fill(1),
  };
  return columns;
}

async function readBlock(columns, bytes, first) {
  const { varint, planes, take } = numberReader(bytes), count = varint(), end = first + count, flags = take(count);
  const each = act => { for (let row = first; row < end; row++) act(row, flags[row - first]); };
  each((row, bits) => {
    columns.precision[row] = bits >> 1 & 7;
    columns.changed[row] = bits >> 5 & 1;
    columns.kind[row] = bits & 128 ? VIDEO : bits & 64 ? NO_PREVIEW : 0;
  });
  await readPlaces(columns, each, planes);
  await breathe();
  await readDates(columns, each, planes);
  await breathe();
  const every = act => {
    const values = planes();
    for (let i = 0; i < count; i++) act(first + i, values[i]);
  };
  every((row, value) => { if (value > 0) columns.altitude[row] = withSign(value - 1); });
  every((row, value) => { columns.heading[row] = value - 1; });
  every((row, value) => { columns.accuracy[row] = value - 1; });
  every((row, value) => { columns.uncertainty[row] = Math.max(0, value - 1); });
  await breathe();
  every((row, value) => { columns.rating[row] = Math.max(0, value - 2); });
  const numbers = [columns.folder, columns.camera, columns.problem];
  for (const column of numbers) column.set(planes(), first);
  const ownTags = readTagNumbers(columns, first, end, planes());
  await breathe();
  const decode = new TextDecoder(), text = () => decode.decode(take(varint()));
  const numbersOf = table => Uint32Array.from(['', ...text().split('\0').slice(0, -1)], table.numberOf);
  for (const [column, table] of [[numbers[0], columns.folders], [numbers[1], columns.cameras], [numbers[2], columns.problems]]) {
    const own = numbersOf(table);
    for (let row = first; row < end; row++) column[row] = own[column[row]];
  }
  const own = numbersOf(columns.tags);
  for (let at = ownTags; at < columns.tagStart[end]; at++) columns.tagList[at] = own[columns.tagList[at] + 1];
  const [names, titles, descriptions, addresses] = [text(), text(), text(), text()];
  columns.blocks.push({ first, end, names, titles, descriptions, addresses });
  return end;
}

async function readPlaces(columns, each, planes) {
  for (const column of [columns.latitude, columns.longitude]) {
    const steps = planes();
    let value = 0, at = 0;
    each((row, bits) => { if (bits & 1) column[row] = value += withSign(steps[at++]); });
    await breathe();
  }
  each((row, bits) => {
    if (!(bits & 1)) return;
    columns.x[row] = worldX(columns.longitude[row] / 1e6);
    columns.y[row] = worldY(columns.latitude[row] / 1e6);
  });
}

async function readDates(columns, each, planes) {
  const steps = planes(), seconds = planes(), offsets = planes();
  let day = 0, known = NaN, date = null, at = 0;
  each((row, bits) => {
    if (!(bits & 14)) return;
    columns.day[row] = day += withSign(steps[at++]);
    if (day !== known) [known, date] = [day, dateOf(day)];
    columns.month[row] = date.year * 12 + date.month;
    if ((bits >> 1 & 7) > 2) columns.yearDay[row] = date.month * 32 + date.day;
  });
  await breathe();
  let second = 0, offset = 0;
  each((row, bits) => {
    if ((bits >> 1 & 7) > 3) columns.second[row] = seconds[second++];
    if (bits & 16) columns.offset[row] = withSign(offsets[offset++]);
  });
}

function readTagNumbers(columns, first, end, numbers) {
  const start = columns.tagStart[first];
  let at = start, next = 0;
  for (let row = first; row < end; row++) {
    for (let left = numbers[next++]; left > 0; left--) {
      if (at === columns.tagList.length) {
        const longer = new Uint32Array(2 * at);
        longer.set(columns.tagList);
        columns.tagList = longer;
      }
      columns.tagList[at++] = numbers[next++];
    }
    columns.tagStart[row + 1] = at;
  }
  return start;
}

function dateOf(days) {
  const z = days + 719468, era = Math.floor(z / 146097), ofEra = z - era * 146097;
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100)), march = Math.floor((5 * ofYear + 2) / 153);
  return { year: year + era * 400 + (march > 9 ? 1 : 0), month: (march + 2) % 12, day: ofYear - Math.floor((153 * march + 2) / 5) + 1 };
}

const hasPlace = row => !Number.isNaN(columns.x[row]);
const tagsOf = row => columns.ownTags?.[row] ?? columns.tagList.subarray(columns.tagStart[row], columns.tagStart[row + 1]);
const hourOf = row => columns.precision[row] > 3 ? Math.floor(columns.second[row] / 3600) : -1;

function blockOf(row) {
  const { blocks } = columns;
  let low = 0, high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle].first <= row) low = middle;
    else high = middle - 1;
  }
  return blocks[low];
}

function textOf(kind, row) {
  const block = blockOf(row);
  if (typeof block[kind] === 'string') block[kind] = block[kind].length > block.end - block.first ? block[kind].split('\0') : null;
  return block[kind]?.[row - block.first] ?? '';
}

function takenText(row) {
  const precision = columns.precision[row];
  if (!precision) return '';
  const two = number => String(number).padStart(2, '0'), { year, month, day } = dateOf(columns.day[row]), second = columns.second[row];
  const date = [String(year).padStart(4, '0'), two(month + 1), two(day)].slice(0, Math.min(3, precision)).join('-');
  if (precision < 4) return date;
  const offset = columns.offset[row], away = Math.abs(offset);
  const zone = offset === -0x8000 ? '' : `${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].slice(0, precision - 2).map(two).join(':');
  return `${date}T${clock}${zone}`;
}

function photoAt(row) {
  const known = (value, none) => value === none ? null : value;
  return {
    row, number: row + 1, folder: columns.folders.texts[columns.folder[row]], name: textOf('names', row), x: columns.x[row], y: columns.y[row],
    latitude: columns.latitude[row] / 1e6, longitude: columns.longitude[row] / 1e6, taken: takenText(row), precision: columns.precision[row],
    time: columns.precision[row] ? (columns.day[row] * 86400 + columns.second[row]) * 1000 : -Infinity,
    offset: known(columns.offset[row], -0x8000), camera: columns.cameras.texts[columns.camera[row]], problem: columns.problems.texts[columns.problem[row]],
    altitude: known(columns.altitude[row], NONE), heading: known(columns.heading[row], -1),
    accuracy: columns.accuracy[row] < 0 ? null : columns.accuracy[row] / 10, uncertainty: columns.uncertainty[row] || null,
    rating: columns.rating[row], kind: columns.kind[row], changed: columns.changed[row] === 1, href: textOf('addresses', row),
    title: textOf('titles', row), description: textOf('descriptions', row), tags: Array.from(tagsOf(row), tag => columns.tags.texts[tag]),
  };
}

const servedID = folder => /^photos\/([0-9a-f]{24})\/$/.exec(folder)?.[1] ?? null;
const isNameless = ({ folder, name }) => name === 'photo.jpg' && servedID(folder) !== null;

function nameOf({ folder, tags, title, name, number }) {
  if (isNameless({ folder, name })) name = '';
  const cats = tags.filter(tag => tag.includes('/')).map(tag => tag.slice(tag.lastIndexOf('/') + 1));
  return visible(cats.join(', ') || title || name || words.photoNumber(number));
}


const TOWN_GRID = 2 ** 22;
let towns = null;

async function loadTowns() {
  const element = document.querySelector('script.towns');
  if (!element) return;
  towns = readTowns(await inflated(element.textContent), Number(element.dataset.about));
  element.remove();
  forgetGround();
}

function readTowns(bytes, count) {
  const { varint, signed, take } = numberReader(bytes), decoder = new TextDecoder();
  const column = read => Array.from({ length: count }, read), steps = () => {
    let place = 0;
    return column(() => place += signed());
  };
  const [zooms, xs, ys, lengths] = [column(varint), steps(), steps(), column(varint)];
  return zooms.map((zoom, at) => ({
    isTown: true, rank: Math.max(0, (zoom - 2.6) / 0.62), x: xs[at] / TOWN_GRID, y: ys[at] / TOWN_GRID, text: decoder.decode(take(lengths[at])),
  }));
}

function useTowns(names) {
  if (!towns) return;
  for (const [key, name] of names) if (!name.isCountry) names.delete(key);
  for (const [number, town] of towns.entries()) names.set(`town ${number}`, town);
}


let sliceStart = 0;

async function breathe() {
  if (performance.now() - sliceStart < 6) return;
  await nextTask();
  sliceStart = performance.now();
}

const nextTask = () => globalThis.scheduler?.yield ? scheduler.yield() : new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(0);
});

const DIGIT = 13, HALF = 2 ** 26;

const SLICE = 16384;

async function inSlices(count, act) {
  for (let start = 0; start < count; start += SLICE) {
    act(start, Math.min(count, start + SLICE));
    await breathe();
  }
}

async function sortedRows(rows, keyOf) {
  const low = new Uint32Array(rows.length), high = new Uint32Array(rows.length), counts = new Uint32Array(2 ** DIGIT + 1);
  await inSlices(rows.length, (start, end) => {
    for (let i = start; i < end; i++) {
      const key = keyOf(rows[i]), upper = Math.floor(key / HALF);
      low[i] = key - upper * HALF;
      high[i] = upper;
    }
  });
  let from = { rows, low, high }, to = { rows: new Uint32Array(rows.length), low: low.slice(), high: high.slice() };
  for (const [half, shift] of [['low', 0], ['low', DIGIT], ['high', 0], ['high', DIGIT]]) {
    const digits = from[half];
    if (!findStarts(digits, shift, counts)) continue;
    await inSlices(rows.length, (start, end) => moveByDigit(from, to, digits, shift, counts, start, end));
    [from, to] = [to, from];
    if (to.rows === rows) to.rows = new Uint32Array(rows.length);
  }
  return from;
}

function findStarts(digits, shift, counts) {
  counts.fill(0);
  for (let i = 0; i < digits.length; i++) counts[(digits[i] >> shift & 2 ** DIGIT - 1) + 1]++;
  if (counts.includes(digits.length)) return false;
  for (let i = 1; i < counts.length; i++) counts[i] += counts[i - 1];
  return true;
}

function moveByDigit(from, to, digits, shift, counts, start, end) {
  const { rows, low, high } = from, { rows: toRows, low: toLow, high: toHigh } = to;
  for (let i = start; i < end; i++) {
    const place = counts[digits[i] >> shift & 2 ** DIGIT - 1]++;
    toRows[place] = rows[i];
    toLow[place] = low[i];
    toHigh[place] = high[i];
  }
}

function allRows(count) {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

async function rowsByTime(columns) {
  let [oldest, newest] = [Infinity, -Infinity];
  for (let row = 0; row < columns.count; row++) {
    if (!columns.precision[row]) continue;
    if (columns.day[row] < oldest) oldest = columns.day[row];
    if (columns.day[row] > newest) newest = columns.day[row];
  }
  const undated = Math.max(0, newest + 2 - oldest) * 86400;
  const keyOf = row => columns.precision[row] ? (newest + 1 - columns.day[row]) * 86400 - columns.second[row] : undated;
  return (await sortedRows(allRows(columns.count), keyOf)).rows;
}


const TILE = 256, CELL = 64, NEAR = 56, CELL_DEPTH = Math.log2(TILE / CELL), FINEST = 26;
const FEW = 6;

function spread(bits) {
  bits = (bits | bits << 8) & 0xff00ff;
  bits = (bits | bits << 4) & 0xf0f0f0f;
  bits = (bits | bits << 2) & 0x33333333;
  return (bits | bits << 1) & 0x55555555;
}

function cellKey(x, y) {
  const column = Math.min(HALF - 1, Math.max(0, Math.floor(x * HALF))), row = Math.min(HALF - 1, Math.max(0, Math.floor(y * HALF)));
  const mask = 2 ** DIGIT - 1;
  return (spread(column >> DIGIT) + 2 * spread(row >> DIGIT)) * HALF + spread(column & mask) + 2 * spread(row & mask);
}

async function makeSpace(columns) {
  const { x, y } = columns;
  const placed = new Uint32Array(columns.count);
  let count = 0;
  for (let row = 0; row < columns.count; row++) if (x[row] >= 0) placed[count++] = row;
  const { rows, low, high } = await sortedRows(placed.slice(0, count), row => cellKey(x[row], y[row]));
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) keys[i] = high[i] * HALF + low[i];
  const space = { columns, rows, keys, shown: null, pictured: null };
  await countShown(space);
  return space;
}

async function countShown(space, hasPicture = () => false) {
  const { columns, rows } = space, shown = new Uint32Array(rows.length + 1), pictured = new Uint32Array(rows.length + 1);
  let some = 0, seen = 0;
  await inSlices(rows.length, (start, end) => {
    for (let i = start; i < end; i++) {
      if (columns.shown[rows[i]]) {
        some++;
        if (hasPicture(rows[i])) seen++;
      }
      shown[i + 1] = some;
      pictured[i + 1] = seen;
    }
  });
  Object.assign(space, { shown, pictured });
}

function firstNotBelow(keys, key, start, end) {
  while (start < end) {
    const middle = (start + end) >> 1;
    if (keys[middle] < key) start = middle + 1;
    else end = middle;
  }
  return start;
}

function quarters(keys, key, depth, start, end) {
  const size = 4 ** (FINEST - depth - 1), ends = [start];
  for (let quarter = 1; quarter < 4; quarter++) ends.push(firstNotBelow(keys, key + quarter * size, ends.at(-1), end));
  ends.push(end);
  return { size, ends };
}

async function clustersIn(space, region, level, isOutdated = () => false) {
  space = { ...space };
  const depth = Math.min(FINEST, Math.max(0, level) + CELL_DEPTH), columns = 2 ** depth, cells = new Map();
  const copies = region.width < 1 ? [Math.floor(region.left), Math.floor(region.left + region.width)] : [0];
  for (const copy of new Set(copies)) {
    const left = region.width < 1 ? region.left - copy : 0, right = region.width < 1 ? left + region.width : 1, some = [];
    visitCells(space, depth, { left, right, top: region.top, bottom: region.bottom }, (...cell) => some.push(cell));
    for (const [column, row, start, end] of some) {
      const key = row * 8 * columns + column + copy * columns + 2 * columns;
      cells.set(key, { ...markOf(space, depth, start, end, copy), key });
      await breathe();
      if (isOutdated()) return null;
    }
  }
  return merged([...cells.values()], cells, columns, isOutdated);
}

function visitCells({ keys, shown }, wanted, region, act, least = 1) {
  const visit = (depth, column, row, key, start, end) => {
    const size = 2 ** -depth;
    if (shown[end] - shown[start] < least || column * size > region.right || (column + 1) * size < region.left
      || row * size > region.bottom || (row + 1) * size < region.top) return;
    if (depth === wanted) return act(column, row, start, end);
    const parts = quarters(keys, key, depth, start, end);
    for (let quarter = 0; quarter < 4; quarter++) {
      visit(depth + 1, 2 * column + (quarter & 1), 2 * row + (quarter >> 1), key + quarter * parts.size, parts.ends[quarter], parts.ends[quarter + 1]);
    }
  };
  visit(0, 0, 0, 0, 0, keys.length);
}

function markOf({ columns, rows, keys, shown, pictured }, depth, start, end, copy) {
  const counts = pictured[end] > pictured[start] ? pictured : shown, ranges = [[start, end]], count = shown[end] - shown[start];
  let key = Math.floor(keys[start] / 4 ** (FINEST - depth)) * 4 ** (FINEST - depth);
  for (let finer = depth; finer < FINEST && end - start > FEW; finer++) {
    const { size, ends } = quarters(keys, key, finer, start, end);
    let best = 0;
    for (let quarter = 1; quarter < 4; quarter++) {
      if (counts[ends[quarter + 1]] - counts[ends[quarter]] > counts[ends[best + 1]] - counts[ends[best]]) best = quarter;
    }
    [key, start, end] = [key + best * size, ends[best], ends[best + 1]];
  }
  while (counts[start + 1] === counts[start]) start++;
  const photo = rows[start];
  return { row: photo, x: columns.x[photo] + copy, y: columns.y[photo], count, isPictured: counts === pictured, ranges };
}

async function merged(all, cells, columns, isOutdated) {
  const clusters = [];
  for (const cell of all.sort((a, b) => b.count - a.count || a.key - b.key)) {
    await breathe();
    if (isOutdated()) return null;
    if (!cells.delete(cell.key)) continue;
    clusters.push(cell);
    for (const row of [-1, 0, 1]) {
      for (const column of [-1, 0, 1]) {
        const other = cells.get(cell.key + row * 8 * columns + column);
        if (!other || apart(other, cell) * columns * CELL > NEAR) continue;
        cells.delete(other.key);
        cell.count += other.count;
        cell.ranges.push(...other.ranges);
      }
    }
  }
  return clusters;
}

function eachRow({ rows, columns }, { ranges }, act) {
  for (const [start, end] of ranges) for (let i = start; i < end; i++) if (columns.shown[rows[i]]) act(rows[i]);
}

function extentOf(space, cluster) {
  const { columns } = space, copy = Math.round(cluster.x - columns.x[cluster.row]);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  eachRow(space, cluster, row => {
    const x = columns.x[row] + copy, y = columns.y[row];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  });
  return { left, width: right - left, top, bottom };
}

function actionOn({ count }, { width, top, bottom }, finestZoom) {
  if (count === 1) return 'photo';
  return Math.max(width, bottom - top) * TILE * 2 ** finestZoom < NEAR ? 'list' : 'closer';
}

const markRadius = ({ count, isPictured, isSmall }) => isPictured && !isSmall ? (count > 1 ? 28 : 26) : count === 1 ? 8 : Math.min(26, 11 + 1.2 * Math.log2(count));

const nearestTo = (marks, point) => marks.reduce((best, mark) => !best || apart(mark, point) < apart(best, point) ? mark : best, null);

function markToward(marks, from, [dx, dy]) {
  let best, least = Infinity;
  for (const mark of marks) {
    const along = (mark.x - from.x) * dx + (mark.y - from.y) * dy, aside = Math.abs((mark.x - from.x) * dy) + Math.abs((mark.y - from.y) * dx);
    if (mark === from || along < 1 || aside > 3 * along) continue;
    if (along + 2 * aside < least) [best, least] = [mark, along + 2 * aside];
  }
  return best;
}


const searchable = text => text.normalize('NFC').toLowerCase();

const everything = () => ({ years: new Set(), tags: new Set(), months: null, hours: null, yearDay: -1, text: '', folder: 0, camera: 0, rating: 0 });

const yearDayOf = date => date.getMonth() * 32 + date.getDate();

async function filterPhotos(columns, chosen, isOutdated = () => false) {
  const parts = searchable(chosen.text).split(/\s+/).filter(Boolean);
  for (const block of columns.blocks) {
    await breathe();
    if (isOutdated()) return false;
    if (parts.length) block.searchable ??= await searchableTexts(columns, block);
    if (isOutdated()) return false;
    for (let row = block.first; row < block.end; row++) {
      columns.shown[row] = fits(columns, row, chosen) && parts.every(part => block.searchable[row - block.first].includes(part)) ? 1 : 0;
    }
  }
  return true;
}

function fits(columns, row, { years, tags, months, hours, yearDay, folder, camera, rating }) {
  const month = columns.month[row];
  if (years.size && !years.has(month === NONE ? 0 : Math.floor(month / 12))) return false;
  if (months && (month === NONE || month < months[0] || month >= months[1])) return false;
  if (yearDay >= 0 && columns.yearDay[row] !== yearDay) return false;
  if (folder && columns.folder[row] !== folder) return false;
  if (camera && columns.camera[row] !== camera) return false;
  if (columns.rating[row] < rating) return false;
  if (hours) {
    const hour = hourOf(row), [from, to] = hours;
    if (hour < 0 || (from <= to ? hour < from || hour > to : hour < from && hour > to)) return false;
  }
  if (!tags.size) return true;
  for (let i = columns.tagStart[row]; i < columns.tagStart[row + 1]; i++) if (tags.has(columns.tagList[i])) return true;
  return false;
}

async function searchableTexts(columns, { first, end }) {
  const texts = [];
  for (let row = first; row < end; row++) {
    texts.push(searchable([
      columns.folders.texts[columns.folder[row]] + textOf('names', row), columns.cameras.texts[columns.camera[row]], textOf('titles', row),
      textOf('descriptions', row), ...Array.from(tagsOf(row), tag => columns.tags.texts[tag]),
    ].join(' ')));
    if (row % 128 === 127) await breathe();
  }
  return texts;
}

function toggle(set, value) {
  if (set.delete(value)) return false;
  set.add(value);
  return true;
}

function tally(values) {
  const most = values.reduce((most, value) => Math.max(most, value), 0), numbers = new Uint32Array(most + 1);
  for (const value of values) numbers[value]++;
  return Array.from(numbers, (count, value) => [value, count]).filter(([value, count]) => value && count).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function fileAddress({ folder, name, href }, prefix) {
  const path = href || (folder + name).split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? 'file:///' + path.replace(/^\/+/, '') : prefix + path;
}


const PHOTOS = 'photos';

function boxOf({ left, width, top, bottom }) {
  const degrees = value => Number(value.toFixed(7)), turned = x => degrees((x - Math.floor(x)) * 360 - 180);
  const south = degrees(bottom >= 1 ? -90 : latitudeAt(bottom)), north = degrees(top <= 0 ? 90 : latitudeAt(top));
  return width >= 1 ? [south, -180, north, 180] : [south, turned(left), north, turned(left + width)];
}

const regionOfBox = ([south, west, north, east]) => ({ left: worldX(west), width: (east - west + (west > east ? 360 : 0)) / 360, top: worldY(north), bottom: worldY(south) });

function daysOf({ years, months }) {
  const [year] = years, span = [months?.[0] ?? -Infinity, months?.[1] ?? Infinity];
  if (year !== undefined) Object.assign(span, [Math.max(span[0], year * 12), Math.min(span[1], year * 12 + 12)]);
  if (span[0] >= span[1]) return null;
  const text = month => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String(month % 12 + 1).padStart(2, '0')}`;
  return { ...span[0] > -Infinity && { since: text(span[0]) }, ...span[1] <= 120000 && { until: text(span[1] - 1) } };
}

const dayText = yearDay => [Math.floor(yearDay / 32) + 1, yearDay % 32].map(number => String(number).padStart(2, '0')).join('-');

function askedBy(chosen, { tags, cameras }) {
  const [tag] = chosen.tags;
  return {
    ...daysOf(chosen) ?? { since: '9999', until: '9999' },
    ...tag && { tag: tags.texts[tag] },
    ...chosen.camera && { camera: `"${cameras.texts[chosen.camera]}"` },
    ...chosen.hours && { hours: chosen.hours.join('-') },
    ...chosen.rating && { rating: chosen.rating },
    ...chosen.yearDay >= 0 && { day: dayText(chosen.yearDay) },
  };
}

function clustersOfMarks(marks, left, level, rowOf) {
  const near = NEAR / TILE / 2 ** level, cells = new Map(), clusters = [];
  const all = marks.map(({ latitude, longitude, photos, id, shares = [] }) => ({
    row: rowOf(id, photos === 1 ? { latitude, longitude } : {}), x: worldX(longitude), y: worldY(latitude), count: photos, isPictured: true,
    shares: new Map(shares.map(({ tag, year, photos: some }) => [tag ?? year, some])),
  }));
  for (const mark of all) {
    mark.x += Math.ceil(left - near * CELL / NEAR - mark.x);
    mark.extent = { left: mark.x, width: 0, top: mark.y, bottom: mark.y };
  }
  for (const mark of all.sort((a, b) => b.count - a.count || a.row - b.row)) {
    const column = Math.floor(mark.x / near), row = Math.floor(mark.y / near), around = [];
    for (const dy of [-1, 0, 1]) for (const dx of [-1, 0, 1]) around.push(...cells.get(`${column + dx} ${row + dy}`) ?? []);
    const fuller = around.find(other => apart(other, mark) <= near);
    if (fuller) {
      const { extent } = fuller, right = Math.max(extent.left + extent.width, mark.x);
      fuller.count += mark.count;
      for (const [value, some] of mark.shares) fuller.shares.set(value, (fuller.shares.get(value) ?? 0) + some);
      extent.left = Math.min(extent.left, mark.x);
      Object.assign(extent, { width: right - extent.left, top: Math.min(extent.top, mark.y), bottom: Math.max(extent.bottom, mark.y) });
      continue;
    }
    clusters.push(mark);
    const key = `${column} ${row}`;
    if (cells.has(key)) cells.get(key).push(mark);
    else cells.set(key, [mark]);
  }
  return clusters.sort((a, b) => b.count - a.count || a.row - b.row);
}

function growingColumns() {
  const columns = makeColumns(1024), rows = new Map(), block = { first: 0, end: 0, names: [], titles: [], descriptions: [], addresses: [] };
  let room = columns.count;
  Object.assign(columns, { count: 0, blocks: [block], ownTags: [], isWhole: [] });
  const grow = () => {
    const larger = makeColumns(room *= 2);
    for (const name in larger) {
      if (!ArrayBuffer.isView(larger[name]) || name === 'tagList') continue;
      larger[name].set(columns[name]);
      columns[name] = larger[name];
    }
  };
  const rowOf = (id, photo = {}, isWhole = false) => {
    let row = rows.get(id);
    if (row === undefined) {
      row = columns.count++;
      if (columns.count > room) grow();
      block.end = columns.count;
      rows.set(id, row);
      columns.folder[row] = columns.folders.numberOf(`${PHOTOS}/${id}/`);
      for (const kind of ['names', 'titles', 'descriptions', 'addresses']) block[kind][row] = '';
      block.names[row] = 'photo.jpg';
      columns.ownTags[row] = [];
    }
    takeUpPhoto(columns, block, row, photo);
    if (isWhole) columns.isWhole[row] = true;
    return row;
  };
  return { columns, rowOf, rows };
}

function takeUpPhoto(columns, block, row, photo) {
  const { latitude, longitude, taken } = photo, put = (name, value, scale = 1) => { if (value != null) columns[name][row] = Math.round(value * scale); };
  if (latitude != null && longitude != null) {
    [columns.latitude[row], columns.longitude[row]] = [Math.round(latitude * 1e6), Math.round(longitude * 1e6)];
    [columns.x[row], columns.y[row]] = [worldX(longitude), worldY(latitude)];
  }
  const time = /^(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?[\d.]*(Z|[+-]\d\d:\d\d)?)?)?)?/.exec(taken ?? '');
  if (time) {
    const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = time.slice(1, 7).map(text => text === undefined ? undefined : Number(text));
    columns.precision[row] = time[6] ? 5 : time[4] ? 4 : time[3] ? 3 : time[2] ? 2 : 1;
    columns.day[row] = new Date(0).setUTCFullYear(year, month - 1, day) / 86400000;
    columns.second[row] = hour * 3600 + minute * 60 + second;
    columns.month[row] = year * 12 + month - 1;
    const zone = time[7] === 'Z' ? '+00:00' : time[7];
    if (zone) columns.offset[row] = (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  }
  for (const [name, scale] of [['altitude', 1], ['heading', 1], ['accuracy', 10], ['uncertainty', 1], ['rating', 1]]) put(name, photo[name], scale);
  columns.rating[row] = Math.max(0, columns.rating[row]);
  if (photo.takenSource === 'modified') columns.changed[row] = 1;
  if (photo.format) columns.kind[row] = photo.format === 'video' ? VIDEO : 0;
  if (photo.problem) columns.problem[row] = columns.problems.numberOf(photo.problem);
  const { make, model } = photo, camera = make && model && !model.toLowerCase().startsWith(make.toLowerCase()) ? `${make} ${model}` : model ?? make;
  if (camera) columns.camera[row] = columns.cameras.numberOf(camera);
  for (const [kind, text] of [['names', photo.name], ['titles', photo.title], ['descriptions', photo.description]]) if (text) block[kind][row] = text;
  if (photo.tags) columns.ownTags[row] = photo.tags.map(columns.tags.numberOf);
}


const MAX_ZOOM = 21;

const view = { x: 0.5, y: 0.5, zoom: 1, width: 0, height: 0 };

const worldSize = (zoom = view.zoom) => TILE * 2 ** zoom;
const toScreen = (x, y) => [(x - view.x) * worldSize() + view.width / 2, (y - view.y) * worldSize() + view.height / 2];

function visibleRegion(margin = 0) {
  const width = (view.width + 2 * margin) / worldSize(), height = (view.height + 2 * margin) / worldSize();
  return { left: view.x - width / 2, width, top: view.y - height / 2, bottom: view.y + height / 2 };
}

function within({ x, y, zoom }) {
  zoom = Math.max(Math.log2(Math.max(view.width, view.height) / TILE), Math.min(MAX_ZOOM, zoom));
  const half = view.height / 2 / worldSize(zoom);
  return { x, y: Math.max(half, Math.min(1 - half, y)), zoom };
}

function zoomedAbout(px, py, zoom, from = view) {
  zoom = within({ ...from, zoom }).zoom;
  const change = 1 / worldSize(from.zoom) - 1 / worldSize(zoom);
  return within({ x: from.x + (px - view.width / 2) * change, y: from.y + (py - view.height / 2) * change, zoom });
}

function viewOf({ left, width, top, bottom }, maxZoom = 17) {
  const margin = Math.min(48, view.height / 6), buttons = 96, scale = Math.min(108, view.height / 3);
  const fit = Math.min((view.width - buttons - margin) / width, (view.height - margin - scale) / (bottom - top));
  const { zoom } = within({ ...view, zoom: Math.min(maxZoom, Math.log2(fit / TILE)) });
  return within({ x: left + width / 2 - (buttons - margin) / 2 / worldSize(zoom), y: (top + bottom) / 2 + (scale - margin) / 2 / worldSize(zoom), zoom });
}

function viewBetween(from, to, time) {
  const zoom = from.zoom + (to.zoom - from.zoom) * time;
  const way = Math.abs(to.zoom - from.zoom) < 1e-3 ? time : (2 ** -zoom - 2 ** -from.zoom) / (2 ** -to.zoom - 2 ** -from.zoom);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom };
}


function roundDown(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map(factor => factor * power).find(round => round <= most);
}

function gridStep(worldSize) {
  const degrees = 360 * 200 / worldSize;
  return degrees > 45 ? 45 : degrees > 15 ? 15 : roundDown(degrees);
}

function scaleBar(y, worldSize) {
  const metresPerPixel = metresPerWorld(y) / worldSize, metres = roundDown(150 * metresPerPixel);
  return { metres, length: metres / metresPerPixel };
}


function viewAddress({ x, y, zoom }) {
  const degrees = value => Number(value.toFixed(5));
  return `#${degrees(latitudeAt(y))},${degrees((x - Math.floor(x)) * 360 - 180)},${Number(zoom.toFixed(2))}z`;
}

const photoAddress = ({ number, id }) => `#photo=${id ?? number}`;

function readAddress(hash) {
  const photo = /^#photo=([1-9]\d{0,8})$/.exec(hash);
  if (photo) return { number: Number(photo[1]) };
  const served = /^#photo=([0-9a-f]{24})$/.exec(hash);
  if (served) return { id: served[1] };
  const place = /^#(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)z$/.exec(hash);
  if (!place) return {};
  const [latitude, longitude, zoom] = place.slice(1).map(Number);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return {};
  return { view: { x: worldX(longitude), y: worldY(latitude), zoom } };
}

function mapLinks({ latitude, longitude }, name) {
  const place = `${latitude},${longitude}`;
  const label = encodeURIComponent(name.replace(/[,/]/g, ' '));
  return [
    ['OpenStreetMap', `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`],
    ['Google', `https://www.google.com/maps/search/?api=1&query=${place}`],
    ['Kakao', `https://map.kakao.com/link/map/${label},${place}`],
    ['Naver', `https://map.naver.com/?lat=${latitude}&lng=${longitude}&title=${label}`],
    ['Apple', `https://maps.apple.com/?ll=${place}&q=${place}`],
  ];
}


const MOST_BARS = 120;

function histogramOf(months, photosAt = () => 1) {
  let first = Infinity, last = -Infinity;
  for (const month of months) {
    if (month === NONE) continue;
    if (month < first) first = month;
    if (month > last) last = month;
  }
  if (first > last) return null;
  let step = [1, 3, 12].find(step => last - first < step * MOST_BARS) ?? 12 * Math.ceil((last - first + 1) / 12 / MOST_BARS);
  first -= first % step;
  if (last - first >= step * MOST_BARS) {
    step = step < 3 ? 3 : step < 12 ? 12 : step + 12;
    first -= first % step;
  }
  const counts = new Array(Math.floor((last - first) / step) + 1).fill(0);
  for (let at = 0; at < months.length; at++) if (months[at] !== NONE) counts[Math.floor((months[at] - first) / step)] += photosAt(at);
  return { first, step, counts };
}

function monthsOfBars({ first, step, counts }, from, to) {
  return from === 0 && to === counts.length - 1 ? null : [first + from * step, first + (to + 1) * step];
}

function nextBars(from, to, count) {
  const width = to - from + 1 >= count ? Math.max(1, Math.ceil(count / 4)) : to - from + 1;
  if (to - from + 1 >= count || to + 1 >= count) return [0, width - 1];
  return [from + 1, to + 1];
}


const find = id => document.getElementById(id);
const canvas = find('canvas'), map = find('map');
const settings = JSON.parse(find('settings').textContent);
let columns = makeColumns(0), byTime = new Uint32Array(), space = null;

async function inflated(base64) {
  const { readable, writable } = new DecompressionStream('deflate-raw'), writer = writable.getWriter();
  for (const step of [writer.write(bytesOf(base64)), writer.close()]) step.catch(() => {});
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

async function loadPhotos() {
  const blocks = [...document.querySelectorAll('script.photos')];
  columns = makeColumns(blocks.reduce((sum, block) => sum + Number(block.dataset.about), 0));
  let row = 0;
  for (const block of blocks) {
    row = await readBlock(columns, await inflated(block.textContent), row);
    block.remove();
    await breathe();
  }
  space = await makeSpace(columns);
}

async function shownRows(isWanted) {
  const { shown } = columns, order = byTime, wanted = new Uint8Array(columns.count), rows = new Uint32Array(order.length);
  await inSlices(wanted.length, (start, end) => {
    for (let row = start; row < end; row++) if (shown[row] && isWanted(row)) wanted[row] = 1;
  });
  let count = 0;
  await inSlices(order.length, (start, end) => {
    for (let i = start; i < end; i++) if (wanted[order[i]]) rows[count++] = order[i];
  });
  return rows.slice(0, count);
}

function rowsIn({ left, width, top, bottom }) {
  const { x, y } = columns;
  return shownRows(row => {
    const east = x[row] - left;
    return east - Math.floor(east) <= width && y[row] >= top && y[row] <= bottom;
  });
}

const rowsWithoutPlace = () => shownRows(row => !hasPlace(row));
const idOf = ({ folder }) => settings.photos === '/' ? servedID(folder) : null;
const rowOfID = id => columns.folder.indexOf(columns.folders.texts.findIndex(text => text.endsWith(`/${id}/`)));
const linkTo = photo => fileAddress(photo, settings.photos);


const pictures = new Map();
const largeAddresses = [];
const MOST_LARGE = 120;

async function findPictures() {
  const blocks = document.querySelectorAll('script.pictures:not([data-known])');
  for (const element of blocks) element.dataset.known = '';
  for (const element of blocks) {
    await breathe();
    let start = 0;
    for (const entry of element.dataset.about.split(';')) {
      const [row, size, type, width, height, turn, length] = entry.split(' ').map((value, index) => index === 2 ? value : Number(value));
      const picture = { element, start, end: start + length, size, type, width, height, turn, address: null };
      start += length;
      if (pictures.has(row)) pictures.get(row).push(picture);
      else pictures.set(row, [picture]);
    }
  }
  return blocks.length > 0;
}

function pictureOf(row, size) {
  const some = pictures.get(row);
  return some && (some.find(picture => picture.size >= size) ?? some.reduce((best, picture) => picture.size > best.size ? picture : best));
}

function addressOf(picture) {
  if (picture.address) return picture.address;
  const { element, start, end, type, size } = picture;
  picture.address = URL.createObjectURL(new Blob([bytesWithin(element.firstChild.data, start, end)], { type }));
  if (size > 160) {
    largeAddresses.push(picture);
    if (largeAddresses.length > MOST_LARGE) {
      const oldest = largeAddresses.shift();
      URL.revokeObjectURL(oldest.address);
      oldest.address = null;
    }
  }
  return picture.address;
}

const hasPicture = row => pictures.has(row);
const failed = new Set();
const hasFile = row => settings.photos !== null && !columns.kind[row] && !failed.has(row);
const isPicturable = row => hasPicture(row) || (!pictures.size && columns.count <= 1000 && hasFile(row));
let failTimer;

function fail(row) {
  failed.add(row);
  clearTimeout(failTimer);
  failTimer = setTimeout(countAnew, settings.asking ? 1000 : 100);
}

function makePicture(photo, size) {
  const picture = pictureOf(photo.row, size);
  if (!picture && !hasFile(photo.row)) return null;
  const image = make('img', { alt: '', decoding: 'async', draggable: false, src: picture ? addressOf(picture) : size > 480 || !settings.asking ? linkTo(photo) : `/api/v1/${PHOTOS}/${idOf(photo)}/thumbnail` });
  if (!picture) {
    image.addEventListener('error', () => {
      image.style.visibility = 'hidden';
      fail(photo.row);
    });
  }
  if (picture?.turn) image.style.rotate = `${picture.turn}deg`;
  return image;
}



const rowsSource = {
  choosesOne: false,
  get isReady() { return space !== null; },
  get total() { return columns.count; },
  load: loadPhotos,
  async opening() { return regionWithCircles(columns, await densestHalf(space)); },
  async whole() { return space && regionWithCircles(columns, space.rows.filter(row => columns.shown[row])); },
  clustersIn: (region, level, isOutdated) => clustersIn(space, region, level, isOutdated),
  extentOf: cluster => extentOf(space, cluster),
  isOnePlace: cluster => isOnePlace(cluster),
  isOld(cluster, day) {
    let isOld = true;
    eachRow(space, cluster, row => { if (!(columns.day[row] < day && columns.day[row] !== NONE)) isOld = false; });
    return isOld;
  },
  async list(what) {
    const rows = await (what === 'unplaced' ? rowsWithoutPlace() : rowsIn(what));
    return { rows, total: rows.length };
  },
  more: async () => null,
  filter: (chosen, isOutdated) => filterPhotos(columns, chosen, isOutdated),
  hasSome: () => columns.shown.includes(1),
  async categorise(isOutdated) {
    const category = await categoriesOf(columns, isOutdated);
    if (category) columns.category = category;
    return category?.includes(COLOURS) ?? false;
  },
  coloursOf(cluster) {
    const counts = new Array(COLOURS + 1).fill(0);
    if (cluster.count === 1) counts[columns.category[cluster.row]]++;
    else eachRow(space, cluster, row => counts[columns.category[row]]++);
    return counts;
  },
  choices: () => choicesOf(columns),
  async places() {
    const places = [];
    for (let at = byTime.length - 1; at >= 0; at--) {
      const row = byTime[at];
      if (columns.shown[row] && hasPlace(row) && columns.precision[row]) places.push(placeOfRow(row));
      if (at % 4096 === 0) await breathe();
    }
    return { places, isWhole: true };
  },
  isWhole: () => true,
  complete: async () => false,
  rowOf: id => rowOfID(id),
};

const placeOfRow = row => ({ x: columns.x[row], y: columns.y[row], longitude: columns.longitude[row] / 1e6, latitude: columns.latitude[row] / 1e6 });

function makeAskingSource({ total, opening, whole }) {
  const LISTED = 200, MOST_PLACES = 1000, PAUSE = 60, known = growingColumns();
  const answers = new Map(), nexts = new WeakMap();
  let listing = { path: '', rows: null, total: 0 }, shownTotal = total, fitting = '', isReady = false;

  async function fetched(path) {
    const answer = await fetch(`/api/v1/${path}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }
  function ask(path) {
    if (answers.has(path)) return answers.get(path);
    const answer = fetched(path);
    answers.set(path, answer);
    answer.catch(() => answers.delete(path));
    if (answers.size > 40) answers.delete(answers.keys().next().value);
    return answer;
  }
  const query = (items, more = fitting) => [new URLSearchParams(items).toString(), more].filter(Boolean).join('&');
  const askMarks = (box, zoom) => ask(`map?${query({ box: box.join(','), zoom, ...colouring !== 'none' && { by: colouring } })}`);
  const rowsOf = photos => Uint32Array.from(photos, photo => known.rowOf(photo.id, photo, true));
  const around = marks => marks.length ? regionOf({ x: marks.map(({ longitude }) => worldX(longitude)), y: marks.map(({ latitude }) => worldY(latitude)) }, allRows(marks.length)) : null;

  async function list(path) {
    const { photos, total, next: cursor } = await ask(path);
    const rows = rowsOf(photos);
    if (cursor) nexts.set(rows, `${path.replace(/&cursor=.*/, '')}&cursor=${encodeURIComponent(cursor)}`);
    return { rows, total };
  }
  return {
    choosesOne: true, total,
    get isReady() { return isReady; },
    async load() {
      columns = known.columns;
      isReady = true;
    },
    opening: async () => opening ? regionOfBox(opening) : null,
    whole: async () => fitting ? around((await askMarks([-90, -180, 90, 180], 6)).marks) : whole ? regionOfBox(whole) : null,
    async clustersIn(region, level, isOutdated) {
      await new Promise(done => setTimeout(done, PAUSE));
      if (isOutdated()) return null;
      const { marks } = await askMarks(boxOf(region), Math.max(0, Math.min(22, level)));
      return isOutdated() ? null : clustersOfMarks(marks, region.width < 1 ? region.left : 0, level, known.rowOf).map(cluster => ({ ...cluster, isPictured: !failed.has(cluster.row), level }));
    },
    async extentOf({ count, x, y, level, extent }) {
      if (count === 1) return extent;
      const side = CELL / TILE / 2 ** level;
      const { marks } = await askMarks(boxOf({ left: extent.left - side, width: extent.width + 2 * side, top: extent.top - side, bottom: extent.bottom + side }), Math.min(22, level + 5));
      const near = marks.filter(mark => Math.abs(wrapped(worldX(mark.longitude) - x)) <= extent.width + side && Math.abs(worldY(mark.latitude) - y) <= extent.bottom - extent.top + side);
      return await around(near) ?? extent;
    },
    isOnePlace: ({ count, row, x, y }) => count === 1 || (Math.abs(wrapped(columns.x[row] - x)) < 1e-8 && Math.abs(columns.y[row] - y) < 1e-8),
    isOld: ({ count, row }, day) => count === 1 && columns.day[row] !== NONE && columns.day[row] < day,
    async list(region) {
      const path = `photos?${query({ box: boxOf(region).join(','), limit: LISTED })}`;
      if (path !== listing.path) listing = { path, ...await list(path) };
      return listing;
    },
    async more(rows) {
      if (!nexts.has(rows)) return null;
      const { rows: some } = await list(nexts.get(rows)), all = new Uint32Array(rows.length + some.length);
      all.set(rows);
      all.set(some, rows.length);
      if (nexts.has(some)) nexts.set(all, nexts.get(some));
      if (listing.rows === rows) listing.rows = all;
      return all;
    },
    async filter(chosen, isOutdated) {
      const wanted = query(askedBy(chosen, columns), '');
      const { total } = wanted ? await ask(`photos?${query({ limit: 1 }, wanted)}`) : { total: known.columns.count };
      if (isOutdated()) return false;
      [fitting, shownTotal] = [wanted, total];
      return true;
    },
    hasSome: () => shownTotal > 0,
    async places() {
      const { photos, total } = await ask(`photos?${query({ limit: MOST_PLACES })}`);
      return { places: Array.from(rowsOf(photos)).filter(row => hasPlace(row) && columns.precision[row]).reverse().map(placeOfRow), isWhole: total <= photos.length };
    },
    isWhole: row => Boolean(columns.isWhole[row]),
    async complete(row) {
      if (columns.isWhole[row]) return false;
      const id = servedID(columns.folders.texts[columns.folder[row]]);
      known.rowOf(id, await ask(`${PHOTOS}/${id}`), true);
      return true;
    },
    async rowOf(id) {
      if (!known.rows.has(id)) known.rowOf(id, await ask(`${PHOTOS}/${id}`), true);
      return known.rows.get(id);
    },
    categorise: async () => true,
    coloursOf({ count, shares }) {
      const counts = new Array(COLOURS + 1).fill(0), valueOf = colouring === 'tag' ? columns.tags.numberOf : Number;
      for (const [text, photos] of shares) {
        const place = coloured.indexOf(valueOf(text));
        counts[place < 0 ? COLOURS : place] += photos;
      }
      counts[COLOURS] += count - counts.reduce((sum, some) => sum + some);
      return counts;
    },
    async choices() {
      const [{ tags }, { months, hours, cameras, ratings }, today] = await Promise.all([ask('tags'), ask('facets'), ask(`photos?${query({ limit: 1, day: dayText(yearDayOf(new Date())) }, '')}`)]);
      const numbers = months.map(({ month }) => Number(month.slice(0, -3)) * 12 + Number(month.slice(-2)) - 1);
      return {
        years: [...new Set(numbers.map(month => Math.floor(month / 12)))], tags: tags.slice(0, 500).map(({ name }) => columns.tags.numberOf(name)),
        histogram: histogramOf(numbers, at => months[at].photos), hours, today: today.total, folders: [],
        cameras: cameras.map(({ camera, photos }) => [columns.cameras.numberOf(camera), photos]), mostStars: Math.max(0, ...ratings.map(({ rating }) => rating)),
      };
    },
  };
}

const source = settings.asking ? makeAskingSource(settings.asking) : rowsSource;


const stillness = matchMedia('(prefers-reduced-motion: reduce)');
let glide = null;
const destination = () => glide?.to ?? view;

function showView(to) {
  glide = null;
  Object.assign(view, within(to));
  view.x -= Math.floor(view.x);
  requestDraw();
}

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

let isDrawRequested = false, restTimer = 0;

function requestDraw() {
  if (isDrawRequested || !view.width) return;
  isDrawRequested = true;
  requestAnimationFrame(now => {
    isDrawRequested = false;
    if (glide) stepGlide(now);
    drawMap();
    clearTimeout(restTimer);
    restTimer = setTimeout(() => {
      restTimer = 0;
      followView();
    }, 90);
  });
}


const TILE_GRID = 4096, TILE_OVERLAP = 12, WORLD_LEVELS = [0, 3, 6], LEVEL_FROM = { 0: 0, 3: 3.2, 6: 6.2 };
const worldTiles = new Map();

let streets = null;

function findWorldTiles() {
  for (const element of document.querySelectorAll('script.world, script.streets, script.raster')) {
    const [level, column, row, type = ''] = element.dataset.about.split(' '), isStreets = element.className !== 'world';
    if (isStreets) streets = { level: Number(level), isRaster: element.className === 'raster' };
    worldTiles.set(`${isStreets ? 'streets/' : ''}${level}/${column}/${row}`, { element, type, isReading: false, layers: null });
  }
}

function worldTile(level, column, row, kind = '') {
  const tile = worldTiles.get(`${kind}${level}/${column}/${row}`);
  if (!tile || tile.layers || tile.isReading) return tile?.layers ?? null;
  tile.isReading = true;
  readTile(tile, kind).then(layers => { tile.layers = layers; }, () => { tile.layers = {}; }).then(forgetGround);
  return null;
}

async function readTile({ element, type }, kind) {
  if (type) return { image: await createImageBitmap(new Blob([bytesOf(element.textContent)], { type })) };
  const bytes = await inflated(element.textContent);
  return kind ? readStreetTile(bytes) : readWorldTile(bytes);
}

function readWorldTile(bytes) {
  const { varint, signed, take } = numberReader(bytes), decoder = new TextDecoder();
  const paths = isArea => {
    const area = new Path2D(), line = new Path2D();
    for (let left = varint(); left > 0; left--) readWorldPath(varint, signed, isArea, area, line);
    return { area, line };
  };
  const [land, lakes, rivers, borders] = [paths(true), paths(true), paths(false), paths(false)];
  const names = Array.from({ length: varint() }, () => {
    const [kind, rank, x, y] = [varint(), varint(), varint(), varint()];
    return { isCountry: kind === 1, rank, x: x / TILE_GRID, y: y / TILE_GRID, text: decoder.decode(take(varint())) };
  });
  return { land, lakes, rivers, borders, names };
}

function readWorldPath(varint, signed, isArea, area, line) {
  const edge = value => value <= -TILE_OVERLAP || value >= TILE_GRID + TILE_OVERLAP;
  let x = 0, y = 0, startX = 0, startY = 0, isDown = false;
  const to = (nextX, nextY) => {
    if (isArea && ((nextX === x && edge(x)) || (nextY === y && edge(y)))) isDown = false;
    else {
      if (!isDown) line.moveTo(x, y);
      line.lineTo(nextX, nextY);
      isDown = true;
    }
    [x, y] = [nextX, nextY];
  };
  for (let left = varint(), isFirst = true; left > 0; left--, isFirst = false) {
    const nextX = x + signed(), nextY = y + signed();
    if (isFirst) {
      [x, y, startX, startY] = [nextX, nextY, nextX, nextY];
      area.moveTo(x, y);
      continue;
    }
    area.lineTo(nextX, nextY);
    to(nextX, nextY);
  }
  if (isArea) {
    area.closePath();
    to(startX, startY);
  }
}

const groundElement = find('ground');
const ground = { canvas: null, zoom: NaN, x: 0, y: 0, width: 0, height: 0, labels: [], town: '', painting: null };

function placeGround(density) {
  const change = 2 ** (view.zoom - ground.zoom), offX = wrapped(ground.x - view.x) * worldSize(), offY = (ground.y - view.y) * worldSize();
  if (ground.canvas) {
    ground.canvas.style.transform =
      `translate(${view.width / 2 + offX - ground.width * change / 2}px,${view.height / 2 + offY - ground.height * change / 2}px) scale(${change})`;
  }
  const covers = Math.abs(offX) + view.width / 2 <= ground.width * change / 2 && Math.abs(offY) + view.height / 2 <= ground.height * change / 2;
  const isExact = ground.zoom === view.zoom && covers, isMoving = glide !== null || pointers.size > 1;
  if (!isExact && !(isMoving && (covers || ground.painting))) paintGround(density);
}

function forgetGround() {
  ground.zoom = NaN;
  ground.painting = null;
  requestDraw();
}

const wrapped = x => x - Math.round(x);

async function paintGround(density) {
  const margin = 0.15, size = worldSize(), painting = {
    canvas: document.createElement('canvas'), zoom: view.zoom, x: view.x, y: view.y,
    width: Math.ceil(view.width * (1 + 2 * margin)), height: Math.ceil(view.height * (1 + 2 * margin)), size, density,
  };
  const { zoom, x, y, width, height } = ground.painting ?? {};
  if (ground.painting && zoom === view.zoom && x === view.x && y === view.y && width === painting.width && height === painting.height) return;
  ground.painting = painting;
  Object.assign(painting.canvas, { width: Math.round(painting.width * density), height: Math.round(painting.height * density) });
  Object.assign(painting.canvas.style, { width: `${painting.width}px`, height: `${painting.height}px` });
  const brush = painting.brush = painting.canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!await paintStep(painting)) return;
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.fillStyle = colours.sea;
  brush.fillRect(0, 0, painting.width, painting.height);
  painting.left = painting.x - painting.width / 2 / size;
  painting.top = painting.y - painting.height / 2 / size;
  const names = new Map();
  for (const level of WORLD_LEVELS) {
    if (painting.zoom >= LEVEL_FROM[level] && !await paintLevel(painting, level, names)) return;
  }
  useTowns(names);
  if (streets && painting.zoom >= streets.level - 2.5 && !await paintStreets(painting, names)) return;
  paintGrid(painting);
  brush.setTransform(density, 0, 0, density, 0, 0);
  painting.town = townNear([...names.values()], painting);
  painting.labels = settings.tiles ? [] : await placeLabels([...names.values()], painting);
  if (ground.painting !== painting) return;
  if (!await drawLabels(painting) || (!settings.tiles && !await paintTrail(painting))) return;
  groundElement.replaceChildren(painting.canvas);
  Object.assign(ground, painting, { painting: null });
  requestDraw();
}

async function paintStep(painting) {
  painting.brush.getImageData(0, 0, 1, 1);
  await breathe();
  return ground.painting === painting;
}

function tilesOf({ left, top, width, height, size }, level, kind = '') {
  const count = 2 ** level, shown = [];
  for (let row = Math.max(0, Math.floor(top * count)); row < Math.min(count, (top + height / size) * count); row++) {
    for (let column = Math.floor(left * count); column < (left + width / size) * count; column++) {
      const layers = worldTile(level, ((column % count) + count) % count, row, kind);
      if (layers) shown.push({ layers, x: (column / count - left) * size, y: (row / count - top) * size, column, row });
    }
  }
  return shown;
}

async function paintLevel(painting, level, names) {
  const { brush, density, size, zoom } = painting, count = 2 ** level, shown = tilesOf(painting, level);
  const side = size / count, scale = side / TILE_GRID;
  const each = async act => {
    for (const { layers, x, y } of shown) {
      brush.setTransform(density * scale, 0, 0, density * scale, density * x, density * y);
      act(layers);
      if (!await paintStep(painting)) return false;
    }
    return true;
  };
  brush.setTransform(density, 0, 0, density, 0, 0);
  brush.fillStyle = colours.sea;
  for (const { x, y } of shown) brush.fillRect(Math.floor(x), Math.floor(y), Math.ceil(x + side) - Math.floor(x), Math.ceil(y + side) - Math.floor(y));
  brush.fillStyle = colours.land;
  if (!await each(({ land }) => brush.fill(land.area, 'evenodd'))) return false;
  brush.lineJoin = 'round';
  const stroke = (colour, wide, layer, dashes = []) => {
    brush.strokeStyle = colour;
    brush.lineWidth = wide / scale;
    brush.setLineDash(dashes.map(length => length / scale));
    return each(layers => brush.stroke(layers[layer].line));
  };
  if (level > 0 && !await stroke(colours.river, zoom < 8 ? 0.8 : 1.6, 'rivers')) return false;
  brush.fillStyle = colours.sea;
  if (!await each(({ lakes }) => brush.fill(lakes.area, 'evenodd'))) return false;
  const isDone = await stroke(colours.coast, 1, 'land') && await stroke(colours.coast, 0.7, 'lakes')
    && await stroke(colours.border, 1.1, 'borders', zoom < 4 ? [] : [5, 3]);
  brush.setLineDash([]);
  for (const { layers, column, row } of shown) {
    for (const name of layers.names) {
      const x = (column + name.x) / count, y = (row + name.y) / count;
      names.set(`${name.text} ${Math.floor(x * 4096)}`, { ...name, x, y });
    }
  }
  return isDone;
}

const isReading = () => ground.painting !== null || clustersWanted !== null || isListing || [...worldTiles.values()].some(tile => tile.isReading && !tile.layers);


const STREET_GRID = 1024, STREET_LAYERS = ['green', 'water', 'building', 'path', 'road', 'majorRoad', 'railway', 'waterway'];

function readStreetTile(bytes) {
  const { varint, signed, take } = numberReader(bytes), decoder = new TextDecoder(), layers = {};
  for (const [index, layer] of STREET_LAYERS.entries()) {
    const path = layers[layer] = new Path2D();
    for (let left = varint(); left > 0; left--) {
      let x = 0, y = 0;
      for (let points = varint(), isFirst = true; points > 0; points--, isFirst = false) {
        x += signed();
        y += signed();
        if (isFirst) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
      if (index < 3) path.closePath();
    }
  }
  layers.names = Array.from({ length: varint() }, () => {
    const [kind, rank, x, y] = [varint(), varint(), varint(), varint()];
    return { isRoad: kind === 2, isPart: kind === 3, rank, x: x / STREET_GRID, y: y / STREET_GRID, text: decoder.decode(take(varint())) };
  });
  return layers;
}

const roadWidth = (zoom, layer) => ({ path: 0.7, road: 1.5, majorRoad: 3 })[layer] * 2 ** Math.max(-0.8, (zoom - 14.5) * 0.75);

async function paintStreets(painting, names) {
  const { brush, density, size, zoom } = painting, count = 2 ** streets.level, side = size / count, scale = side / STREET_GRID;
  const shown = tilesOf(painting, streets.level, 'streets/');
  const each = async act => {
    for (const { layers, x, y } of shown) {
      if (!layers.green) continue;
      brush.setTransform(density * scale, 0, 0, density * scale, density * x, density * y);
      brush.save();
      brush.beginPath();
      brush.rect(0, 0, STREET_GRID, STREET_GRID);
      brush.clip();
      act(layers);
      brush.restore();
      if (!await paintStep(painting)) return false;
    }
    return true;
  };
  brush.setTransform(density, 0, 0, density, 0, 0);
  for (const { layers, x, y } of shown) {
    const place = [Math.floor(x), Math.floor(y), Math.ceil(x + side) - Math.floor(x), Math.ceil(y + side) - Math.floor(y)];
    brush.fillStyle = colours.land;
    if (layers.green) brush.fillRect(...place);
    if (layers.image) brush.drawImage(layers.image, ...place);
  }
  const stroke = (colour, wide, layer, dashes = []) => each(layers => {
    Object.assign(brush, { strokeStyle: colour, lineWidth: wide / scale, lineJoin: 'round', lineCap: dashes.length ? 'butt' : 'round' });
    brush.setLineDash(dashes.map(length => length / scale));
    brush.stroke(layers[layer]);
  });
  const fill = (colour, layer) => each(layers => {
    brush.fillStyle = colour;
    brush.fill(layers[layer], 'nonzero');
  });
  const isDone = await fill(colours.green, 'green') && await fill(colours.sea, 'water') && await stroke(colours.river, 1.5, 'waterway')
    && (zoom < 14 || await fill(colours.building, 'building'))
    && (zoom < 14 || await stroke(colours.border, 1, 'path', [3, 3]))
    && await stroke(colours.border, 1.2, 'railway', [7, 3])
    && await stroke(colours['road-edge'], roadWidth(zoom, 'road') + 1.6, 'road') && await stroke(colours['road-edge'], roadWidth(zoom, 'majorRoad') + 1.8, 'majorRoad')
    && await stroke(colours.road, roadWidth(zoom, 'road'), 'road') && await stroke(colours.road, roadWidth(zoom, 'majorRoad'), 'majorRoad');
  for (const { layers, column, row } of shown) {
    for (const name of layers.names ?? []) {
      const x = (column + name.x) / count, y = (row + name.y) / count, key = `street ${name.text} ${Math.floor(x * count)} ${Math.floor(y * count)}`;
      names.set(key, { ...name, x, y });
    }
  }
  return isDone;
}


const pen = canvas.getContext('2d'), rootStyle = getComputedStyle(document.documentElement);
const font = (size, weight = 400) => `${weight} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
const darkness = matchMedia('(prefers-color-scheme: dark)');
const colours = {};
let selected = null, pointed = null;
let isDrawn = false;

function readColours() {
  for (const name of ['sea', 'land', 'coast', 'river', 'border', 'grid', 'green', 'building', 'road', 'road-edge', 'label', 'label-country', 'ring', 'accent', 'on-accent', 'ink']) {
    colours[name] = rootStyle.getPropertyValue(`--${name}`);
  }
  forgetGround();
}

function drawMap() {
  const density = Math.min(2, devicePixelRatio);
  const width = Math.round(view.width * density), height = Math.round(view.height * density);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  if (!colours.sea) readColours();
  if (isOpen) placeGround(density);
  pen.setTransform(density, 0, 0, density, 0, 0);
  if (isDrawn) pen.clearRect(0, 0, view.width, view.height);
  isDrawn = false;
  if (settings.tiles) drawTiles();
  updateClusters();
  clusters.forEach(drawUncertainty);
  if (settings.tiles) drawTrail();
  if (pointed) drawPhoto(pointed);
  if (selected && hasPlace(selected.row)) drawPhoto(selected);
  showScale();
  placeMarks();
  placeCard();
  const x = view.width / 2, y = view.height / 2;
  if (!map.matches(':focus-visible')) return;
  isDrawn = true;
  drawLines(colours.ink, 1.5, [[x - 9, y, x + 9, y], [x, y - 9, x, y + 9]]);
}

function eachCopy({ x, y }, draw, margin = 60) {
  const [px, py] = toScreen(x, y), world = worldSize();
  if (!(py > -margin && py < view.height + margin)) return;
  for (let copy = px - Math.floor((px + margin) / world) * world; copy < view.width + margin; copy += world) draw(copy, py);
}

function drawCircle(x, y, radius, colour, opacity = 1, brush = pen) {
  brush.globalAlpha = opacity;
  brush.fillStyle = colour;
  brush.beginPath();
  brush.arc(x, y, radius, 0, 2 * Math.PI);
  brush.fill();
  brush.globalAlpha = 1;
}

function drawLines(colour, width, lines, brush = pen) {
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  brush.beginPath();
  for (const [x1, y1, x2, y2] of lines) {
    brush.moveTo(x1, y1);
    brush.lineTo(x2, y2);
  }
  brush.stroke();
}

function drawText(text, x, y, align, brush = pen) {
  brush.textAlign = align;
  brush.strokeStyle = colours.land;
  brush.lineWidth = 3.5;
  brush.strokeText(text, x, y);
  brush.fillText(text, x, y);
}

function drawUncertainty(cluster) {
  const radius = columns.uncertainty[cluster.row] / metresPerWorld(cluster.y) * worldSize();
  if (!(radius > 12) || !source.isOnePlace(cluster)) return;
  isDrawn = true;
  eachCopy(cluster, (x, y) => {
    drawCircle(x, y, radius, colours.accent, 0.1);
    pen.strokeStyle = colours.accent;
    pen.lineWidth = 1;
    pen.stroke();
  }, radius);
}

function drawPhoto(photo) {
  isDrawn = true;
  eachCopy(photo, (x, y) => {
    if (photo.heading != null) {
      const middle = (photo.heading - 90) * Math.PI / 180;
      const fade = pen.createRadialGradient(x, y, 20, x, y, 84);
      fade.addColorStop(0, colours.accent);
      fade.addColorStop(1, 'transparent');
      pen.fillStyle = fade;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.arc(x, y, 84, middle - 0.45, middle + 0.45);
      pen.fill();
    }
    drawCircle(x, y, 14, colours.ink);
    drawCircle(x, y, 12, colours.ring);
    drawCircle(x, y, 8, colours.accent);
  });
}


const regionName = lazy(() => {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return code => names.of(code);
});

function labelText({ isCountry, text }) {
  if (!isCountry || !/^[A-Z]{2}$/.test(text)) return text;
  try {
    return regionName(text) ?? text;
  } catch {
    return text;
  }
}

const labelZooms = ({ isCountry, isRoad, isPart, rank }) => isRoad ? [rank < 5 ? 14.5 : 15.8, Infinity] : isPart ? [12.5, Infinity] : isCountry ? [1 + rank * 0.55, 6.5] : [2.6 + rank * 0.62, Infinity];
const labelFont = ({ isCountry, isRoad, isPart, rank }) => isRoad ? font(11) : isPart ? font(13, 600) : isCountry ? font(rank < 3 ? 14 : 12, 600) : font(rank < 3 ? 13 : 12, rank < 3 ? 600 : 400);

async function placeLabels(names, { brush, zoom, size, x: middleX, y: middleY, width: wide, height: high }) {
  const placed = [], order = name => (name.isCountry ? 0 : 1) + (name.isRoad || name.isPart ? 20 : 0) + name.rank * 2;
  for (const name of names.sort((a, b) => order(a) - order(b))) {
    const [from, to] = labelZooms(name);
    if (zoom < from || zoom > to) continue;
    const x = wrapped(name.x - middleX) * size + wide / 2, y = (name.y - middleY) * size + high / 2;
    if (x < -200 || x > wide + 200 || y < -20 || y > high + 20) continue;
    const text = labelText(name), fontName = labelFont(name);
    await breathe();
    brush.font = fontName;
    const width = brush.measureText(text).width;
    const isMiddle = name.isCountry || name.isRoad || name.isPart, box = isMiddle ? [x - width / 2 - 6, y - 10, x + width / 2 + 6, y + 10] : [x - 6, y - 10, x + width + 12, y + 10];
    if (placed.some(({ box: other }) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
    placed.push({ isCountry: name.isCountry, isMiddle, rank: name.rank, x, y, text, fontName, box });
  }
  return placed;
}

function townNear(names, { x, y }) {
  let best = '', least = Infinity;
  for (const name of names) {
    if (name.isCountry || name.isRoad || name.isPart) continue;
    const away = Math.hypot(wrapped(name.x - x), name.y - y) * metresPerWorld(y), weighed = away * (1 + name.rank / 2);
    if (away < 60000 && weighed < least) [best, least] = [name.text, weighed];
  }
  return best;
}

async function drawLabels(painting) {
  const { brush, labels } = painting;
  brush.textBaseline = 'middle';
  brush.lineJoin = 'round';
  for (const { x, y, text, fontName, isCountry, isMiddle, rank } of labels) {
    brush.font = fontName;
    if (!isMiddle) {
      drawCircle(x, y, rank < 3 ? 3 : 2.2, colours.land, 1, brush);
      drawCircle(x, y, rank < 3 ? 2.2 : 1.6, colours.label, 1, brush);
    }
    brush.fillStyle = isCountry ? colours['label-country'] : colours.label;
    drawText(text, isMiddle ? x : x + 7, y, isMiddle ? 'center' : 'left', brush);
    if (!await paintStep(painting)) return false;
  }
  return true;
}


let clusters = [], clustersRegion = null, clustersLevel = NaN;
let clustersWanted = null;
const marks = find('marks');
let reachable = [], reached = null;
let buttons = new Map();
let fadeBefore = -Infinity;
const MAKING = 4;
const NEARLY = 0.15;

function coversView(region) {
  const { left, width, top, bottom } = visibleRegion(CELL);
  return region.width >= 1 || [left, left + width].every(x => isInside(region, { x, y: top }) && isInside(region, { x, y: bottom }));
}

function updateClusters() {
  const level = Math.floor(view.zoom + NEARLY), isFor = (region, of) => region && of === level && coversView(region);
  if (!source.isReady || isFor(clustersRegion, clustersLevel) || isFor(clustersWanted?.region, clustersWanted?.level)) return;
  const region = visibleRegion(Math.max(view.width, view.height) / 3);
  if (region.width >= 1) Object.assign(region, { top: 0, bottom: 1 });
  findClusters({ region, level });
}

async function whenMarked() {
  const frame = () => new Promise(requestAnimationFrame), end = performance.now() + 500;
  do await frame();
  while (performance.now() < end && (clustersWanted || (clusters.some(cluster => cluster.isPictured) && ![...marks.querySelectorAll('img')].some(image => image.complete))));
}

function forgetClusters() {
  clustersRegion = clustersWanted = null;
  requestDraw();
}

async function findClusters(wanted) {
  clustersWanted = wanted;
  const { region, level } = wanted, isOutdated = () => clustersWanted !== wanted;
  let found;
  try {
    found = await source.clustersIn(region, level, isOutdated);
  } catch {
    if (!isOutdated()) [clustersWanted, clustersRegion, clustersLevel] = [null, region, level];
    return sayNoAnswer();
  }
  if (!found || !await colourClusters(found, isOutdated)) return;
  const room = Math.max(12, view.width * view.height / 12000 * region.width / visibleRegion().width);
  found.forEach((cluster, index) => { cluster.isSmall = index >= room; });
  [clusters, clustersRegion, clustersLevel, clustersWanted] = [found, region, level, null];
  makeMarks();
  requestDraw();
}

function isOnePlace({ ranges, row }) {
  const { keys, rows } = space, key = cellKey(columns.x[row], columns.y[row]);
  return ranges.every(([start, end]) => {
    while (start < end && !columns.shown[rows[start]]) start++;
    while (end > start && !columns.shown[rows[end - 1]]) end--;
    return start === end || (keys[start] === key && keys[end - 1] === key);
  });
}

const compactNumber = lazy(() => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 0 }).format);
const countText = count => count < 10000 ? number(count) : compactNumber(count);

function markLabel({ count, row }) {
  const photo = photoAt(row);
  if (!source.isWhole(row)) return words.photosText(count);
  return [count > 1 && words.photosText(count), nameOf(photo), whenText(photo)].filter(Boolean).join(', ');
}

function makeMarks() {
  const before = buttons;
  buttons = new Map();
  for (const cluster of clusters) {
    const key = `${cluster.row} ${cluster.count} ${cluster.isPictured && !cluster.isSmall} ${cluster.colour ?? ''}`;
    const button = before.get(key)?.button ?? null;
    if (button) button.cluster = cluster;
    before.delete(key);
    buttons.set(key, { cluster, button });
  }
  for (const { button } of before.values()) if (button !== reached?.button) button?.remove();
}

const isFaded = cluster => fadeBefore > -Infinity && source.isOld(cluster, fadeBefore);

function makeMark(cluster) {
  const { row, count, isPictured, isSmall, colour } = cluster, size = Math.max(24, 2 * markRadius(cluster));
  const face = make('span', { className: 'face' });
  const button = make('button', {
    className: 'mark', tabIndex: -1, onclick: () => openCluster(button.cluster), onfocus: () => focusMark(button), onblur: hideCard,
  }, face);
  button.cluster = cluster;
  if (isPictured && !isSmall) {
    button.classList.add('pictured');
    face.append(makePicture(photoAt(row), 96));
    if (count > 1) button.append(make('b', { textContent: countText(count) }));
  } else if (count > 1) face.textContent = countText(count);
  else button.classList.add('single');
  if (count > 1) button.classList.add('stack');
  if (colour) button.style.setProperty('--colour', colour);
  button.classList.toggle('faded', isFaded(cluster));
  Object.assign(button.style, { width: `${size}px`, height: `${size}px`, margin: `${-size / 2}px 0 0 ${-size / 2}px` });
  if (!isPictured || isSmall) face.style.width = face.style.height = `${2 * markRadius(cluster)}px`;
  return button;
}

function placeMarks() {
  const start = performance.now();
  let isMade = false, isFull = false;
  reachable = [];
  for (const mark of buttons.values()) {
    const { x, y } = mark.cluster, px = wrapped(x - view.x) * worldSize() + view.width / 2, py = (y - view.y) * worldSize() + view.height / 2;
    if (px > -40 && px < view.width + 40 && py > -40 && py < view.height + 40) {
      isFull ||= isMade && performance.now() - start > MAKING;
      if (!mark.button) {
        if (isFull) continue;
        mark.button = makeMark(mark.cluster);
        isMade = true;
      }
      const { button } = mark;
      button.classList.toggle('chosen', mark.cluster.row === selected?.row);
      button.style.transform = `translate(${px.toFixed(1)}px,${py.toFixed(1)}px)`;
      if (!button.isConnected) marks.append(button);
      if (px >= 0 && px <= view.width && py >= 0 && py <= view.height) reachable.push({ button, cluster: mark.cluster, x: px, y: py });
    } else if (mark.button?.isConnected && mark.button !== document.activeElement) mark.button.remove();
  }
  if (isFull) requestDraw();
}

function refreshMarks() {
  const hadFocus = marks.contains(document.activeElement), before = reached, inUse = new Set(reachable.map(({ button }) => button));
  nameMarks(reachable);
  reach((before && (reachable.find(({ cluster }) => cluster.row === before.cluster.row) ?? nearestTo(reachable, before))) || reachable[0] || null);
  if (hadFocus && document.activeElement !== reached?.button) (reached?.button ?? map).focus({ preventScroll: true });
  if (before && !inUse.has(before.button)) before.button.remove();
}

let naming = 0;

async function nameMarks(some) {
  const run = ++naming;
  for (const { button } of some) {
    await breathe();
    if (run !== naming) return;
    if (!button.ariaLabel || !button.isNamed) [button.ariaLabel, button.isNamed] = [markLabel(button.cluster), source.isWhole(button.cluster.row)];
  }
}

function reach(mark) {
  if (reached) reached.button.tabIndex = -1;
  reached = mark;
  if (mark) mark.button.tabIndex = 0;
}

function focusMark(button) {
  const mark = reachable.find(mark => mark.button === button);
  if (!mark) return;
  reach(mark);
  if (button.matches(':focus-visible')) showCard(mark.cluster);
}

marks.addEventListener('keydown', event => {
  const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const action = { '+': () => zoomBy(1), '=': () => zoomBy(1), '-': () => zoomBy(-1), 0: showAll }[event.key];
  if (!(direction || action) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  if (action) return action();
  const at = reachable.find(mark => mark.button === document.activeElement) ?? reached;
  markToward(reachable, at, direction)?.button.focus({ preventScroll: true });
});


const COLOURS = 8;
let colouring = 'none', coloured = [], colourRun = 0;

const colourOf = index => `var(--c${Math.min(index, COLOURS)})`;

async function categoriesOf(columns, isOutdated) {
  const places = new Map(coloured.map((value, index) => [value, index])), category = new Uint8Array(columns.count).fill(COLOURS);
  for (let row = 0; row < columns.count; row++) {
    if (row % 8192 === 8191) await breathe();
    if (isOutdated()) return null;
    if (colouring === 'year') category[row] = places.get(columns.month[row] === NONE ? 0 : Math.floor(columns.month[row] / 12)) ?? COLOURS;
    for (let at = columns.tagStart[row]; colouring === 'tag' && category[row] === COLOURS && at < columns.tagStart[row + 1]; at++) {
      category[row] = places.get(columns.tagList[at]) ?? COLOURS;
    }
  }
  return category;
}

async function colourClusters(some, isOutdated) {
  for (const cluster of colouring === 'none' ? [] : some) {
    await breathe();
    if (isOutdated()) return false;
    const parts = [];
    let turn = 0;
    for (const [index, count] of source.coloursOf(cluster).entries()) {
      if (!count) continue;
      const end = turn + count / cluster.count;
      parts.push(`${colourOf(index)} ${turn.toFixed(3)}turn ${end.toFixed(3)}turn`);
      turn = end;
    }
    cluster.colour = parts.length > 1 ? `conic-gradient(${parts.join(', ')})` : parts[0].replace(/ .*/, '');
  }
  return true;
}

async function setColouring(to) {
  const run = ++colourRun, isOutdated = () => run !== colourRun;
  colouring = to;
  document.querySelector('.others')?.remove();
  coloured = to === 'none' ? [] : [...find(to === 'year' ? 'years' : 'tags').children].slice(0, COLOURS).map(button => button.choice);
  for (const [id, kind] of [['years', 'year'], ['tags', 'tag']]) {
    for (const [index, button] of [...find(id).children].entries()) {
      button.classList.toggle('coloured', kind === to);
      button.style.setProperty('--colour', colourOf(index));
    }
  }
  const hasOthers = to !== 'none' && await source.categorise(isOutdated);
  if (isOutdated()) return;
  if (to === 'tag' && hasOthers) {
    const others = find('tags').appendChild(make('small', { className: 'others coloured', textContent: words.others }));
    others.style.setProperty('--colour', colourOf(COLOURS));
  }
  forgetClusters();
}


const FEWEST = 5, WIDEST = 100000, MOST_STEPS = 1000;
const story = { tag: 0, places: [], range: null, showsTrail: true, showsRange: true };

async function tellStory(tag, isOutdated) {
  const { places, isWhole } = tag ? await source.places() : { places: [], isWhole: false };
  const range = isWhole ? await rangeOf(places) : null;
  if (isOutdated()) return false;
  const hadStory = story.tag > 0;
  Object.assign(story, { tag, places, range });
  find('story').hidden = !tag;
  if (!tag) {
    if (hadStory) forgetGround();
    return true;
  }
  const area = story.range && new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(story.range.hectares);
  find('show-range').textContent = area ? words.hectares(area) : words.range;
  find('show-range').hidden = !story.range;
  forgetGround();
  return true;
}

async function showStory() {
  const { tag } = story, region = tag ? await source.whole().catch(() => null) : null;
  if (!region || story.tag !== tag) return;
  const { left, width, top, bottom } = region, seen = visibleRegion(-28), buttons = 40 / worldSize();
  Object.assign(seen, { left: seen.left + buttons, width: seen.width - buttons });
  if (width <= seen.width && [left, left + width].every(x => isInside(seen, { x, y: top }) && isInside(seen, { x, y: bottom }))) return;
  glideTo(viewOf(region), 500);
}

function quantile(sorted, part) {
  const place = (sorted.length - 1) * part, below = Math.floor(place);
  return below + 1 < sorted.length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
}

async function rangeOf(places) {
  if (places.length < FEWEST) return null;
  const mean = value => places.reduce((sum, place) => sum + value(place), 0) / places.length;
  const middle = { longitude: mean(place => wrapped((place.longitude - places[0].longitude) / 360) * 360) + places[0].longitude, latitude: mean(place => place.latitude) };
  await breathe();
  const distances = Float64Array.from(places, place => distanceBetween(middle, place)), sorted = distances.slice().sort(), limit = quantile(sorted, 0.95);
  if (sorted.at(-1) > WIDEST) return null;
  await breathe();
  const metres = 111320, across = metres * Math.cos(middle.latitude * Math.PI / 180);
  const flat = places.filter((_, index) => distances[index] <= limit).map(place => ({
    x: wrapped((place.longitude - middle.longitude) / 360) * 360 * across, y: (place.latitude - middle.latitude) * metres, place,
  }));
  const corners = hullOf(flat);
  const doubled = corners.reduce((sum, { x, y }, i) => sum + x * corners[(i + 1) % corners.length].y - y * corners[(i + 1) % corners.length].x, 0);
  return corners.length < 3 ? null : { corners: corners.map(({ place }) => place), hectares: Math.abs(doubled) / 2 / 10000 };
}

function hullOf(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = some => {
    const chain = [];
    for (const point of some) {
      while (chain.length > 1) {
        const [a, b] = chain.slice(-2);
        if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0) break;
        chain.pop();
      }
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function* trailStrokes(brush, at, width, height) {
  const { tag, places, range, showsTrail, showsRange } = story;
  if (!tag) return;
  if (showsRange && range) {
    brush.beginPath();
    for (const corner of range.corners) brush.lineTo(...at(corner));
    brush.closePath();
    brush.fillStyle = brush.strokeStyle = colours.accent;
    brush.globalAlpha = 0.12;
    brush.fill();
    brush.globalAlpha = 0.8;
    brush.lineWidth = 1.5;
    brush.setLineDash([6, 4]);
    brush.stroke();
    brush.setLineDash([]);
    brush.globalAlpha = 1;
    yield;
  }
  if (!showsTrail) return;
  const points = places.slice(-MOST_STEPS).map(at), groups = points.length < 200 ? 8 : 24;
  const isSeen = ([x1, y1], [x2, y2]) => Math.max(x1, x2) >= 0 && Math.min(x1, x2) <= width && Math.max(y1, y2) >= 0 && Math.min(y1, y2) <= height;
  for (let group = 0; group < groups; group++) {
    const [from, to] = [group, group + 1].map(part => Math.floor((points.length - 1) * part / groups)), lines = [];
    for (let i = from; i < to; i++) if (isSeen(points[i], points[i + 1])) lines.push([...points[i], ...points[i + 1]]);
    brush.globalAlpha = 0.25 + 0.75 * (group + 1) / groups;
    if (points.length < 500) drawLines(colours.ring, 4, lines, brush);
    drawLines(colours.accent, 2, lines, brush);
    brush.globalAlpha = 1;
    yield;
  }
  if (points.length < 500) for (const [x, y] of points) drawCircle(x, y, 3, colours.accent, 1, brush);
}

function drawTrail() {
  const at = ({ x, y }) => [wrapped(x - view.x) * worldSize() + view.width / 2, (y - view.y) * worldSize() + view.height / 2];
  [...trailStrokes(pen, at, view.width, view.height)];
}

async function paintTrail(painting) {
  const { brush, x: middleX, y: middleY, size, width, height, density } = painting;
  brush.setTransform(density, 0, 0, density, 0, 0);
  const at = ({ x, y }) => [wrapped(x - middleX) * size + width / 2, (y - middleY) * size + height / 2];
  for (const _ of trailStrokes(brush, at, width, height)) if (!await paintStep(painting)) return false;
  return true;
}


function paintGrid({ brush, zoom, size, left, top, width, height, density }) {
  if (settings.tiles || streets || zoom < 11.5) return;
  const step = gridStep(size) / 2, lines = [];
  const each = (from, to, act) => { for (let i = Math.ceil(from / step); i * step <= to; i++) act(i * step); };
  each(left * 360 - 180, (left + width / size) * 360 - 180, longitude => {
    const x = Math.round((worldX(longitude) - left) * size) + 0.5;
    lines.push([x, 0, x, height]);
  });
  each(latitudeAt(top + height / size), latitudeAt(top), latitude => {
    const y = Math.round((worldY(latitude) - top) * size) + 0.5;
    lines.push([0, y, width, y]);
  });
  brush.setTransform(density, 0, 0, density, 0, 0);
  drawLines(colours.grid, 1, lines, brush);
}

const [scaleLine, scaleRemark] = find('scale').children;

function showScale() {
  const { metres, length } = scaleBar(view.y, worldSize()), isBare = view.zoom > 12.5 && !settings.tiles && !streets;
  const texts = [distanceText(metres), isBare ? [ground.town, words.noStreets].filter(Boolean).join(' · ') : ''];
  scaleLine.style.width = `${length.toFixed(1)}px`;
  for (const [index, element] of [scaleLine, scaleRemark].entries()) if (element.textContent !== texts[index]) element.textContent = texts[index];
}


const tiles = new Map();

function drawTiles() {
  isDrawn = true;
  const level = Math.max(0, Math.min(settings.tiles.maxZoom, Math.round(view.zoom))), count = 2 ** level;
  const { left, width, top, bottom } = visibleRegion();
  pen.globalAlpha = darkness.matches ? 0.75 : 1;
  for (let row = Math.max(0, Math.floor(top * count)); row < Math.min(count, bottom * count); row++) {
    for (let column = Math.floor(left * count); column < (left + width) * count; column++) drawTile(level, column, row);
  }
  pen.globalAlpha = 1;
  for (const address of tiles.keys()) if (tiles.size > 500) tiles.delete(address);
}

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


const card = find('card');
let carded = null, cardTimer = 0;

function showCard(cluster) {
  clearTimeout(cardTimer);
  if (cluster === carded) return;
  carded = cluster;
  fillCard(cluster);
  if (source.isWhole(cluster.row)) return;
  source.complete(cluster.row).then(() => {
    if (carded === cluster) fillCard(cluster);
    refreshMarks();
  }, sayNoAnswer);
}

function fillCard(cluster) {
  const photo = photoAt(cluster.row), image = makePicture(photo, 480);
  const away = words.fromCentre(distanceText(distanceBetween({ longitude: cluster.x * 360 - 180, latitude: latitudeAt(cluster.y) }, { longitude: view.x * 360 - 180, latitude: latitudeAt(view.y) })));
  card.replaceChildren(
    ...image ? [make('span', { className: 'thumb' }, image)] : photo.kind === VIDEO ? [make('span', { className: 'thumb', textContent: '▶' })] : [],
    make('span', { className: 'about' },
      make('strong', { textContent: cluster.count > 1 ? words.photosText(cluster.count) : '' }),
      ...source.isWhole(photo.row) ? [make('bdi', { textContent: nameOf(photo) }), make('small', { textContent: whenText(photo) })] : [],
      make('small', { textContent: away })));
  if (image) image.onerror = () => image.parentNode.remove();
  card.hidden = false;
  placeCard();
}

function placeCard() {
  if (!carded) return;
  if (!clusters.includes(carded)) return hideCard();
  let place = null;
  eachCopy(carded, (x, y) => { place ??= [x, y]; }, 0);
  if (!place) return hideCard();
  const [x, y] = place, { offsetWidth: width, offsetHeight: height } = card, away = markRadius(carded) + 6;
  const most = view.height - height - 24, above = y - away - height, top = above >= 8 || y + away > most ? above : y + away;
  card.style.left = `${Math.round(Math.max(8, Math.min(view.width - width - 8, x - width / 2)))}px`;
  card.style.top = `${Math.round(Math.max(8, Math.min(most, top)))}px`;
}

function hideCard() {
  clearTimeout(cardTimer);
  carded = null;
  card.hidden = true;
}

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


const pointers = new Map();
let press = null, lastTap = null;
let placing = null;

function placeOf(event) {
  const box = map.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top, time: event.timeStamp };
}

function clusterAt({ x, y }, slack) {
  let best = null;
  for (const cluster of clusters) {
    eachCopy(cluster, (px, py) => {
      const distance = Math.hypot(px - x, py - y) - markRadius(cluster);
      if (distance <= slack) [best, slack] = [cluster, distance];
    });
  }
  return best;
}

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
  if (placing) cluster = null;
  map.classList.toggle('pointing', cluster !== null);
  for (const { button } of reachable) button.classList.toggle('hot', button.cluster === cluster);
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
    if (!pointers.delete(event.pointerId)) return;
    requestDraw();
    if (!press.isTap || type === 'pointercancel') return;
    tap(placeOf(event), event.pointerType === 'mouse');
  });
}

function tap(place, isMouse) {
  if (placing) return placing(place);
  const cluster = clusterAt(place, isMouse ? 3 : 16);
  if (cluster && !isMouse && cluster.count === 1 && cluster !== carded) return showCard(cluster);
  hideCard();
  if (cluster) return openCluster(cluster);
  const isSecond = lastTap && place.time - lastTap.time < 320 && apart(place, lastTap) < 30;
  lastTap = isSecond ? null : place;
  if (isSecond) glideTo(zoomedAbout(place.x, place.y, view.zoom + 1));
}

function openCluster(cluster) {
  const region = cluster.count > 1 && source.extentOf(cluster);
  if (typeof region?.then === 'function') region.then(region => openExtent(cluster, region), sayNoAnswer);
  else openExtent(cluster, region);
}

function openExtent(cluster, region) {
  const action = actionOn(cluster, region, MAX_ZOOM);
  if (action === 'photo') return openRow(cluster.row);
  if (action === 'list') return listPlace(region);
  const closer = viewOf(region, MAX_ZOOM);
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
  if (placing) return;
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


const listElement = find('list'), ROW = 68, MARGIN_ROWS = 3, TILE_SIDE = 116;
const list = { rows: new Uint32Array(), items: new Map(), active: 0, pictureTimer: 0, across: 1, height: ROW, total: 0, width: 0, isLengthening: false, isDrawing: false };

function fillList(rows, active = 0, total = rows.length) {
  Object.assign(list, { rows, total });
  list.active = Math.max(0, active);
  shapeList();
  listElement.scrollTop = list.active ? Math.floor(list.active / list.across) * list.height - listElement.clientHeight / 2 : 0;
  drawItems();
}

async function lengthenList() {
  if (list.isLengthening || list.rows.length >= list.total) return;
  list.isLengthening = true;
  const before = list.rows, rows = await source.more(before).catch(sayNoAnswer);
  list.isLengthening = false;
  if (!rows || list.rows !== before) return;
  list.rows = rows;
  sizeList();
  drawItems();
  if (selected) details.querySelector('nav')?.replaceWith(detailButtons(rows.indexOf(selected.row)));
  if (viewer.open) find('viewer-next').disabled = rows.indexOf(selected.row) + 1 >= rows.length;
}

const sizeList = () => { find('list-height').style.height = `${Math.ceil(list.rows.length / list.across) * list.height}px`; };

function shapeList() {
  const isGallery = settings.photos !== null || pictures.size > 0;
  listElement.hidden = !list.rows.length;
  listElement.classList.toggle('gallery', isGallery);
  list.across = isGallery ? Math.max(2, Math.floor((listElement.clientWidth - 24) / TILE_SIDE)) : 1;
  list.height = isGallery ? Math.floor((listElement.clientWidth - 24) / list.across) : ROW;
  list.items.forEach(item => item.remove());
  list.items.clear();
  list.width = listElement.clientWidth;
  sizeList();
}

function drawItems() {
  const first = Math.max(0, Math.floor(listElement.scrollTop / list.height) - MARGIN_ROWS) * list.across;
  const end = Math.min(list.rows.length, (Math.ceil((listElement.scrollTop + listElement.clientHeight) / list.height) + MARGIN_ROWS) * list.across);
  for (const [position, item] of list.items) {
    if (position >= first && position < end) continue;
    item.remove();
    list.items.delete(position);
  }
  const start = performance.now();
  for (let position = first; position < end; position++) {
    if (!list.items.has(position) && performance.now() - start > MAKING) {
      drawItemsSoon();
      break;
    }
    if (!list.items.has(position)) list.items.set(position, listElement.appendChild(makeItem(photoAt(list.rows[position]), position)));
    const item = list.items.get(position), isActive = position === list.active;
    item.classList.toggle('active', isActive);
    item.ariaSelected = isActive;
  }
  if (end === list.rows.length) lengthenList();
  listElement.setAttribute('aria-activedescendant', list.rows.length ? `row-${list.active}` : '');
  showOwnPictures();
  clearTimeout(list.pictureTimer);
  list.pictureTimer = setTimeout(showFilePictures, 160);
}

async function showOwnPictures() {
  for (const item of list.items.values()) {
    item.showOwn();
    await breathe();
  }
}

async function showFilePictures() {
  for (const item of list.items.values()) {
    item.showPicture();
    await breathe();
  }
}

function drawItemsSoon() {
  if (list.isDrawing) return;
  list.isDrawing = true;
  requestAnimationFrame(() => {
    list.isDrawing = false;
    drawItems();
  });
}

function makeItem(photo, position) {
  const thumb = make('span', { className: 'thumb', textContent: photo.kind === VIDEO ? '▶' : '' });
  thumb.hidden = !listElement.classList.contains('gallery') && !(hasPicture(photo.row) || hasFile(photo.row) || photo.kind === VIDEO);
  const item = make('div', {
    id: `row-${position}`, className: 'row', role: 'option', ariaPosInSet: position + 1, ariaSetSize: list.total,
    onclick: () => openPhoto(photo), onpointerenter: () => pointAt(photo), onpointerleave: () => pointAt(null),
  }, thumb, make('span', { className: 'about' },
    make('bdi', { textContent: nameOf(photo) }),
    make('small', { textContent: [whenText(photo), visible(photo.problem || photo.camera)].filter(Boolean).join(' · ') })));
  const { across, height } = list, isGallery = listElement.classList.contains('gallery');
  item.style.top = `${Math.floor(position / across) * height}px`;
  if (isGallery) Object.assign(item.style, { left: `${12 + position % across * height}px`, width: `${height}px`, height: `${height}px` });
  const show = () => {
    const image = makePicture(photo, Math.min(2, devicePixelRatio) * list.height > 160 && isGallery ? 480 : 96);
    if (!image) return;
    image.onload = () => {
      thumb.replaceChildren(image);
      item.classList.add('seen');
    };
  };
  item.showPicture = () => {
    item.showPicture = () => {};
    if (!hasPicture(photo.row)) show();
  };
  item.showOwn = () => {
    item.showOwn = () => {};
    if (hasPicture(photo.row)) show();
  };
  return item;
}

function moveActive(to) {
  list.active = Math.max(0, Math.min(list.rows.length - 1, to));
  const top = Math.floor(list.active / list.across) * list.height, bottom = top + list.height - listElement.clientHeight;
  if (top < listElement.scrollTop) listElement.scrollTop = top;
  if (bottom > listElement.scrollTop) listElement.scrollTop = bottom;
  drawItems();
  pointAt(photoAt(list.rows[list.active]));
}

function pointAt(photo) {
  const next = photo && hasPlace(photo.row) ? photo : null;
  if (next?.row === pointed?.row) return;
  pointed = next;
  requestDraw();
}

listElement.addEventListener('scroll', drawItems);
listElement.addEventListener('blur', () => pointAt(null));
listElement.addEventListener('keydown', event => {
  const { across } = list, page = across * Math.max(1, Math.floor(listElement.clientHeight / list.height) - 1), at = list.active;
  const to = {
    ArrowDown: at + across, ArrowUp: at - across, ArrowRight: at + 1, ArrowLeft: at - 1, PageDown: at + page, PageUp: at - page,
    Home: 0, End: list.rows.length - 1,
  }[event.key];
  if (to !== undefined) moveActive(to);
  else if (event.key === 'Enter' || event.key === ' ') openPhoto(photoAt(list.rows[at]));
  else return;
  event.preventDefault();
});


function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}


const details = find('details'), browse = find('browse');

function openRow(row) {
  if (source.isWhole(row)) return openPhoto(photoAt(row));
  return source.complete(row).then(() => openPhoto(photoAt(row)), sayNoAnswer);
}

function openPhoto(photo, isNew = true) {
  const position = list.rows.indexOf(photo.row);
  if (position + 3 > list.rows.length) lengthenList();
  if (position >= 0) list.active = position;
  if (isNew) setAddress(photoAddress({ ...photo, id: idOf(photo) }), !selected);
  selected = photo;
  pointed = null;
  hideCard();
  browse.hidden = true;
  details.hidden = false;
  const isNamedAfterFile = nameOf(photo) === visible(photo.name);
  details.replaceChildren(
    detailButtons(position), bigPicture(photo),
    make('h1', { id: 'details-name' }, make('bdi', { textContent: nameOf(photo) })),
    make('p', { className: 'file' }, make('bdi', { textContent: visible((idOf(photo) ? '' : photo.folder) + (isNamedAfterFile || isNameless(photo) ? '' : photo.name)) })),
    facts(photo), actions(photo));
  details.scrollTop = 0;
  if (viewer.open) showInViewer();
  else details.querySelector('button').focus({ preventScroll: true });
  if (hasPlace(photo.row) && !isInside(visibleRegion(-20), photo)) glideTo({ ...view, x: photo.x, y: photo.y }, 400);
  requestDraw();
  document.dispatchEvent(new CustomEvent('photo', { detail: photo }));
}

function closePhoto(isNew = true) {
  selected = null;
  if (viewer.open) viewer.close();
  details.hidden = true;
  details.replaceChildren();
  browse.hidden = false;
  if (isNew) setAddress(viewAddress(view), true);
  refreshList(list.rows[list.active]).then(focusList);
}

function stepPhoto(step) {
  const position = list.rows.indexOf(selected?.row) + step;
  if (position >= 0 && position < list.rows.length) openPhoto(photoAt(list.rows[position]));
}

function detailButtons(position) {
  const button = (label, textContent, onclick, disabled = false) =>
    make('button', { className: 'icon', ariaLabel: label, textContent, onclick, disabled });
  return make('nav', {},
    button(words.back, '←', closePhoto),
    button(words.previous, '↑', () => stepPhoto(-1), position < 1),
    button(words.next, '↓', () => stepPhoto(1), position < 0 || position + 1 >= list.rows.length));
}

function bigPicture(photo) {
  const image = makePicture(photo, 480), nothing = make('p', { textContent: words.noPreview });
  if (!image) return make('div', { className: 'picture' }, nothing);
  const button = make('button', { className: 'picture', ariaLabel: words.enlarge, onclick: openViewer }, image);
  const picture = pictureOf(photo.row, 480);
  if (picture) {
    const isTurned = picture.turn % 180 !== 0, [width, height] = isTurned ? [picture.height, picture.width] : [picture.width, picture.height];
    button.style.aspectRatio = `${width} / ${height}`;
    if (isTurned) Object.assign(image.style, { width: `${100 * height / width}%`, height: `${100 * width / height}%`, maxHeight: 'none', maxWidth: 'none' });
  }
  image.onerror = () => {
    button.disabled = true;
    button.replaceChildren(nothing);
  };
  return button;
}

function facts(photo) {
  const all = make('dl', {});
  const fact = (term, text, small = '') => all.append(
    make('dt', { textContent: term }),
    make('dd', {}, make('bdi', { textContent: visible(text) }), make('small', { textContent: small })));
  if (photo.description) fact('', photo.description);
  if (photo.taken) {
    const zone = /[+-]\d\d:\d\d$/.exec(photo.taken.slice(10))?.[0];
    fact(photo.changed ? words.changed : words.taken, timeText(photo, longTime), zone ? `UTC${zone}` : photo.precision > 3 ? words.unknownZone : '');
  }
  if (hasPlace(photo.row)) {
    const { uncertainty, accuracy } = photo;
    fact(words.place, placeText(photo),
      uncertainty ? words.approximate(distanceText(uncertainty)) : accuracy ? `± ${distanceText(accuracy)}` : '');
  }
  if (photo.problem) fact(words.problem, photo.problem);
  if (photo.altitude != null) fact(words.altitude, inMetres(photo.altitude));
  if (photo.heading != null) fact(words.heading, headingText(photo.heading));
  if (photo.camera) fact(words.camera, photo.camera);
  if (photo.rating) fact(words.rating, '★'.repeat(photo.rating));
  if (photo.tags.length) fact(words.tagged, photo.tags.join(', '));
  return all;
}

function placeText({ latitude, longitude, uncertainty }) {
  const decimals = uncertainty ? Math.max(0, Math.min(6, Math.ceil(Math.log10(111320 / uncertainty)))) : 6;
  return [latitude, longitude].map(degrees => Number(degrees.toFixed(decimals))).join(', ');
}

const wideButton = (textContent, onclick) => make('button', { className: 'wide', textContent, onclick });

function copyButton(label, text) {
  const button = wideButton(label, () => navigator.clipboard?.writeText(text()).then(() => { button.textContent = words.copied; }, () => {}));
  return button;
}

function actions(photo) {
  const all = make('div', { className: 'actions' });
  if (settings.photos !== null) {
    all.append(make('a', {
      href: linkTo(photo), target: '_blank', className: 'wide primary', textContent: photo.kind === VIDEO ? words.openVideo : words.open,
    }));
  }
  const link = copyButton(words.copyLink, () => linkToPhoto(photo));
  if (!hasPlace(photo.row)) {
    all.append(link);
    return all;
  }
  const links = mapLinks(photo, nameOf(photo)).map(([textContent, href]) =>
    make('a', { className: 'wide', textContent, href, target: '_blank', rel: 'noopener noreferrer' }));
  all.append(
    copyButton(words.copy, () => placeText(photo)), link,
    wideButton(words.showOnMap, () => glideTo({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, photo.uncertainty ? 14 : 17) }, 500)),
    make('details', { className: 'maps' }, make('summary', { className: 'wide', textContent: words.maps }), ...links));
  return all;
}


const viewer = find('viewer'), stage = find('stage');
const lens = { zoom: 1, x: 0, y: 0, fingers: new Map(), start: null };

function openViewer() {
  viewer.showModal();
  showInViewer();
  find('viewer-close').focus();
}

function showInViewer() {
  const image = makePicture(selected, 10000), position = list.rows.indexOf(selected.row);
  Object.assign(lens, { zoom: 1, x: 0, y: 0 });
  stage.replaceChildren(...image ? [image] : [make('p', { textContent: words.noPreview })]);
  if (image) {
    image.alt = nameOf(selected);
    image.onload = placeLens;
    if (hasPicture(selected.row) && hasFile(selected.row)) {
      const file = make('img', { alt: image.alt, draggable: false, src: linkTo(selected) });
      file.onload = () => {
        if (!image.isConnected) return;
        image.replaceWith(file);
        placeLens();
      };
    }
  }
  find('viewer-name').textContent = nameOf(selected);
  find('viewer-time').textContent = whenText(selected);
  find('viewer-previous').disabled = position < 1;
  find('viewer-next').disabled = position < 0 || position + 1 >= list.rows.length;
  placeLens();
}

function placeLens() {
  const image = stage.querySelector('img');
  if (!image?.naturalWidth) return;
  const isTurned = /^(90|270)deg/.test(image.style.rotate), [width, height] = isTurned
    ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight];
  const fit = Math.min(stage.clientWidth / width, stage.clientHeight / height) * lens.zoom;
  const room = (size, whole) => Math.max(0, (size * fit - whole) / 2);
  lens.x = Math.max(-room(width, stage.clientWidth), Math.min(room(width, stage.clientWidth), lens.x));
  lens.y = Math.max(-room(height, stage.clientHeight), Math.min(room(height, stage.clientHeight), lens.y));
  Object.assign(image.style, {
    width: `${image.naturalWidth * fit}px`, height: `${image.naturalHeight * fit}px`, translate: `calc(-50% + ${lens.x}px) calc(-50% + ${lens.y}px)`,
  });
}

function zoomLens(zoom, at = { x: 0, y: 0 }) {
  zoom = Math.max(1, Math.min(8, zoom));
  lens.x = at.x - (at.x - lens.x) * zoom / lens.zoom;
  lens.y = at.y - (at.y - lens.y) * zoom / lens.zoom;
  lens.zoom = zoom;
  placeLens();
}

const onStage = event => ({ x: event.clientX - stage.clientWidth / 2, y: event.clientY - stage.clientHeight / 2 });
const spreadOf = fingers => fingers.length > 1 ? apart(fingers[0], fingers[1]) : 0;

stage.addEventListener('pointerdown', event => {
  stage.setPointerCapture(event.pointerId);
  lens.fingers.set(event.pointerId, onStage(event));
  if (lens.fingers.size === 1) lens.start = onStage(event);
});
stage.addEventListener('pointermove', event => {
  const before = lens.fingers.get(event.pointerId);
  if (!before) return;
  const spreadBefore = spreadOf([...lens.fingers.values()]), now = onStage(event);
  lens.fingers.set(event.pointerId, now);
  if (spreadBefore) return zoomLens(lens.zoom * spreadOf([...lens.fingers.values()]) / spreadBefore, now);
  if (lens.zoom > 1) {
    lens.x += now.x - before.x;
    lens.y += now.y - before.y;
    placeLens();
  }
});
for (const type of ['pointerup', 'pointercancel']) {
  stage.addEventListener(type, event => {
    if (!lens.fingers.delete(event.pointerId) || lens.zoom > 1 || type === 'pointercancel' || lens.fingers.size) return;
    const { x, y } = onStage(event), dx = x - lens.start.x;
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(y - lens.start.y)) stepPhoto(dx < 0 ? 1 : -1);
  });
}
stage.addEventListener('dblclick', event => zoomLens(lens.zoom > 1 ? 1 : 2.5, onStage(event)));
stage.addEventListener('wheel', event => {
  event.preventDefault();
  zoomLens(lens.zoom * 2 ** (-event.deltaY * [1, 16, 400][event.deltaMode] * 0.004), onStage(event));
}, { passive: false });

viewer.addEventListener('keydown', event => {
  const action = {
    ArrowLeft: () => stepPhoto(-1), ArrowRight: () => stepPhoto(1), ArrowUp: () => stepPhoto(-1), ArrowDown: () => stepPhoto(1),
    '+': () => zoomLens(lens.zoom * 1.5), '=': () => zoomLens(lens.zoom * 1.5), '-': () => zoomLens(lens.zoom / 1.5), 0: () => zoomLens(1),
  }[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  action();
});
viewer.addEventListener('close', () => {
  if (document.fullscreenElement) document.exitFullscreen();
  if (selected) details.querySelector('.picture')?.focus({ preventScroll: true });
});

function makeViewer() {
  const buttons = {
    close: [words.close, () => viewer.close()], previous: [words.previous, () => stepPhoto(-1)], next: [words.next, () => stepPhoto(1)],
    in: [words.zoomIn, () => zoomLens(lens.zoom * 1.5)], out: [words.zoomOut, () => zoomLens(lens.zoom / 1.5)],
    full: [words.fullScreen, () => document.fullscreenElement ? document.exitFullscreen() : viewer.requestFullscreen?.()],
  };
  for (const [name, [ariaLabel, onclick]] of Object.entries(buttons)) Object.assign(find(`viewer-${name}`), { ariaLabel, onclick });
  addEventListener('resize', placeLens);
}


function setAddress(address, isNew) {
  if (location.hash === address) return;
  try {
    history[isNew ? 'pushState' : 'replaceState'](null, '', address);
  } catch { /* Then the address stays as it is. */ }
}

async function followAddress() {
  const { number, id, view: wanted } = readAddress(location.hash);
  const row = id ? await Promise.resolve(source.rowOf(id)).catch(() => -1) : settings.asking ? -1 : number - 1;
  const photo = row >= 0 && row < columns.count ? photoAt(row) : null;
  if (photo) {
    if (hasPlace(photo.row) && !selected) showView({ x: photo.x, y: photo.y, zoom: Math.max(view.zoom, 16) });
    openPhoto(photo, false);
  } else if (wanted) {
    showView(wanted);
    if (selected) closePhoto(false);
  }
}

addEventListener('popstate', followAddress);

const linkToPhoto = photo => location.href.replace(/#.*$/, '') + photoAddress({ ...photo, id: idOf(photo) });


function makeSlider(element, counts, label, textOf, onchange) {
  const most = Math.max(...counts), last = counts.length - 1, say = make('small', { className: 'span' });
  const bars = make('div', { className: 'bars' }, ...counts.map(count => {
    const bar = make('i', {});
    bar.style.height = !most ? '3px' : count ? `${Math.max(6, 100 * count / most)}%` : '0';
    return bar;
  }));
  const ends = [words.from, words.to].map((name, index) => make('input', {
    type: 'range', min: 0, max: last, step: 1, value: index * last, ariaLabel: `${label}: ${name}`, oninput: () => move(index),
  }));
  const values = () => ends.map(end => Number(end.value));
  const set = (from, to) => {
    [ends[0].value, ends[1].value] = [from, to];
    const texts = [textOf(from, false), textOf(to, true)];
    ends.forEach((end, index) => { end.ariaValueText = texts[index]; });
    say.textContent = texts[0] === texts[1] ? texts[0] : texts.join(' – ');
    [...bars.children].forEach((bar, index) => bar.classList.toggle('out', index < from || index > to));
    ends[0].style.zIndex = from > last / 2 ? 1 : 0;
  };
  const move = index => {
    const [from, to] = values();
    set(index ? from : Math.min(from, to), index ? Math.max(from, to) : to);
    onchange(...values());
  };
  bars.onclick = ({ clientX }) => {
    const box = bars.getBoundingClientRect(), at = Math.max(0, Math.min(last, Math.floor((clientX - box.left) / box.width * counts.length)));
    const [from, to] = values(), isFirst = Math.abs(at - from) < Math.abs(at - to) || at < from;
    set(isFirst ? at : from, isFirst ? to : at);
    onchange(...values());
  };
  element.append(make('div', { className: 'ends' }, bars, ...ends), say);
  set(0, last);
  return { ends, values, set, last };
}


const chosen = everything();
const owed = new Set();
let filterRun = 0, histogram = null, monthSlider = null, hourSlider = null, playTimer = 0;

async function applyFilters() {
  const run = ++filterRun;
  chosen.text = find('search').value;
  const isOutdated = () => run !== filterRun;
  try {
    if (!await source.filter(chosen, isOutdated)) return;
  } catch {
    if (isOutdated()) return;
    owed.add(applyFilters);
    return sayNoAnswer();
  }
  owed.delete(applyFilters);
  if (listed !== 'unplaced') listed = null;
  const isTold = tellStory(chosen.tags.size === 1 ? [...chosen.tags][0] : 0, isOutdated).catch(() => !isOutdated());
  if (!await isTold) return;
  await countAnew();
  if (run === filterRun) refreshList();
}

async function countAnew() {
  if (space) await countShown(space, isPicturable);
  forgetClusters();
}

function clearFilters() {
  stopPlaying();
  find('search').value = '';
  for (const id of ['folder', 'camera', 'rating']) find(id).value = '0';
  Object.assign(chosen, everything());
  for (const button of document.querySelectorAll('#years button, #tags button, #today')) button.ariaPressed = 'false';
  monthSlider?.set(0, monthSlider.last);
  hourSlider?.set(0, hourSlider.last);
  if (settings.asking) searchNames('');
  return applyFilters();
}

function makeChips(id, values, set, textOf) {
  find(id).hidden = values.length < (id === 'years' ? 2 : 1);
  find(id).append(...values.map(value => make('button', {
    choice: value, ariaPressed: 'false',
    onclick: async ({ currentTarget }) => {
      if (source.choosesOne && !set().has(value)) {
        set().clear();
        for (const other of find(id).querySelectorAll('button')) other.ariaPressed = 'false';
      }
      currentTarget.ariaPressed = String(toggle(set(), value));
      await applyFilters();
      if (id === 'tags') showStory();
    },
  }, make('bdi', { textContent: textOf(value) }))));
}

const MOST_TAGS = 60;

async function choicesOf(columns) {
  const years = new Set(), hours = new Array(24).fill(0), today = yearDayOf(new Date());
  let last = NaN, todays = 0, mostStars = 0;
  for (let row = 0; row < columns.count; row++) {
    if (row % 65536 === 65535) await breathe();
    const month = columns.month[row], hour = hourOf(row);
    if (month !== last) years.add((last = month) === NONE ? 0 : Math.floor(month / 12));
    if (hour >= 0) hours[hour]++;
    if (columns.yearDay[row] === today) todays++;
    mostStars = Math.max(mostStars, columns.rating[row]);
  }
  const tallies = [];
  for (const numbers of [columns.tagList.subarray(0, columns.tagStart[columns.count]), columns.folder, columns.camera]) {
    await breathe();
    tallies.push(tally(numbers));
  }
  await breathe();
  return {
    years: [...years], tags: tallies[0].slice(0, MOST_TAGS).map(([tag]) => tag), histogram: histogramOf(columns.month), hours, today: todays,
    folders: settings.photos === '/' ? [] : tallies[1], cameras: tallies[2], mostStars,
  };
}

function makeYearsAndTags({ years, tags }) {
  makeChips('years', years.sort((a, b) => b - a), () => chosen.years, year => String(year || words.noDate));
  makeChips('tags', tags, () => chosen.tags, tag => visible(columns.tags.texts[tag].replace(/^.*\//, '')));
  const kinds = [['none', words.noColour], ...tags.length > 1 ? [['tag', words.byTag]] : [], ...years.length > 1 ? [['year', words.byYear]] : []];
  find('colouring').append(...kinds.map(([value, textContent]) => make('option', { value, textContent })));
  find('colouring').onchange = ({ target }) => setColouring(target.value);
  find('colouring').hidden = kinds.length < 2;
  return kinds.length > 1;
}

function makeChoice(id, label, counts, { texts }) {
  const select = find(id);
  select.hidden = counts.length < 2;
  select.append(make('option', { value: '0', textContent: label }), ...counts.slice(0, 500)
    .map(([value, count]) => make('option', { value: String(value), textContent: `${visible(texts[value])} (${number(count)})` })));
  select.onchange = () => {
    chosen[id] = Number(select.value);
    applyFilters();
  };
  return !select.hidden;
}

function makeRatings({ mostStars }) {
  const select = find('rating');
  select.hidden = mostStars === 0;
  select.append(make('option', { value: '0', textContent: words.rating }),
    ...Array.from({ length: mostStars }, (_, index) => make('option', { value: String(index + 1), textContent: words.atLeast(index + 1) })));
  select.onchange = () => {
    chosen.rating = Number(select.value);
    applyFilters();
  };
  return mostStars > 0;
}

const monthText = month => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'short' })
  .format(new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1));

function makeTimeline(choices) {
  ({ histogram } = choices);
  find('timeline').hidden = !(histogram?.counts.length > 1);
  if (find('timeline').hidden) return false;
  const { first, step } = histogram;
  monthSlider = makeSlider(find('months'), histogram.counts, words.taken, (bar, isEnd) => monthText(first + (bar + isEnd) * step - isEnd), chooseMonths);
  Object.assign(find('play'), { ariaLabel: words.play, onclick: () => playTimer ? stopPlaying() : startPlaying() });
  return true;
}

function chooseMonths(from, to) {
  stopPlaying();
  chosen.months = monthsOfBars(histogram, from, to);
  applyFilters();
}

function makeHours({ hours }) {
  find('hours').hidden = !hours.some(Boolean);
  if (find('hours').hidden) return false;
  find('hours').append(make('small', { textContent: words.hours }));
  hourSlider = makeSlider(find('hours'), hours, words.hours, (hour, isEnd) => `${hour + isEnd}:00`, (from, to) => {
    chosen.hours = from === 0 && to === 23 ? null : [from, to];
    applyFilters();
  });
  return true;
}

function makeToday({ today }) {
  const button = find('today');
  button.hidden = !today;
  Object.assign(button, {
    textContent: `${words.today} (${number(today)})`, ariaPressed: 'false',
    onclick: () => {
      chosen.yearDay = chosen.yearDay < 0 ? yearDayOf(new Date()) : -1;
      button.ariaPressed = String(chosen.yearDay >= 0);
      applyFilters();
    },
  });
  return today > 0;
}

function makeStory() {
  for (const [id, key, text] of [['show-trail', 'showsTrail', words.trail], ['show-range', 'showsRange', words.range]]) {
    Object.assign(find(id), {
      textContent: text, ariaPressed: 'true',
      onclick: ({ currentTarget }) => {
        story[key] = !story[key];
        currentTarget.ariaPressed = String(story[key]);
        forgetGround();
      },
    });
  }
}

function searchNames(text) {
  const parts = searchable(text).split(/\s+/).filter(Boolean);
  for (const button of find('tags').querySelectorAll('button')) {
    button.hidden = button.ariaPressed !== 'true' && !parts.every(part => searchable(columns.tags.texts[button.choice]).includes(part));
  }
}

async function makeFilters() {
  makeStory();
  let choices;
  try {
    choices = await source.choices();
  } catch {
    owed.add(makeFilters);
    return sayNoAnswer();
  }
  const some = [], makers = [
    makeYearsAndTags, makeTimeline, makeHours, makeToday, ({ folders }) => makeChoice('folder', words.folder, folders, columns.folders),
    ({ cameras }) => makeChoice('camera', words.camera, cameras, columns.cameras), makeRatings,
  ];
  for (const make of makers) {
    some.push(make(choices));
    await breathe();
  }
  find('filters').hidden = !some.some(Boolean);
}

find('filters').ontoggle = ({ currentTarget }) => {
  if (currentTarget.open) currentTarget.parentNode.scrollTop = currentTarget.offsetTop - currentTarget.parentNode.offsetTop;
};

function startPlaying() {
  const step = () => {
    monthSlider.set(...nextBars(...monthSlider.values(), histogram.counts.length));
    chosen.months = monthsOfBars(histogram, ...monthSlider.values());
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


let listed = null;
let isOpen = false, isReady = false;

let listRun = 0, isListing = false;

async function refreshList(keep) {
  if (!isReady || browse.hidden) return;
  isListing = true;
  const run = ++listRun, found = await source.list(listed ?? visibleRegion()).catch(() => null);
  await breathe();
  if (run !== listRun) return;
  isListing = false;
  if (!found) return sayNoAnswer();
  if (browse.hidden) return;
  const { rows: some, total } = found;
  if (some !== list.rows || listElement.clientWidth !== list.width) fillList(some, keep === undefined ? 0 : some.indexOf(keep), total);
  find('list-title').textContent = words[listed === 'unplaced' ? 'unplaced' : listed ? 'here' : 'inView'](total);
  find('list-back').hidden = !listed;
  find('empty').hidden = some.length > 0 || !source.total;
  const [reason, button] = find('empty').children;
  [reason.textContent, button.textContent, button.onclick] = source.hasSome()
    ? [words.noneHere, words.showAll, showAll] : [words.noneFound, words.clear, clearFilters];
}

function sayNoAnswer() {
  find('list-title').textContent = words.noAnswer;
}

function followView() {
  if (!isReady) return;
  for (const ask of owed) {
    owed.delete(ask);
    ask();
  }
  if (!listed) refreshList(list.rows[list.active]);
  if (!selected) setAddress(viewAddress(view), false);
  refreshMarks();
}

const focusList = () => (listElement.hidden ? find('search') : listElement).focus({ preventScroll: true });

async function listOnly(what) {
  listed = what;
  await refreshList();
  focusList();
}

function listPlace({ left, width, top, bottom }) {
  const slack = 1e-11;
  if (selected) closePhoto();
  listOnly({ left: left - slack, width: width + 2 * slack, top: top - slack, bottom: bottom + slack });
}

async function showAll() {
  if (listed) listOnly(null);
  const region = await source.whole();
  if (region) glideTo(viewOf(region), 500);
}


function fillIn() {
  const title = settings.title ? visible(settings.title) : words.photos;
  document.documentElement.lang = language;
  document.title = title;
  const texts = {
    title, total: words.loading, 'zoom-all': words.all, 'filters-name': words.filters, 'map-help': words.mapHelp,
    attribution: [settings.tiles?.attribution ?? settings.credit, settings.places].filter(Boolean).join(' · '),
  }, labels = {
    map: words.map, marks: words.marks, search: settings.asking ? words.searchNames : words.searchLabel, years: words.years, tags: words.tags, 'list-back': words.back, list: words.photos,
    'zoom-in': words.zoomIn, 'zoom-out': words.zoomOut, 'zoom-all': words.showAll, folder: words.folder, camera: words.camera,
    rating: words.rating, colouring: words.colour, 'pan-name': words.moveMap, 'pan-north': words.north, 'pan-south': words.south,
    'pan-west': words.west, 'pan-east': words.east,
  };
  for (const id in texts) find(id).textContent = texts[id];
  for (const id in labels) find(id).ariaLabel = labels[id];
  find('search').placeholder = words.search;
  find('attribution').hidden = !find('attribution').textContent;
}

function makeButtons() {
  find('zoom-in').onclick = () => zoomBy(1);
  find('zoom-out').onclick = () => zoomBy(-1);
  find('zoom-all').onclick = showAll;
  for (const [way, dx, dy] of [['north', 0, -1], ['south', 0, 1], ['west', -1, 0], ['east', 1, 0]]) {
    find(`pan-${way}`).onclick = () => moveBy(dx * view.width / 3, dy * view.height / 3);
  }
  find('unplaced').onclick = () => listOnly('unplaced');
  find('list-back').onclick = () => listOnly(null);
  let searchTimer;
  find('search').oninput = () => {
    clearTimeout(searchTimer);
    if (settings.asking) searchNames(find('search').value);
    else searchTimer = setTimeout(applyFilters, 120);
  };
}

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || viewer.open) return;
  if (carded) hideCard();
  else if (selected) closePhoto();
  else if (listed) listOnly(null);
});
darkness.onchange = () => {
  readColours();
  requestDraw();
};

async function openPage() {
  await countAnew();
  const region = await source.opening();
  if (!region && columns.count) listed = 'unplaced';
  isOpen = true;
  showView(region ? viewOf(region) : view);
  await whenMarked();
  byTime = await rowsByTime(columns);
  await makeFilters();
  const unplaced = space ? columns.count - space.rows.length : 0;
  find('total').textContent = words.total(source.total);
  find('unplaced').textContent = words.unplaced(unplaced);
  find('unplaced').hidden = !unplaced;
  isReady = true;
  refreshList();
  followAddress();
}

async function prepare() {
  await nextTask();
  number(0);
  for (const step of [makeButtons, makeViewer, findWorldTiles, findPictures]) {
    await breathe();
    await step();
  }
  loadTowns().catch(() => {});
  const findMore = async () => { if (await findPictures()) countAnew(); };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', findMore);
  else findMore();
}

fillIn();
const whenSized = new Promise(done => {
  new ResizeObserver(() => {
    Object.assign(view, { width: map.clientWidth, height: map.clientHeight });
    showView(view);
    if (isReady) refreshList(list.rows[list.active]);
    done();
  }).observe(map);
});
prepare().then(source.load).then(() => whenSized).then(openPage);

"""#

  /// The hash of ``style``.
  static let styleHash = "sha256-UPly4IUeswBaD8kuIidMQryhifzbUWuwfHfh7r7hcso="

  /// The hash of ``script``.
  static let scriptHash = "sha256-Q4zDPrRr86g2fx6fPtDPM5HaU99LBRGqNCsFxSmRoE0="
}
