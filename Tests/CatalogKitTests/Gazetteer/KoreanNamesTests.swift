import Testing

@testable import CatalogKit
@testable import TestSupport

/// Korean names as people in Korea type them, with what they lead to.
@Suite("Korean names")
struct KoreanNamesTests {
  /// What GeoNames does not have in Hangul, or has for a larger place too.
  private static let wrong = [
    "용인": "no name in Hangul in GeoNames", "서귀포": "no name in Hangul in GeoNames",
    "통영": "no name in Hangul in GeoNames", "안산": "the Chinese city of Anshan is called so too, and is larger",
  ]

  @Test("a Korean name leads to its place, and is the name that is shown there", arguments: places)
  func names(_ name: String, _ main: String, _ country: String) throws {
    let answer = try? SamplePlaces.gazetteer().find(PlaceName(name))
    guard Self.wrong[name] == nil else {
      #expect(answer?.place.name != main, "\(name) is right now")
      return
    }
    let place = try #require(answer?.place)
    #expect(place.name == main)
    #expect(place.country?.code == country)
    #expect(place.name(in: .korean) == name)
  }

  @Test("there are more than sixty of them, and all that are wrong are among them")
  func table() {
    #expect(Self.places.count >= 60)
    #expect(Set(Self.wrong.keys).isSubset(of: Self.places.map(\.0)))
  }

  private static let places: [(String, String, String)] = [
    ("서울", "Seoul", "KR"), ("부산", "Busan", "KR"), ("인천", "Incheon", "KR"), ("대구", "Daegu", "KR"),
    ("대전", "Daejeon", "KR"), ("광주", "Gwangju", "KR"), ("울산", "Ulsan", "KR"), ("수원", "Suwon", "KR"),
    ("부천", "Bucheon-si", "KR"), ("성남", "Seongnam-si", "KR"), ("고양", "Goyang-si", "KR"),
    ("용인", "Yongin", "KR"), ("창원", "Changwon", "KR"), ("청주", "Cheongju-si", "KR"),
    ("전주", "Jeonju", "KR"), ("안산", "Ansan-si", "KR"), ("천안", "Cheonan", "KR"),
    ("포항", "Pohang", "KR"), ("여수", "Yeosu", "KR"), ("경주", "Gyeongju", "KR"),
    ("강릉", "Gangneung", "KR"), ("춘천", "Chuncheon", "KR"), ("원주", "Wŏnju", "KR"),
    ("속초", "Sokcho", "KR"), ("목포", "Mokpo", "KR"), ("순천", "Suncheon", "KR"),
    ("제주", "Jeju City", "KR"), ("서귀포", "Seogwipo", "KR"), ("안동", "Andong", "KR"),
    ("김해", "Kimhae", "KR"), ("통영", "Tongyeong", "KR"), ("군산", "Gunsan", "KR"),
    ("익산", "Iksan", "KR"), ("평양", "Pyongyang", "KP"), ("개성", "Kaesŏng", "KP"),
    ("도쿄", "Tokyo", "JP"), ("오사카", "Osaka", "JP"), ("교토", "Kyoto", "JP"), ("후쿠오카", "Fukuoka", "JP"),
    ("삿포로", "Sapporo", "JP"), ("베이징", "Beijing", "CN"), ("상하이", "Shanghai", "CN"),
    ("홍콩", "Hong Kong", "HK"), ("타이베이", "Taipei", "TW"), ("방콕", "Bangkok", "TH"),
    ("하노이", "Hanoi", "VN"), ("싱가포르", "Singapore", "SG"), ("파리", "Paris", "FR"),
    ("런던", "London", "GB"), ("로마", "Rome", "IT"), ("베를린", "Berlin", "DE"), ("빈", "Vienna", "AT"),
    ("마드리드", "Madrid", "ES"), ("모스크바", "Moscow", "RU"), ("뉴욕", "New York City", "US"),
    ("로스앤젤레스", "Los Angeles", "US"), ("시드니", "Sydney", "AU"), ("카이로", "Cairo", "EG"),
    ("아테네", "Athens", "GR"), ("이스탄불", "Istanbul", "TR"), ("바르셀로나", "Barcelona", "ES"),
    ("프라하", "Prague", "CZ"), ("부다페스트", "Budapest", "HU"), ("리스본", "Lisbon", "PT"),
  ]
}
