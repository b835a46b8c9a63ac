// --- English words

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
