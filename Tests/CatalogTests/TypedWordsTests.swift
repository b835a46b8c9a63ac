import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("What people type, and what they read then")
struct TypedWordsTests {
  let catalog: CommandFixture

  init() throws {
    var photos: [Photo] = []
    for (number, name) in [
      "photos/miso/IMG_1.jpg", "photos/dubu/IMG_1.jpg", "photos/cafe\u{301}/미소.jpg", "far.jpg",
    ].enumerated() {
      var photo = try SyntheticIndex.photo(name, number == 3 ? 37.6 : 37.5, 127 + Double(number) * 1e-5)
      photo.tags = number == 0 ? ["cats/Nabi", "day"] : number == 1 ? ["cats/Nabi"] : []
      photo.model = number < 2 ? "EOS R5" : nil
      photo.taken =
        number == 3
        ? nil
        : LocalTime(date: try #require(CalendarDate(year: 2023 + number, month: 5, day: 1)), secondOfDay: 0)
      photos.append(photo)
    }
    catalog = try CommandFixture(photos)
  }

  @Test(
    "an option that has one value is an error when it is given twice, and names both",
    arguments: [
      ["near", "37.5", "127", "--radius", "1km", "-r", "2km"],
      ["near", "37.5", "127", "-n", "1", "--limit=2"],
      ["list", "-f", "json", "--format", "csv"], ["export", "json", "--since", "2024", "--since", "2023"],
    ]
  )
  func twice(_ arguments: [String]) throws {
    let run = try catalog.run(arguments)
    #expect(run.status == 64 && run.output.isEmpty)
    let values =
      arguments.suffix(3).filter { !$0.hasPrefix("--") && $0.first != "-" } + [
        arguments.last?.split(separator: "=").last.map(String.init) ?? ""
      ]
    #expect(run.words.contains("is given twice: "))
    for value in values { #expect(run.words.contains(value)) }
  }

  @Test("short options are the long ones")
  func short() throws {
    #expect(
      try catalog("near", "37.5", "127", "-r", "500m", "-n", "1", "-f", "paths").text
        == catalog("near", "37.5", "127", "--radius", "500m", "--limit", "1", "--format", "paths").text
    )
    #expect(try catalog("list", "-n", "2", "-f", "paths").lines.count == 2)
  }

  @Test(
    "what other programs call it leads to what it is called here",
    arguments: [
      (["find", "x"], "Did you mean near?"), (["search"], "Did you mean near?"),
      (["ls"], "Did you mean list?"),
      (["list", "-n3"], "Did you mean -n 3?"), (["near", "1", "2", "-r1km"], "Did you mean -r 1km?"),
      (["list", "--json"], "Did you mean --format json?"), (["-V"], "Did you mean --version?"),
    ] as [([String], String)]
  )
  func otherNames(_ arguments: [String], _ answer: String) throws {
    let run = try catalog.run(arguments)
    #expect(run.status == 64)
    #expect(run.words.contains(answer), "\(run.words)")
  }

  @Test(
    "values of a megabyte are answered in a line or two, whatever they are of",
    arguments: [
      "--path", "--not-path", "--since", "--month", "--hour", "--camera", "--tag", "--not-tag", "--box",
      "--rating",
      "--radius", "--limit", "--columns", "--format", "--count-by", "--exec",
    ]
  )
  func megabyte(_ option: String) throws {
    for letter in ["*", "년"] {
      let text = String(repeating: letter, count: (1 << 20) / letter.utf8.count)
      let run = try catalog("near", "37.5", "127", option, text)
      #expect(run.words.utf8.count < 1000, "\(run.words.prefix(200))")
      #expect([0, 64, 66, 73].contains(run.status))
    }
  }

  @Test("a distance among the words of a place is a radius that was meant")
  func radius() throws {
    #expect(try catalog("near", "37.5", "126.9", "500m").words.contains("did you mean --radius 500m?"))
    #expect(
      try catalog("near", "37.5", "126.9", "km", "--radius", "1").words.contains("did you mean --radius 1km?")
    )
    for words in [["1", "km", "37.5", "126.9"], ["1", "37.5", "126.9", "km"]] {
      #expect(try catalog.run(["near", "--radius"] + words).words.contains("did you mean --radius 1km?"))
    }
    #expect(try catalog("near", "37.5", "126.9", "1", "km").words.contains("did you mean --radius 1km?"))
    #expect(try catalog("near", "37.5", "126.9", "m").words.contains("did you mean") == false)
    #expect(try catalog("near", "1", "km").words.contains("did you mean") == false)
  }

  @Test(
    "distances in messages carry their unit, and a radius is named that is large enough, and only where one is"
  )
  func larger() throws {
    let near = try catalog("near", "37.55", "127", "--radius", "500")
    #expect(
      near.words.contains(
        "no photo was taken within 500m of 37.55, 127. The nearest one is found with --radius 5.6km"
      )
    )
    #expect(try catalog("near", "37.55", "127", "--radius", "5.6km").lines.isEmpty == false)
    let other = try catalog(
      "near",
      "37.5",
      "127",
      "--radius",
      "50m",
      "--not-tag",
      "Nabi",
      "--not-path",
      "*미소*"
    )
    #expect(other.words.contains("none of them matches --not-tag Nabi --not-path *미소*"))
    #expect(!other.words.contains("--radius"))
  }

  @Test("around a photo, that photo is no answer")
  func aroundPhoto() throws {
    let run = try catalog("near", "--photo", "photos/miso/IMG_1.jpg", "-f", "paths")
    #expect(run.lines == ["photos/dubu/IMG_1.jpg", "photos/cafe\u{301}/미소.jpg"])
  }

  @Test("names match in any normalisation: patterns, photos, and the ends of paths")
  func normalisation() throws {
    let name = "photos/cafe\u{301}/미소.jpg"
    for pattern in ["caf\u{E9}", "photos/caf\u{E9}/*", "caf?/", "미소.jpg", "*소.jpg"] {
      #expect(try catalog("list", "-f", "paths", "--path", pattern).lines == [name], "\(pattern)")
      #expect(try !catalog("list", "-f", "paths", "--not-path", pattern).lines.contains(name), "\(pattern)")
    }
    #expect(try catalog("list", "-f", "paths", "-i", "--path", "CAF\u{C9}").lines == [name])
    for typed in ["photos/caf\u{E9}/미소.jpg", "미소.jpg", "caf\u{E9}/미소.jpg", "./미소.jpg"] {
      #expect(try catalog("show", typed).text.contains("미소.jpg"), "\(typed)")
    }
  }

  @Test("the end of a path names a photo where it is the only one; else the error names the photos")
  func suffix() throws {
    #expect(try catalog("show", "dubu/IMG_1.jpg").status == 0)
    let run = try catalog("show", "IMG_1.jpg")
    #expect(run.status == 66)
    #expect(
      run.words.contains("photos/dubu/IMG_1.jpg or photos/miso/IMG_1.jpg")
        || run.words.contains("photos/miso/IMG_1.jpg or photos/dubu/IMG_1.jpg")
    )
    #expect(try catalog("show", "MG_1.jpg").status == 66)
  }

  @Test("photos are counted, as a whole and by what they have, as a table, JSON and CSV")
  func counts() throws {
    #expect(try catalog("list", "--count").text == "4\n")
    #expect(try catalog("list", "--count", "-f", "json").text == "{\"photos\":4}\n")
    #expect(try catalog("list", "--count-by", "tag").text == "2  cats/Nabi\n1  day\n2  unknown\n")
    #expect(
      try catalog("list", "--count-by", "year", "-f", "csv").text
        == "year,photos\r\n2023,1\r\n2024,1\r\n2025,1\r\n,1\r\n"
    )
    #expect(
      try catalog("near", "37.5", "127", "--count-by", "camera", "-f", "json").text
        == "[\n{\"camera\":\"EOS R5\",\"photos\":2},\n{\"camera\":null,\"photos\":1}\n]\n"
    )
    #expect(try catalog("list", "--count-by", "folder").text.contains("1  photos/miso\n"))
    #expect(try catalog("list", "--count-by", "month").text.hasPrefix("1  2023-05\n"))
    #expect(try catalog("near", "37.5", "127", "--count").text == "3\n")
    for arguments in [
      ["list", "--count", "--count-by", "tag"], ["list", "--count", "-f", "gpx"],
      ["list", "--count", "-n", "3"], ["near", "1", "2", "--count", "-n", "3"],
    ] {
      #expect(try catalog.run(arguments).status == 64)
    }
  }

  @Test("columns of JSON are the members of each object, in that order, null where nothing is known")
  func columns() throws {
    #expect(
      try catalog("list", "-f", "jsonl", "--columns", "taken,path", "--path", "far.jpg").text
        == "{\"taken\":null,\"path\":\"far.jpg\"}\n"
    )
    #expect(
      try catalog("export", "json", "--columns", "path", "--path", "far.jpg").text
        == "[\n{\"path\":\"far.jpg\"}\n]\n"
    )
    #expect(try catalog("list", "-f", "gpx", "--columns", "path").status == 64)
  }

  @Test("blur wants a unit, says what a small cell does not hide, and hours would say more than it")
  func blur() throws {
    #expect(try catalog("export", "json", "--blur", "1000").words.contains("write 1000m or 1000km"))
    #expect(try catalog("export", "json", "--blur", "50m").words.contains("hides the door, not the house"))
    #expect(try !catalog("export", "json", "--blur", "1km").words.contains("door"))
    #expect(try catalog("export", "json", "--blur", "1km", "--hour", "3").status == 64)
    #expect(try catalog("export", "json", "--blur", "1km", "--not-camera", "x").status == 64)
  }
}
