import Synchronization
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Memory of libexif")
struct LibExifMemoryTests {
  private static let metres = 12.5

  /// A position whose six fields are as long as a field can be: more than a thread keeps for libexif.
  private static let long: TIFFBuilder = {
    let length = ExifRepack.valueLimit
    let padding = String(repeating: " ", count: length)
    // 125/10, again and again.
    let ratios = [[UInt8]](repeating: [125, 0, 0, 0, 10, 0, 0, 0], count: length / 8)
    var altitude = TIFFValue.bytes(Array(ratios.joined()), type: 5)
    altitude.count = UInt32(ratios.count)
    return TIFFBuilder()
      .setting(.latitudeRef, .text(String(("S" + padding).prefix(length))))
      .setting(.latitude, .text(String(("33.8586" + padding).prefix(length))))
      .setting(.longitudeRef, .text(String(("W" + padding).prefix(length))))
      .setting(.longitude, .text(String(("70.67" + padding).prefix(length))))
      .setting(.altitudeRef, .bytes([UInt8](repeating: 1, count: length), type: 1))
      .setting(.altitude, altitude)
      .ordered(.little)
  }()

  private func position(_ builder: TIFFBuilder) throws -> Position {
    let repack = try ExifRepack(ByteReader(ByteSource(builder.bytes)))
    return try PhotoMetadata(try LibExifDocument(repack)).position.get()
  }

  @Test("The fields of a position stand together, in the order of their tags")
  func positionFields() {
    let fields = ExifField.positionNumbers.map { ExifField.wanted[$0] }
    #expect(fields == ExifField.wanted.filter(\.isPosition))
    #expect(fields.map(\.tag) == [1, 2, 3, 4, 5, 6])
  }

  @Test("Fields that take more memory than is kept for them are read as well")
  func longFields() throws {
    let found = try position(Self.long)
    #expect(found.coordinate == (try Coordinate.santiago))
    #expect(found.altitude == -Self.metres)
  }

  @Test("What a photo leaves in memory is nothing to the next")
  func oneAfterTheOther() throws {
    for _ in 0..<100 {
      #expect(try position(Self.long).altitude == -Self.metres)
      let short = try position(.santiago)
      #expect(short.coordinate == (try Coordinate.santiago))
      #expect(short.altitude == nil)
    }
  }

  @Test("Threads that read at once do not see each other's memory")
  func threads() throws {
    let wrong = Mutex(0)
    let threads = try WorkerThreads(count: 4) { number in
      for round in 0..<200 {
        let degrees = UInt32(number * 20 + round % 20)
        let short = TIFFBuilder.santiago.setting(.latitude, .rationals((degrees, 1), (30, 1), (0, 1)))
        let isRight =
          (try? position(short))?.coordinate.latitude == -Double(degrees) - 0.5
          && (try? position(Self.long))?.altitude == -Self.metres
        if !isRight { wrong.withLock { $0 += 1 } }
      }
    }
    threads.join()
    #expect(wrong.withLock { $0 } == 0)
  }
}
