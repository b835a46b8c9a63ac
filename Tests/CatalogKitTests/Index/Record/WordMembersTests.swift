import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Words in a line of the index")
struct WordMembersTests {
  private func photo(_ members: String) throws -> Photo {
    let line =
      #"{"geohash":null,"path":"a.jpg",\#(members),"size":1,"modified":"2023-11-14T22:13:20.000000005Z","problem":"no position"}"#
    return try Array(line.utf8).withUnsafeBytes { try PhotoLine.decode($0) }
  }

  @Test("Values of another kind, as somebody may have written them by hand, are as if they were not there")
  func otherKinds() throws {
    for members in [
      #""tags":"cat","title":1,"description":[1],"rating":"good","lens":{},"method":2"#,
      #""tags":null,"title":null,"description":null,"rating":null,"lens":null,"method":null"#,
      #""tags":[],"title":false,"description":{},"rating":[3],"lens":[],"method":[]"#,
      #""tags":[1,["a"],{}],"rating":3.5"#, #""rating":0"#, #""rating":6"#,
    ] {
      let found = try photo(members)
      #expect(found.tags.isEmpty && found.rating == nil, "\(members)")
      #expect(found.title == nil && found.description == nil && found.lens == nil, "\(members)")
    }
    #expect(try photo(#""tags":["a",1,"b"],"rating":4"#).tags == ["a", "b"])
    #expect(try photo(#""rating":-1"#).rating == -1)
  }

  @Test("CSV has tags in one cell with semicolons, and an empty one without tags")
  func csv() throws {
    var photo = try SyntheticIndex.photo("a.jpg", 1, 2)
    photo.tags = ["cats/Nabi", "say \"hi\"", "나비"]
    photo.rating = 4
    photo.title = "=A"
    let text = try CSVExporter(columns: [.tags, .rating, .title]).text([
      FoundPhoto(photo), FoundPhoto(SyntheticIndex.photo("b.jpg")),
    ])
    #expect(text == "tags,rating,title\r\n\"cats/Nabi;say \"\"hi\"\";나비\",4,'=A\r\n,,\r\n")
  }

  @Test("A blurred photo has the tags below the public ones, and no other words")
  func blurred() throws {
    let kilometre = try #require(Distance(metres: 1000))
    var photo = try SyntheticIndex.photo("a.jpg", 1, 2)
    photo.tags = ["cats/Nabi", "cats", "Anna", "catsitters/Ben", "people/cats/x", "cats/street/Miso"]
    photo.title = "t"
    photo.description = "d"
    photo.rating = 5
    photo.lens = "l"
    photo.position?.method = "MANUAL"
    let blurred = try Blur(cell: kilometre).blurred(photo)
    #expect(blurred.tags == ["cats/Nabi", "cats/street/Miso"])
    #expect(blurred.title == nil && blurred.description == nil && blurred.rating == nil)
    #expect(blurred.lens == nil && blurred.position?.method == nil)
    let people = try Blur(cell: kilometre, publicTags: ["people/cats", ""]).blurred(photo)
    #expect(people.tags == ["people/cats/x"])
  }
}
