// --- The page's data and elements. What comes before this part needs no document.

const find = id => document.getElementById(id);
const canvas = find('canvas'), map = find('map');
const settings = JSON.parse(find('settings').textContent);
const photos = photosOf(JSON.parse(find('photos').textContent));
const photosIn = region => photos.filter(photo => photo.shown && isInside(region, photo));
const linkTo = photo => fileAddress(photo, settings.photos);
