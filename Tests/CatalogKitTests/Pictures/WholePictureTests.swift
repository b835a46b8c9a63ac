import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Whole pictures")
struct WholePictureTests {
  private static let corpus = ProcessInfo.processInfo.environment["CATALOG_CORPUS"].flatMap {
    $0.isEmpty ? nil : $0
  }

  /// Whether a file is a photo, and whole.
  private func isWhole(_ bytes: [UInt8]) throws -> Bool {
    guard let format = PhotoExtractor().read(bytes, as: FilePathBytes("x")).format else { return false }
    return try WholePicture.isThere(in: FileContents(bytes), format)
  }

  @Test("a JPEG is whole at its end marker, whatever is behind it, and at no place before")
  func jpeg() throws {
    let whole = SamplePhoto.at(37.5, 127, padding: 30)
    #expect(try isWhole(whole))
    #expect(try isWhole(whole + [1, 2, 3]))
    for count in 0..<whole.count { #expect(try !isWhole(Array(whole.prefix(count))), "\(count)") }
  }

  @Test("PNG, WebP, HEIC and videos that are cut off are not whole")
  func others() throws {
    func box(_ type: String, _ payload: [UInt8]) -> [UInt8] {
      ISOMediaBuilder.number(payload.count + 8, 4) + Array(type.utf8) + payload
    }
    let video =
      box("ftyp", Array("isom".utf8) + [0, 0, 0, 0] + Array("isom".utf8)) + box("moov", box("free", [1, 2]))
      + box("mdat", [1, 2, 3, 4])
    let files: [(String, [UInt8])] = [
      ("PNG", PNGBuilder([PNGBuilder.picture]).bytes),
      ("WebP", WebPBuilder([WebPBuilder.lossy]).bytes), ("video", video),
    ]
    for (name, bytes) in files {
      #expect(try isWhole(bytes), "\(name)")
      for count in 0..<bytes.count where try isWhole(Array(bytes.prefix(count))) {
        Issue.record("\(name) of \(count) bytes of \(bytes.count) is called whole")
      }
    }
  }

  @Test(
    "photos of many cameras and phones are whole",
    .enabled(if: Self.corpus != nil, "set CATALOG_CORPUS to the corpus folder")
  )
  func cameras() throws {
    let root = try #require(Self.corpus) + "/cameras/ianare+exif-samples"
    var count = 0
    for name in (FileManager.default.subpaths(atPath: root) ?? []).sorted() {
      guard let bytes = FileManager.default.contents(atPath: "\(root)/\(name)").map({ Array($0) }) else {
        continue
      }
      let photo = PhotoExtractor().read(bytes, as: FilePathBytes(name))
      guard let format = photo.format, !(photo.problem?.isUnreadable ?? false) else { continue }
      count += 1
      #expect(try WholePicture.isThere(in: FileContents(bytes), format), "\(name)")
    }
    #expect(count > 10)
  }
}
