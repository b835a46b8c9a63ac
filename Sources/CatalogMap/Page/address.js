// --- Addresses: the view or the photo behind the page's `#`, and the same place on other maps

/** `#37.5665,126.978,15z`: the centre in degrees, to about a metre, and the zoom. */
function viewAddress({ x, y, zoom }) {
  const degrees = value => Number(value.toFixed(5));
  return `#${degrees(latitudeAt(y))},${degrees((x - Math.floor(x)) * 360 - 180)},${Number(zoom.toFixed(2))}z`;
}

/** By its number in the file, or by its id on a server, where numbers change. */
const photoAddress = ({ number, id }) => `#photo=${id ?? number}`;

/** What an address asks for: `{ number }` or `{ id }` of a photo, `{ view }`, or nothing. */
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

/** Names and links of maps that show a photo's place. They are asked when a reader follows one, and not before. */
function mapLinks({ latitude, longitude }, name) {
  const place = `${latitude},${longitude}`;
  // Kakao takes everything before the first comma for the name, and a slash for the next part of its address.
  const label = encodeURIComponent(name.replace(/[,/]/g, ' '));
  return [
    ['OpenStreetMap', `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`],
    ['Google', `https://www.google.com/maps/search/?api=1&query=${place}`],
    ['Kakao', `https://map.kakao.com/link/map/${label},${place}`],
    ['Naver', `https://map.naver.com/?lat=${latitude}&lng=${longitude}&title=${label}`],
    ['Apple', `https://maps.apple.com/?ll=${place}&q=${place}`],
  ];
}
