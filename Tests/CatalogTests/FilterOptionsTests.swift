import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("Which photos: the filters of near, list and export")
struct FilterOptionsTests {
  let catalog: CommandFixture

  /// Ten photos a metre apart from west to east, a day apart, every second one by another camera.
  init() throws {
    catalog = try CommandFixture(
      (0..<10).map { number in
        var photo = try SyntheticIndex.photo("photos/\(number).jpg", 37.5, 127 + Double(number) * 1e-5)
        photo.make = number.isMultiple(of: 2) ? "Apple" : "Canon"
        photo.model = number.isMultiple(of: 2) ? "iPhone 15" : "EOS R5"
        let day = try #require(CalendarDate(year: 2024, month: 5, day: 20 - number))
        photo.tags = number < 3 ? ["cats/Nabi", "day"] : number == 5 ? ["Cats/Miso"] : []
        photo.rating = number == 4 ? -1 : number > 5 ? number - 5 : nil
        photo.taken = LocalTime(date: day, secondOfDay: 3600 * number)
        return photo
      } + [SyntheticIndex.photo("photos/nowhere.jpg")]
    )
  }

  private func numbers(_ arguments: [String]) throws -> [Int] {
    let run = try catalog.run(arguments)
    #expect(run.status == 0, "\(run.words)")
    return run.lines.compactMap { Int($0.filter(\.isNumber)) }
  }

  @Test(
    "each filter is the same for the three commands",
    arguments: [
      (["--camera", "eos"], [1, 3, 5, 7, 9]), (["--since", "2024-05-18"], [0, 1, 2]),
      (["--until", "2024-05-12"], [8, 9]),
      (["--since", "2024-05-17T03", "--until", "2024-05-17T03:00"], [3]),
      (["--path", "[0-3].jpg"], [0, 1, 2, 3]), (["--path", "photos/"], Array(0..<10)),
      (["--path", "other/**"], []), (["--tag", "nabi"], [0, 1, 2]), (["--tag", "cats"], [0, 1, 2, 5]),
      (["--tag", "CATS/miso"], [5]), (["--tag", "miso", "--tag", "Nabi"], [0, 1, 2, 5]),
      (["--tag", "abi"], []),
      (["--rating", "3.."], [8, 9]), (["--rating", "1"], [6]), (["--rating", "-1..1"], [4, 6]),
      (["--rating", "-1"], [4]),
      (["--box", "37.4,127.00001,37.6,127.00003"], [1, 2, 3]), (["--box", "-1,-1,1,1"], []),
      (["--camera", "apple", "--camera", "canon"], Array(0..<10)),
      (["--path", "[0-3].jpg", "--path", "9.jpg"], [0, 1, 2, 3, 9]),
      (["--not-camera", "eos"], [0, 2, 4, 6, 8]),
      (["--not-tag", "nabi", "--not-tag", "Miso"], [3, 4, 6, 7, 8, 9]),
      (["--not-path", "[1-9].jpg", "--not-path", "x*"], [0]),
      (["--path", "PHOTOS/?.JPG", "-i"], Array(0..<10)),
      (["--path", "PHOTOS/?.JPG"], []), (["--not-path", "PHOTOS/[1-9]*", "-i"], [0]),
      (["--month", "5"], Array(0..<10)), (["--month", "6-4"], []), (["--month", "11-5"], Array(0..<10)),
      (["--hour", "8-3"], [0, 1, 2, 8, 9]), (["--hour", "3"], [3]), (["--hour", "3-5"], [3, 4]),
      (["--hour", "9-24"], [9]),
      (["--since", "2024.5.18"], [0, 1, 2]), (["--since", "20240518"], [0, 1, 2]),
      (["--until", "2024년 5월 12일"], [8, 9]),
      (["--path", "photos"], Array(0..<10)),
      (["--camera", "APPLE IPHONE", "--path", "photos/?.jpg", "--since", "2024-05-16"], [0, 2, 4]),
    ] as [([String], [Int])]
  )
  func filters(_ options: [String], _ expected: [Int]) throws {
    #expect(try numbers(["near", "37.5", "127", "--format", "paths"] + options) == expected)
    #expect(try numbers(["list", "--format", "paths"] + options) == expected)
    #expect(try numbers(["export", "paths", "--sort", "path"] + options) == expected)
    #expect(try numbers(["near", "37.5", "127", "--count"] + options) == [expected.count])
    #expect(try numbers(["list", "--count", "--located"] + options) == [expected.count])
  }

  @Test("filters of near apply before the limit and before the nearest are counted")
  func beforeLimit() throws {
    let near = ["near", "37.5", "127", "--format", "paths", "--camera", "canon"]
    #expect(try numbers(near + ["--limit", "2"]) == [1, 3])
    #expect(try numbers(near + ["--nearest", "3"]) == [1, 3, 5])
    #expect(try numbers(near + ["--nearest", "30"]) == [1, 3, 5, 7, 9])
    #expect(
      try catalog.run(near + ["--limit", "2"]).words == "catalog: 3 more within 1km; --limit 0 shows all\n"
    )
    #expect(try catalog.run(near + ["--radius", "4m", "--limit", "1"]).words.contains("1 more within 4m"))
  }

  @Test("no match is no error, and a message says so")
  func none() throws {
    let near = try catalog("near", "37.5", "127", "--camera", "nikon")
    #expect(near.status == 0 && near.output.isEmpty)
    #expect(
      near.words
        == "catalog: 10 photos were taken within 1km of 37.5, 127, and none of them matches --camera nikon\n"
    )
    let nearest = try catalog("near", "37.5", "127", "--camera", "nikon", "--nearest", "2")
    #expect(nearest.words.hasPrefix("catalog: no photo that matches --camera nikon has a position."))
    let list = try catalog("list", "--camera", "nikon", "--since", "2020")
    #expect(list.status == 0 && list.output.isEmpty)
    #expect(list.words == "catalog: no photo matches --since 2020 --camera nikon\n")
    #expect(try catalog("export", "json", "--camera", "nikon").text == "[]\n")
  }

  @Test("with a position, or without")
  func located() throws {
    #expect(try catalog("list", "--unlocated", "--format", "paths").lines == ["photos/nowhere.jpg"])
    #expect(try catalog("list", "--located", "--format", "paths").lines.count == 10)
    #expect(try catalog("export", "paths", "--unlocated").lines == ["photos/nowhere.jpg"])
    #expect(try catalog("list", "--located", "--unlocated").status == 64)
  }

  @Test("answers of near come in another order where that is asked; the limit still takes the nearest")
  func sorted() throws {
    let near = ["near", "37.5", "127", "--format", "paths", "--limit", "3", "--sort"]
    #expect(try numbers(near + ["distance"]) == [0, 1, 2])
    #expect(try numbers(near + ["taken"]) == [2, 1, 0])
    #expect(try numbers(near + ["path"]) == [0, 1, 2])
  }

  @Test(
    "a list is sorted by path, or by time with the oldest first; backwards the newest come first, and the undated last"
  )
  func listOrder() throws {
    let list = ["list", "--format", "paths"]
    #expect(try numbers(list) == Array(0..<10))
    #expect(try catalog.run(list).lines.last == "photos/nowhere.jpg")
    #expect(try numbers(list + ["--sort", "taken"]) == Array((0..<10).reversed()))
    #expect(try numbers(list + ["--sort", "taken", "--reverse"]) == Array(0..<10))
    #expect(try catalog.run(list + ["--sort", "taken", "--reverse"]).lines.last == "photos/nowhere.jpg")
    #expect(try catalog.run(list + ["--sort", "path", "--reverse"]).lines.first == "photos/nowhere.jpg")
    #expect(try numbers(list + ["--sort", "taken", "--limit", "2"]) == [9, 8])
    #expect(try numbers(list + ["--limit", "0"]) == Array(0..<10))
  }

  @Test(
    "a value that is wrong names its option, and is 64",
    arguments: [
      ("--box", "1,2,3"), ("--box", "1,2,0,3"), ("--since", "May"), ("--since", "2024-13"),
      ("--until", "2024-05-03T14:00Z"),
      ("--camera", ""), ("--path", ""), ("--path", "[a"), ("--limit", "-1"), ("--month", "0"),
      ("--month", "1-2-3"),
      ("--hour", "24"), ("--hour", "5-5"), ("--not-path", "[a"), ("--since", "2024-02-30"),
      ("--since", "2024/13"),
      ("--since", String(repeating: "2024", count: 250_000)),
      ("--month", String(repeating: "1", count: 1_000_000)),
      ("--path", String(repeating: "*a", count: 500_000)),
    ]
  )
  func wrong(_ option: String, _ value: String) throws {
    for command in [["near", "1", "2"], ["list"], ["export", "json"]] {
      let run = try catalog.run(command + [option, value])
      #expect(run.status == 64)
      #expect(run.output.isEmpty)
      #expect(run.words.contains(option))
    }
  }

  @Test("dates that end before they begin are 64, and so is an order that a command does not have")
  func contradictions() throws {
    #expect(
      try catalog("list", "--since", "2024", "--until", "2023").words.contains(
        "the dates end before they begin"
      )
    )
    #expect(try catalog("list", "--sort", "distance").status == 64)
    #expect(try catalog("list", "--reverse").status == 64)
    #expect(try catalog("near", "1", "2", "--unlocated").status == 64)
  }

  @Test("an empty index is no error, and a message says how to fill it")
  func empty() throws {
    let catalog = try CommandFixture([])
    let list = try catalog("list")
    #expect(list.status == 0 && list.output.isEmpty)
    #expect(list.words.contains("catalog.json has no photos yet. Add some with: catalog scan FOLDER"))
    #expect(try catalog("list", "--format", "json").text == "[]\n")
    #expect(try catalog("near", "1", "2", "--nearest", "1").words.contains("no photo in "))
  }
}
