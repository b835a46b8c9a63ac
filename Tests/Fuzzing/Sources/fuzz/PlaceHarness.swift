import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// What somebody typed or copied for a place.
enum PlaceHarness {
  static func run(_ bytes: [UInt8]) {
    let place: Place
    do throws(PlaceError) {
      place = try Place(String(decoding: bytes, as: UTF8.self))
    } catch {
      expect(!error.description.isEmpty, "a reason")
      return
    }
    let coordinate = place.coordinate
    expect((-90...90).contains(coordinate.latitude), "a latitude in range")
    expect((-180...180).contains(coordinate.longitude), "a longitude in range")
    expect(!place.description.isEmpty, "a description")
    let again = (try? Place(coordinate.text))?.coordinate
    expect(again == coordinate.rounded, "the same place out of \(coordinate.text)")
  }

  static let seeds = [
    "37.5665 126.9780", "37°33′59.4″N 126°58′40.8″E", "37,5665; 126,978", "N 37 33 59.4, W 126 58 40.8",
    "-33.8586,151.214",
    "geo:37.5665,126.978;crs=wgs84;u=35", "geohash:wydm9qy8", "wydm9qy89z5m", "8Q98HX8H+J5",
    "(37.5665, 126.978).",
    "https://www.google.com/maps/@37.5665,126.978,17z",
    "https://www.google.com/maps/place/A/@1,2,3z/data=!3d37.5!4d126.9",
    "https://maps.google.com/?q=37.5665,126.978", "https://www.openstreetmap.org/#map=17/37.5665/126.978",
    "https://www.openstreetmap.org/?mlat=37.5&mlon=126.9", "https://maps.apple.com/?ll=37.5665,126.978&q=a",
    "https://map.kakao.com/link/map/a,37.5,126.9", "https://map.naver.com/p?c=15.00,0,0,0,dh",
    "https://www.google.com/maps/dir/?api=1&destination=37.5,126.9",
    "https://www.google.com/maps/dir/37.5,126.9/@1,2,3z",
    "https://osm.org/go/0EEQjE--", "https://map.naver.com/?c=14134000,4518000,15",
    "https://plus.codes/8Q98HX8H+J5",
    "https://maps.apple.com/?daddr=37.5,126.9", "https://geohash.org/wydm9qy8",
    "https://www.google.com/maps?q=loc:1,2",
    "https://map.kakao.com/?urlX=1&urlY=2", "geo:0,0?q=37.5,126.9(a)", "geo:0,0?q=Seoul",
    "https://bing.com/maps?cp=37.5~126.9&sp=point.1_2_a", "37º33'59.4\"S 126d58m40.8sW", "３７．５ １２６．９",
  ].map { Array($0.utf8) }
}
