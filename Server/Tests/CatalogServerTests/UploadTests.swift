import Foundation
import GRDB
import HTTPTypes
import HummingbirdTesting
import Logging
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Photos that people send.
@Suite("Uploads")
struct UploadTests {
  private static let photo = SamplePhoto.at(37.57, 126.98, taken: "2024:11:23 17:40:00", padding: 64)

  @Test("a photo is stored as it came, has its sender and its place, and is at once on the exact map only")
  func upload() async throws {
    let fixture = try CareFixture()
    let photo = try await fixture.send(Self.photo, as: fixture.uploader)
    #expect(photo["positionArrived"] as? Bool == true)
    #expect(photo["own"] as? Bool == true)
    #expect(photo["owner"] as? String == "Una")
    #expect(photo["latitude"] as? Double == 37.57)
    let file = try fixture.onlyUpload()
    #expect(file.contains(/^\d{4}\/\d\d\/[0-9a-z]{12}\.jpg$/))
    #expect(try fixture.folder.read("uploads/\(file)") == Self.photo)
    let header = try IndexFile(path: fixture.folder("catalog.json")).header()
    #expect(header.scanned.map(\.lossyText) == ["photos", "uploads"])
    #expect(try await fixture.get("/api/v1/photos", fixture.keeper)["total"] as? Int == 2)
    #expect(try await fixture.get("/api/v1/photos", nil)["total"] as? Int == 1)
    let id = try #require(photo["id"] as? String)
    #expect(try await fixture.ask(.get, "/api/v1/photos/\(id)", nil).status == .notFound)
    #expect(try await fixture.ask(.get, "/api/v1/photos/\(id)", fixture.guest).status == .notFound)
    fixture.base.clock.advance(by: 86400)
    fixture.server.library.refresh()
    #expect(try await fixture.ask(.get, "/api/v1/photos/\(id)", nil).status == .ok)
    #expect(try await fixture.get("/api/v1/photos/\(id)", nil)["owner"] == nil)
  }

  @Test("a scan after an upload changes neither its number nor its sender")
  func rescan() async throws {
    let fixture = try CareFixture()
    let photo = try await fixture.send(Self.photo, as: fixture.uploader)
    _ = try Scanner(generator: "catalog test").run(folders: [], index: fixture.folder("catalog.json"))
    fixture.server.library.refresh()
    let after = try await fixture.get(
      "/api/v1/photos/\(try #require(photo["id"] as? String))",
      fixture.member
    )
    #expect(after["owner"] as? String == "Una")
  }

  @Test(
    "what a file is called leads nowhere",
    arguments: [
      "../../x.jpg", "..%2F..%2Fx.jpg", "%2Fetc%2Fpasswd", "C:%5Cx.jpg", "a%00b.jpg", ".htaccess", "x.php",
      "%0A.jpg",
    ]
  )
  func names(name: String) async throws {
    let fixture = try CareFixture()
    let response = try await fixture.ask(
      .post,
      "/api/v1/photos?name=\(name)",
      fixture.uploader,
      bytes: Self.photo
    )
    if response.status == .created {
      #expect(try fixture.onlyUpload().contains(/^\d{4}\/\d\d\/[0-9a-z]{12}\.jpg$/))
    } else {
      #expect(response.status == .badRequest)
      #expect(fixture.uploads.isEmpty)
    }
  }

  @Test("a name is kept as text: its last step, without what no name has")
  func given() {
    #expect(UploadRoute.name("../../고양이.jpg") == "고양이.jpg")
    #expect(UploadRoute.name("C:\\photos\\x.jpg") == "x.jpg")
    #expect(UploadRoute.name("a\u{202E}gpj.exe\n") == "agpj.exe")
    #expect(UploadRoute.name(String(repeating: "나", count: 200)).utf8.count == 255)
    #expect(UploadRoute.name("///") == "")
  }

  /// What is sent as a photo and is none, or no whole one.
  struct Stranger: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let status: HTTPResponse.Status

    init(_ name: String, _ bytes: [UInt8], _ status: HTTPResponse.Status) {
      (self.name, self.bytes, self.status) = (name, bytes, status)
    }

    var testDescription: String { name }
  }

  static let strangers: [Stranger] = [
    Stranger("empty", [], .badRequest),
    Stranger("text", Array("hello".utf8), .unsupportedMediaType),
    Stranger("ZIP", zip, .unsupportedMediaType),
    Stranger("SVG", Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), .unsupportedMediaType),
    Stranger("HTML", Array("<!doctype html><script>1</script>".utf8), .unsupportedMediaType),
    Stranger("GIF", gif, .unsupportedMediaType),
    Stranger("PDF", Array("%PDF-1.7".utf8), .unsupportedMediaType),
    Stranger("JPEG cut off", Array(photo.dropLast(20)), .badRequest),
    Stranger("JPEG without a picture", Array(photo.prefix(60)), .badRequest),
    Stranger("JPEG and HTML", commented("<html><script>alert(1)</script>"), .unsupportedMediaType),
    Stranger("JPEG and PDF", commented("%PDF-1.4 1 0 obj"), .unsupportedMediaType),
    Stranger("JPEG and ZIP", photo + zipEnd, .unsupportedMediaType),
    Stranger("PNG of 65535 × 65535 pixels", largePNG, .unsupportedMediaType),
  ]

  private static let zip: [UInt8] = Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 100)
  private static let zipEnd: [UInt8] = Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18)
  private static let gif: [UInt8] = Array("GIF89a".utf8) + [UInt8](repeating: 0, count: 100)

  private static func commented(_ text: String) -> [UInt8] {
    let segment: [UInt8] = [0xFF, 0xFE, 0, UInt8(text.utf8.count + 2)] + Array(text.utf8)
    return Array(photo.prefix(2)) + segment + Array(photo.dropFirst(2))
  }

  private static var largePNG: [UInt8] {
    func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
      let bytes = Array(type.utf8) + data
      var sum = CRC32()
      sum.add(bytes)
      let length: [UInt8] = withUnsafeBytes(of: UInt32(data.count).bigEndian) { Array($0) }
      let check: [UInt8] = withUnsafeBytes(of: sum.number.bigEndian) { Array($0) }
      return length + bytes + check
    }
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let header = chunk("IHDR", [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 8, 2, 0, 0, 0])
    return signature + header + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])
  }

  @Test(
    "what is no photo, or no whole one, is refused in a sentence, and nothing is left of it",
    arguments: strangers
  )
  func refused(stranger: Stranger) async throws {
    let fixture = try CareFixture()
    let response = try await fixture.ask(
      .post,
      "/api/v1/photos?name=cat.jpg",
      fixture.uploader,
      bytes: stranger.bytes
    )
    #expect(response.status == stranger.status, "\(response.text)")
    #expect(try (response.member("detail") as? String)?.hasSuffix(".") ?? false)
    #expect(fixture.uploads.isEmpty)
    let count = try await fixture.server.people.sessions.database.pool.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM uploads")
    }
    #expect(count == 0)
  }

  @Test("the same photo again, and the same picture without metadata, are recognised by who may see them")
  func twins() async throws {
    let fixture = try CareFixture([CareFixture.nabi], ["--public", "coarse", "--members", "coarse"])
    let first = try await fixture.send(Self.photo, as: fixture.uploader)
    PictureSums(fixture.server.people.sessions.database, fixture.server.library, logger: .init(label: "test"))
      .follow { false }
    let again = try await fixture.ask(.post, "/api/v1/photos?name=b.jpg", fixture.uploader, bytes: Self.photo)
    #expect(again.status == .ok)
    #expect((try again.member("photo") as? [String: Any])?["id"] as? String == first["id"] as? String)
    let bare = SamplePhoto.unlocated(taken: nil, padding: 64)
    let stripped = try await fixture.ask(.post, "/api/v1/photos?name=c.jpg", fixture.uploader, bytes: bare)
    #expect(stripped.status == .ok)
    #expect(fixture.uploads.count == 1)
    // Whoever may not see it is told nothing: their photo is one of its own.
    let other = try await fixture.ask(.post, "/api/v1/photos?name=d.jpg", fixture.member, bytes: Self.photo)
    #expect(other.status == .created)
    #expect(fixture.uploads.count == 2)
    let scanned = try fixture.folder.read("photos/nabi.jpg")
    let keepers = try await fixture.ask(.post, "/api/v1/photos?name=e.jpg", fixture.keeper, bytes: scanned)
    #expect(keepers.status == .ok)
  }

  @Test(
    "a photo that came is compared with those of the same picture, and with those of its size whose picture is not known"
  )
  func candidates() async throws {
    let fixture = try CareFixture()
    let database = fixture.server.people.sessions.database
    try await database.pool.write { database in
      // 1 to 30 are of one size and have pictures of their own, 31 and 32 have none that is known; 33 is the same picture in another size.
      for number in 1...33 {
        try database.execute(
          sql:
            "INSERT INTO photos (number, path, size, modified_seconds, modified_nanoseconds) VALUES (?, ?, ?, 0, 0)",
          arguments: [100 + number, Data("\(number).jpg".utf8), number == 33 ? 7 : 5000]
        )
        if number == 31 { continue }
        try database.execute(
          sql: "INSERT INTO pictures (number, mark, sum) VALUES (?, 1, ?)",
          arguments: [100 + number, number == 32 ? nil : number == 33 ? 3 : number]
        )
      }
      // 201 to 240 are one picture, and all but the last somebody else's.
      for number in 201...240 {
        try database.execute(
          sql: """
            INSERT INTO photos (number, path, size, modified_seconds, modified_nanoseconds, owner) VALUES (?, ?, ?, 0, 0, ?)
            """,
          arguments: [
            number, Data("\(number).jpg".utf8), number == 239 ? 9001 : 9000,
            number == 240 ? fixture.member.number : fixture.uploader.number,
          ]
        )
        try database.execute(
          sql: "INSERT INTO pictures (number, mark, sum) VALUES (?, 1, 77)",
          arguments: [number]
        )
      }
    }
    let records = UploadRecords(
      database: database,
      log: fixture.server.people.changes,
      clock: fixture.base.clock.clock
    )
    #expect(try records.candidates(size: 5000, sum: 3) == [103, 133, 131, 132])
    #expect(try records.candidates(size: 5000, sum: 99) == [131, 132])
    #expect(try records.candidates(size: 5000, sum: nil).count == 20)
    #expect(try records.candidates(size: 8, sum: nil).isEmpty)
    #expect(try records.candidates(size: 9000, sum: 77) == Array(201...220))
    // The one of the same size is looked at, however many others have its picture.
    #expect(try records.candidates(size: 9001, sum: 77).first == 239)
    // What others have takes no place of one's own.
    #expect(try records.candidates(size: 9000, sum: 77, owner: fixture.member.number) == [240])
    #expect(try records.candidates(size: 5000, sum: nil, owner: fixture.member.number).isEmpty)
  }

  @Test("one photo, one day and all together have limits")
  func limits() async throws {
    let fixture = try CareFixture(
      [CareFixture.nabi],
      ["--max-upload", "1MB", "--per-day", "2MB", "--space", "3MB"]
    )
    func photo(_ kilobytes: Int, _ number: Int) -> [UInt8] {
      SamplePhoto.at(37.5, 127, taken: "2024:11:23 17:40:00", padding: kilobytes * 1000 + number)
    }
    func status(_ bytes: [UInt8], _ who: CareFixture.Who) async throws -> HTTPResponse.Status {
      try await fixture.ask(.post, "/api/v1/photos?name=x.jpg", who, bytes: bytes).status
    }
    #expect(try await status(photo(1000, 0), fixture.uploader) == .contentTooLarge)
    #expect(try await status(photo(900, 1), fixture.uploader) == .created)
    #expect(try await status(photo(900, 2), fixture.uploader) == .created)
    #expect(try await status(photo(900, 3), fixture.uploader) == .tooManyRequests)
    #expect(try await status(photo(900, 4), fixture.member) == .created)
    #expect(try await status(photo(900, 5), fixture.keeper) == .insufficientStorage)
    fixture.base.clock.advance(by: 86401)
    #expect(try await status(photo(200, 6), fixture.uploader) == .created)
  }

  @Test("a photo without a place says so")
  func unlocated() async throws {
    let fixture = try CareFixture()
    let photo = try await fixture.send(SamplePhoto.unlocated(padding: 70), as: fixture.uploader)
    #expect(photo["positionArrived"] as? Bool == false)
    #expect(photo["latitude"] == nil)
  }

  @Test("a server that ended in between brings uploads in order: each is whole, or was never there")
  func recovery() async throws {
    let fixture = try CareFixture()
    try await fixture.send(Self.photo, as: fixture.uploader)
    let file = try fixture.onlyUpload()
    let database = fixture.server.people.sessions.database
    let records = UploadRecords(
      database: database,
      log: ChangeLog(database: database, clock: .live),
      clock: .live
    )
    // Ended before the name: bytes, a number, and no photo.
    let month = file.split(separator: "/").dropLast().joined(separator: "/")
    try fixture.folder.write(Array(Self.photo.prefix(50)), to: "uploads/\(month)/.abcdefghjkmn.part")
    func arrival(_ name: String) -> UploadRecords.Arrival {
      UploadRecords.Arrival(
        path: FilePathBytes("uploads/\(month)/\(name)"),
        size: 50,
        modified: Timestamp(seconds: 1, nanoseconds: 0),
        head: [1],
        digest: [1],
        given: "x.jpg",
        person: fixture.uploader.number
      )
    }
    _ = try records.announce(arrival("never.jpg"))
    // Ended after the name, before the index: the photo is whole.
    let whole = SamplePhoto.at(37.5, 127, taken: "2024:11:23 17:40:00", padding: 321)
    try fixture.folder.write(whole, to: "uploads/\(month)/whole.jpg")
    let status = try FileReader(path: fixture.folder("uploads/\(month)/whole.jpg")).status
    _ = try records.announce(
      UploadRecords.Arrival(
        path: FilePathBytes("uploads/\(month)/whole.jpg"),
        size: status.size,
        modified: status.modified,
        head: PhotoHead.hash(whole),
        digest: [2],
        given: "whole.jpg",
        person: fixture.uploader.number
      )
    )
    fixture.server.upkeep.recover()
    #expect(try await fixture.get("/api/v1/photos", fixture.keeper)["total"] as? Int == 3)
    let mine = try await fixture.get("/api/v1/photos?mine=true", fixture.uploader)
    #expect(mine["total"] as? Int == 2)
    #expect(fixture.uploads == ["\(file)", "\(month)/whole.jpg"].sorted())
    #expect(fixture.base.logs.lines.contains { $0.contains("ended in the middle") })
    let changes = try await database.pool.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM changes WHERE kind = 'uploaded'")
    }
    #expect(changes == 2)
  }
}
