import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("CSVExporter")
struct CSVExporterTests {
  private func cell(_ text: String) throws -> String {
    var photo = try SyntheticIndex.photo("x")
    photo.model = text
    let lines = try CSVExporter(columns: [.model]).text([FoundPhoto(photo)])
    return String(lines.dropFirst("model\r\n".unicodeScalars.count - 1).unicodeScalars.dropLast(2))
  }

  @Test("a line of headings, then a line a photo, each ended by CR and LF; what is not known is empty")
  func table() throws {
    var photo = try SyntheticIndex.photo("a b.jpg", -33.858612345, 151.2)
    photo.position?.altitude = -3.5
    let photos = [FoundPhoto(photo), FoundPhoto(try HostilePhotos.brokenPhoto())]
    #expect(
      try CSVExporter(columns: [.path, .latitude, .longitude, .altitude, .size, .problem, .unreadable]).text(
        photos
      )
        == """
        path,latitude,longitude,altitude,size,problem,unreadable\r
        a b.jpg,-33.858612345,151.2,-3.5,1234,,\r
        photos/broken.jpg,,,,1234,the file is cut off at byte 40,true\r\n
        """
    )
    #expect(
      try CSVExporter().text([])
        == "path,latitude,longitude,altitude,accuracy,taken,takenSource,make,model,format,width,height,size,problem\r\n"
    )
    #expect(CSVExporter(columns: []).columns == CSVExporter.defaultColumns)
  }

  @Test(
    "a text that a spreadsheet takes for a formula has an apostrophe before it",
    arguments: [
      ("=1+2", "'=1+2"), ("+1-1", "'+1-1"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "\"'\t=1\""),
      ("\r=1", "\"'\r=1\""),
      ("\n=1", "\"'\n=1\""), ("-", "'-"), ("=", "'="), ("-1e5", "'-1e5"), ("=a,b", "\"'=a,b\""),
    ]
  )
  func formulas(_ text: String, _ expected: String) throws {
    #expect(try cell(text) == expected)
  }

  @Test(
    "what the index has in a number's place is a number only if it is one",
    arguments: [
      ("-3.5", "-3.5"), ("12", "12"), ("\"-3.5\"", "-3.5"), ("\"-x\"", "'-x"), ("\"=A1\"", "'=A1"),
      ("\"a,b\"", "\"a,b\""), ("-1e5", "'-1e5"), ("-1-E5", "'-1-E5"), ("+1", "+1"),
    ]
  )
  func numbersOfTheIndex(_ value: String, _ expected: String) throws {
    let line = Array("{\"geohash\":null,\"path\":\"x\",\"altitude\":\(value),\"size\":1}".utf8)
    var members = LineMembers()
    try line.withUnsafeBytes { try members.read($0) }
    let text = try CSVExporter(columns: [.altitude]).text([FoundPhoto(line: line[...], members)])
    #expect(text == "altitude\r\n\(expected)\r\n")
  }

  @Test("a number has none", arguments: ["-1", "+5", "-33.858612345", "-.5"])
  func numbers(_ text: String) throws {
    #expect(try cell(text) == text)
  }

  @Test(
    "separators, quotes, line breaks and blanks at the ends are in quotes",
    arguments: [
      ("a,b", "\"a,b\""), ("a;=1", "\"a;=1\""), ("a\tb", "\"a\tb\""), ("a\"b", "\"a\"\"b\""),
      ("a\r\nb", "\"a\r\nb\""),
      (" a", "\" a\""), ("a ", "\"a \""), ("a b", "a b"), ("", ""), ("a\0b", "a\u{FFFD}b"),
    ]
  )
  func quotes(_ text: String, _ expected: String) throws {
    #expect(Array(try cell(text).utf8) == Array(expected.utf8))
  }
}
