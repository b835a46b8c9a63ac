import Testing

@testable import CatalogKit
@testable import CatalogPictures
@testable import TestSupport

/// A HEIC file with an item of the type `tmap` that its Exif describes, as phones write it since 2024.
private enum ToneMapSample {
  /// - Parameter heic: A file that libheif has written: `meta` with `iinf`, `iref` and an `iloc` of version 0, then the data.
  /// - Returns: The file with the item, its place and what refers to it.
  /// - Throws: Where the boxes are others than these.
  static func file(_ heic: [UInt8]) throws -> [UInt8] {
    let meta = try #require(box("meta", in: heic[...]))
    let inner = heic[(meta.lowerBound + 12)..<meta.upperBound]
    let addition = try changed(inner, by: 0, data: 0).count - inner.count
    let boxes = try changed(inner, by: addition, data: meta.upperBound + addition + 8)
    return heic[..<meta.lowerBound] + number(meta.count + addition, 4)
      + heic[(meta.lowerBound + 4)..<(meta.lowerBound + 12)]
      + boxes + heic[meta.upperBound...]
  }

  /// The boxes of `meta` with the item, its place, and the references to it.
  private static func changed(_ boxes: ArraySlice<UInt8>, by shift: Int, data: Int) throws -> [UInt8] {
    var out: [UInt8] = []
    var start = boxes.startIndex
    while start < boxes.endIndex {
      let end = start + value(boxes, start, 4)
      let box = Array(boxes[start..<end])
      switch String(decoding: box[4..<8], as: UTF8.self) {
      case "iinf":
        let entry = ISOMediaBuilder.full(
          "infe",
          version: 2,
          number(99, 2) + [0, 0] + ISOMediaBuilder.name("tmap") + [0]
        )
        out += sized(box[..<12] + number(value(box[...], 12, 2) + 1, 2) + box[14...] + entry)
      case "iref":
        out += sized(box + reference("dimg", from: 99, to: 1) + reference("cdsc", from: 2, to: 99))
      case "iloc":
        try #require(Array(box[12..<14]) == [0x44, 0x40], "offsets, lengths and bases of four bytes")
        var places = Array(box[16...])
        // Number, data reference, base, one extent's offset and length.
        for entry in stride(from: 0, to: places.count, by: 18) {
          places.replaceSubrange(
            (entry + 10)..<(entry + 14),
            with: number(value(places[...], entry + 10, 4) + shift, 4)
          )
        }
        let place = number(99, 2) + [0, 0] + number(0, 4) + number(1, 2) + number(data, 4) + number(32, 4)
        out += sized(box[..<14] + number(value(box[...], 14, 2) + 1, 2) + places + place)
      default: out += box
      }
      start = end
    }
    return out
  }

  private static func box(_ type: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var start = bytes.startIndex
    while start + 8 <= bytes.endIndex {
      let end = start + value(bytes, start, 4)
      if Array(bytes[(start + 4)..<(start + 8)]) == Array(type.utf8) { return start..<end }
      start = end
    }
    return nil
  }

  private static func sized(_ box: [UInt8]) -> [UInt8] { number(box.count, 4) + box[4...] }

  private static func reference(_ type: String, from: Int, to: Int) -> [UInt8] {
    ISOMediaBuilder.box(type, number(from, 2) + [0, 1] + number(to, 2))
  }

  private static func number(_ value: Int, _ size: Int) -> [UInt8] { ISOMediaBuilder.number(value, size) }

  private static func value(_ bytes: ArraySlice<UInt8>, _ start: Int, _ size: Int) -> Int {
    bytes[start..<(start + size)].reduce(0) { $0 << 8 | Int($1) }
  }
}

@Suite(
  .disabled(if: PreviewFixture.isMissing || OtherProgram.vips.isMissing || OtherProgram.exiftool.isMissing)
)
struct ToneMapTests {
  @Test("a HEIC with a tone map has a picture, also where libheif knows none")
  func decoded() throws {
    let folder = try TemporaryFolder()
    _ = try PreviewFixture.writePhotos(in: folder)
    let file = try OpenFile(folder.write(ToneMapSample.file(folder.read("photo.heic")), to: "phone.heic"))
    let source = try #require(PictureLocator().pictures(of: file.contents).main)
    // Not only that reference: the writer's own Exif has one too.
    #expect(source.hiddenTypes.count >= 2)
    let worker = PreviewWorker(try PreviewFixture.required())
    let picture = try worker.pictures(of: source, in: file.descriptor, [PictureSize(edge: 96)])[0]
    #expect((picture.width, picture.height) == (96, 72))
    // What the file says of itself is what the kit reads, too.
    #expect(PhotoExtractor().read(file.contents, as: FilePathBytes("phone.heic")).position != nil)
  }
}
