import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Which place a name means")
struct PlaceNameTests {
  private let gazetteer: Gazetteer

  init() throws {
    gazetteer = try SamplePlaces.gazetteer()
  }

  private func find(_ name: String) throws -> PlaceNameAnswer { try gazetteer.find(PlaceName(name)) }

  private func code(_ name: String) throws -> String { try find(name).place.country?.code ?? "" }

  @Test(
    "the place of most inhabitants, exact names first, then others, then codes, then beginnings",
    arguments: [
      ("Seoul", "Seoul", "KR"), ("paris", "Paris", "FR"), ("Firenze", "Florence", "IT"),
      ("München", "Munich", "DE"),
      ("munchen", "Munich", "DE"), ("서울", "Seoul", "KR"), ("서울특별시", "Seoul", "KR"), ("東京", "Tokyo", "JP"),
      ("Москва", "Moscow", "RU"), ("القاهرة", "Cairo", "EG"), ("ＳＥＯＵＬ", "Seoul", "KR"),
      ("PUS", "Busan", "KR"),
      ("San Franc", "San Francisco", "US"), ("st louis", "St. Louis", "US"), ("부천", "Bucheon-si", "KR"),
    ]
  )
  func found(_ name: String, _ place: String, _ country: String) throws {
    let answer = try find(name)
    #expect(answer.place.name == place)
    #expect(answer.place.country?.code == country)
  }

  @Test(
    "a name that English has for a place of ten times the inhabitants is that, before a village of that name",
    arguments: [
      ("Cologne", "Köln", "DE"), ("Cologne, Italy", "Cologne", "IT"), ("cologne, germany", "Köln", "DE"),
      ("St. Petersburg", "Saint Petersburg", "RU"), ("St. Petersburg, Florida", "St. Petersburg", "US"),
      ("Seville", "Sevilla", "ES"), ("Bombay", "Mumbai", "IN"), ("Roma", "Rome", "IT"),
      ("Port Elizabeth", "Gqeberha", "ZA"),
      // Names that no map in English has for the larger place stay those of their own.
      ("Lunden", "Lunden", "DE"), ("Eden", "Eden", "US"), ("Sola", "Sola", "NO"), ("Canton", "Canton", "US"),
    ]
  )
  func englishNames(_ name: String, _ place: String, _ country: String) throws {
    let answer = try find(name)
    #expect(answer.place.name == place)
    #expect(answer.place.country?.code == country)
    // Where a country says which is meant, it is one of its other names.
    #expect(answer.match == .main || name == "cologne, germany")
  }

  @Test(
    "every English name of the table leads to a place that is larger than the one that has it as its main name"
  )
  func englishTable() throws {
    let search = try PlaceNameSearch(gazetteer)
    #expect(EnglishNames.ofLargerPlaces.count > 60)
    for name in EnglishNames.ofLargerPlaces {
      #expect(NameKey.key(name) == Array(name.utf8))
      let main = try #require(try search.meanings(of: Array(name.utf8)).first)
      let found = try find("place:" + name).place
      #expect(main.kind == .main && main.place != found.number, "\(name)")
      #expect(try found.inhabitants >= 10 * gazetteer.place(main.place).inhabitants, "\(name)")
    }
  }

  @Test("a comma narrows by country in English, Korean and ISO, by state, and by a larger place within 50 km")
  func narrowed() throws {
    #expect(try find("Paris, Texas").place.state == "Texas")
    #expect(try find("Paris,TX").place.state == "Texas")
    #expect(try find("Paris, United States").place.country?.code == "US")
    #expect(try find("Paris, usa").place.country?.code == "US")
    #expect(try find("Paris, 미국").place.country?.code == "US")
    #expect(try find("Bucheon, KR").place.name == "Bucheon-si")
    #expect(try find("광주, 대한민국").place.name == "Gwangju")
    #expect(try find("Camden, London").place.name == "Camden Town")
    #expect(try find("Camden, London, United Kingdom").place.country?.code == "GB")
    #expect(try find("San Antonio, Paraguay").place.country?.code == "PY")
  }

  @Test("a code of an airport is in capitals")
  func codes() throws {
    #expect(try find("PUS").match == .code)
    #expect((try? find("pus"))?.match != .code)
  }

  @Test("where a second place of over 100,000 can be meant it is named, with words that mean it")
  func runnerUp() throws {
    let answer = try find("Birmingham")
    #expect(answer.place.country?.code == "GB")
    let other = try #require(answer.runnerUp)
    #expect(other.place.state == "Alabama")
    #expect(try find(other.name).place == other.place)
    #expect(try find("Seoul").runnerUp == nil)
    #expect(try find("Italy").country?.code == "IT")
    #expect(try find("Singapore").country == nil)
  }

  @Test("every runner-up of the largest towns' names is found by the words that are offered")
  func runnersUp() throws {
    var checked = 0
    for name in [
      "Hyderabad", "Suzhou", "Valencia", "Cordoba", "Santiago", "Columbus", "Springfield", "Portland",
      "San Jose", "Victoria", "Cartagena", "Merida", "Leon", "Richmond", "Aurora", "Glendale", "Taizhou",
      "광주",
    ] {
      guard let other = try find(name).runnerUp else { continue }
      checked += 1
      #expect(try find(other.name).place == other.place, "\(other.name)")
    }
    #expect(checked >= 12)
  }

  @Test(
    "what no place is called gets suggestions, a country or state its own sentence, a wrong country the right ones"
  )
  func failures() throws {
    #expect {
      try find("Seoull")
    } throws: { error in
      guard case .unknown(_, let suggestions) = error as? PlaceNameError else { return false }
      return suggestions.first == "Seoul, South Korea" && suggestions.count <= 3
    }
    #expect(throws: PlaceNameError.area("대한민국")) { try find("대한민국") }
    #expect {
      try find("Paris, Narnia")
    } throws: { error in
      guard case .elsewhere("Paris", "Narnia", let places) = error as? PlaceNameError else { return false }
      return places.first == "Paris, France"
    }
    #expect(throws: PlaceNameError.unknown("Xqzwv", suggestions: [])) { try find("Xqzwv") }
  }

  @Test(
    "names of nothing, of controls, of a megabyte are errors",
    arguments: ["", "   ", "\u{0}\u{1}", ",,,", "place:", " - ", "\u{301}\u{301}"]
  )
  func empty(_ name: String) {
    #expect(throws: PlaceNameError.empty) { try PlaceName(name) }
  }

  @Test(
    "a name of a megabyte is too long, one of a thousand bytes is no place, and controls in a name are blanks"
  )
  func long() throws {
    #expect(throws: PlaceNameError.tooLong(bytes: 1 << 20)) {
      try PlaceName(String(repeating: "a", count: 1 << 20))
    }
    #expect(throws: PlaceNameError.self) { try find(String(repeating: "a", count: 1000)) }
    #expect(throws: PlaceNameError.self) { try find(String(repeating: "a,", count: 500)) }
    #expect(try find("New\u{1}York\tCity").place.country?.code == "US")
  }

  @Test("a name that means four hundred places is answered, narrowed down or not")
  func manyMeanings() throws {
    let search = try PlaceNameSearch(gazetteer)
    let meanings = try search.meanings(of: NameKey.key("San Antonio"))
    #expect(meanings.count > 100)
    #expect(try find("San Antonio").place.state == "Texas")
    #expect(throws: PlaceNameError.self) { try find("San Antonio, Narnia") }
  }

  @Test("a name is marked with place: in any case")
  func marked() throws {
    #expect(try PlaceName("Place: Sydney").isMarked)
    #expect(try PlaceName("place:Sydney").text == "Sydney")
    #expect(try !PlaceName("Sydney").isMarked)
  }
}
