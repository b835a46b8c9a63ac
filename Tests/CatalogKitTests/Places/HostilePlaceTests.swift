import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Hostile places")
struct HostilePlaceTests {
  private static let seeds = [
    "37.5665, 126.9780", "(37,5665; 126,9780)",
    "37\u{B0}33\u{2032}59.4\u{2033}N 126\u{B0}58\u{2032}40.8\u{2033}E",
    "37d33m59.4s N 126d58m40.8s E", "북위 37도 33분 59.4초, 동경 126도 58분 40.8초", "lat: -33.8586 lon: 151.2140",
    "geo:0,0?q=37.5665,126.9780(label)", "geo:37.5665,126.978,3;crs=wgs84;u=35", "geohash:wydm9qy89z5m",
    "wydm9qy8",
    "8Q98HX8H+JFGGGGG", "8Q980000+",
    "https://www.google.com/maps/place/x/@1,2,3z/data=!3d1!4d2!8m2!3d37.5665!4d126.978",
    "https://www.openstreetmap.org/?mlat=37.5665&mlon=126.978#map=17/1/2", "https://osm.org/go/55k028hPy-",
    "https://map.kakao.com/link/map/%EC%84%9C%EC%9A%B8,37.5665,126.978",
    "https://map.naver.com/v5/?c=14135000.0,4518000.0,15,0,0,0,dh",
    "https://www.bing.com/maps?cp=1~2&sp=point.37.5665_126.978_x",
  ]

  /// Reads a text and looks at all that it gives: nothing here may trap.
  private func read(_ text: String) {
    do throws(PlaceError) {
      let place = try Place(text)
      #expect(!place.description.isEmpty)
    } catch {
      #expect(!error.description.isEmpty)
    }
  }

  @Test("Every beginning and every end of a good text is read or refused", arguments: seeds)
  func prefixes(_ seed: String) {
    for length in 0...seed.unicodeScalars.count {
      read(String(seed.unicodeScalars.prefix(length)))
      read(String(seed.unicodeScalars.suffix(length)))
    }
  }

  @Test("Damaged text is read or refused", arguments: seeds)
  func mutations(_ seed: String) {
    var generator = SeededGenerator(seed: UInt64(seed.utf8.count))
    let alphabet = Array(Set(Self.seeds.joined().unicodeScalars)).sorted()
    for _ in 0..<400 {
      var scalars = Array(seed.unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &generator) where !scalars.isEmpty {
        let place = scalars.indices.randomElement(using: &generator) ?? 0
        let scalar = alphabet.randomElement(using: &generator) ?? " "
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: scalars[place] = scalar
        case 1: scalars.insert(scalar, at: place)
        case 2: scalars.remove(at: place)
        default: scalars.swapAt(place, scalars.indices.randomElement(using: &generator) ?? 0)
        }
      }
      read(PlaceText.string(scalars))
    }
  }

  @Test("Text of nothing but one piece, as long as may be, is read or refused")
  func repeated() {
    let pieces = [
      "(", "[(", ")", "1", "1 ", "1,", "1.", "-", "+1", "-1 ", "N", "'", "\"", "\u{B0}", "1\u{B0}", "%", "%4",
      "%41", "h",
      "http://", "geo:", "geo:1,", "geohash:", "!3d1!4d1", "@1,", "/", "a.", "&q=1", ";", ";u=1", "+", "8Q",
      "도", "북위 1",
      "\u{301}", "\u{0}", "\u{10FFFF}",
    ]
    for piece in pieces {
      let text = String(repeating: piece, count: Place.maximumLength / piece.utf8.count)
      for head in [
        "", "geo:", "https://maps.google.com/", "https://maps.google.com/?q=", "https://osm.org/go/",
      ] {
        read(String(decoding: (head + text).utf8.prefix(Place.maximumLength), as: UTF8.self))
      }
    }
  }

  @Test("A coordinate is read back from the text that is shown of it")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 82)
    for _ in 0..<500 {
      let place = try Coordinate(
        latitude: Double.random(in: -90...90, using: &generator),
        longitude: Double.random(in: -180...180, using: &generator)
      ).rounded
      #expect(try Place(Place(place, .decimal).description).coordinate == place)
    }
  }
}
