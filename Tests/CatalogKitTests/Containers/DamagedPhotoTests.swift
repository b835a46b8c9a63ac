import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Damaged photos")
struct DamagedPhotoTests {
  /// A photo with all that is read from one, and parts of several kinds.
  private static func good(_ order: ByteOrder) -> [UInt8] {
    let tiff = TIFFBuilder.santiago.ordered(order)
      .setting(.make, .ascii("Acme Cameras"))
      .setting(.model, .ascii("One"))
      .setting(.orientation, .shorts(6))
      .setting(.dateTime, .ascii("2016:09:28 18:18:05"))
      .setting(.dateTimeOriginal, .ascii("2016:09:28 18:18:05"))
      .setting(.altitudeRef, .byte(0))
      .setting(.altitude, .rationals((520, 1)))
      .setting(.timeStamp, .rationals((22, 1), (18, 1), (1, 1)))
      .setting(.dateStamp, .ascii("2016:09:28"))
      .setting(.imageDirection, .rationals((90, 1)))
      .setting(.mapDatum, .ascii("WGS-84"))
    return JPEGBuilder().jfif().icc(count: 40).exif(tiff.bytes).xmp().frame(width: 640, height: 480).scan()
      .bytes
  }

  @Test("Every prefix of a good photo has the right position or none", arguments: ByteOrder.both)
  func prefixes(_ order: ByteOrder) throws {
    let bytes = Self.good(order)
    let expected = try Coordinate.santiago
    let reader = PhotoExtractor()
    var positions = 0
    for count in 0...bytes.count {
      let photo = reader.read(Array(bytes[..<count]), as: FilePathBytes("a.jpg"))
      if let position = photo.position {
        #expect(position.coordinate == expected, "\(count) bytes")
        #expect(photo.problem == nil, "\(count) bytes")
        positions += 1
      } else {
        #expect(photo.problem?.isUnreadable == true, "\(count) bytes")
      }
      #expect(photo.size == count)
    }
    #expect(positions > 0 && positions < bytes.count)
  }

  @Test("Every prefix of a photo with a cut block has the right position or none")
  func prefixesOfCutBlock() throws {
    let block = TIFFBuilder.santiago.setting(.make, .ascii("Acme Cameras")).bytes
    let bytes = JPEGBuilder().exif(block, cutAt: [50, 100]).frame(width: 640, height: 480).scan().bytes
    let expected = try Coordinate.santiago
    for count in 0...bytes.count {
      let photo = PhotoExtractor().read(Array(bytes[..<count]), as: FilePathBytes("a.jpg"))
      #expect(photo.position.map { $0.coordinate == expected } ?? (photo.problem != nil), "\(count) bytes")
    }
  }

  @Test("A photo cut off in its metadata is unreadable, and the problem says where it ends")
  func cutOff() {
    let bytes = Self.good(.big)
    let photo = PhotoExtractor().read(Array(bytes[..<200]), as: FilePathBytes("a.jpg"))
    #expect(photo.problem == PhotoProblem("the file is cut off at byte 200", isUnreadable: true))
  }

  @Test("A photo that ends in its Exif segment, or right behind it, is cut off, whatever it says")
  func nothingBehind() throws {
    let start = JPEGBuilder().exif(TIFFBuilder.santiago.setting(.make, .ascii("Acme Cameras")).bytes)
    for count in (start.bytes.count - 100)...start.bytes.count {
      let photo = PhotoExtractor().read(Array(start.bytes[..<count]), as: FilePathBytes("a.jpg"))
      #expect(photo.position == nil, "\(count) bytes")
      #expect(photo.problem?.isUnreadable == true, "\(count) bytes")
    }
    #expect(start.raw([0xFF]).photo.position == nil)
    #expect(start.raw([0xFF, 0xD9]).photo.position?.coordinate == (try .santiago))
  }

  @Test("A thousand photos with random bytes changed do not crash", arguments: ByteOrder.both)
  func mutations(_ order: ByteOrder) {
    let good = Self.good(order)
    var generator = SeededGenerator(seed: order == .little ? 1 : 2)
    let reader = PhotoExtractor()
    for _ in 0..<1000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let place = Int.random(in: 3..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0
        default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
      }
      check(reader, bytes)
    }
  }

  @Test("Photos with runs of bytes removed, doubled or zeroed do not crash", arguments: ByteOrder.both)
  func pieces(_ order: ByteOrder) {
    let good = Self.good(order)
    var generator = SeededGenerator(seed: order == .little ? 3 : 4)
    let reader = PhotoExtractor()
    for _ in 0..<1000 {
      var bytes = good
      let start = Int.random(in: 3..<bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 1...30, using: &generator))
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
      default: for index in start..<end { bytes[index] = 0 }
      }
      check(reader, bytes)
    }
  }

  /// A photo has a position or a problem, never both and never neither, and costs little.
  private func check(_ reader: PhotoExtractor, _ bytes: [UInt8]) {
    let photo = reader.read(bytes, as: FilePathBytes("a.jpg"))
    #expect((photo.position == nil) == (photo.problem != nil))
    if let place = photo.position?.coordinate {
      #expect((-90...90).contains(place.latitude) && (-180...180).contains(place.longitude))
    }
    #expect(photo.heading.map { $0.degrees >= 0 && $0.degrees < 360 } ?? true)
    #expect(reader.counts.calls <= 2)
  }
}
