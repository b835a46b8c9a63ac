import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite struct HEIFReferencesTests {
  private static func infe(_ id: Int, _ type: String, version: Int = 2) -> [UInt8] {
    let number = ISOMediaBuilder.number(id, version == 3 ? 4 : 2)
    return ISOMediaBuilder.full("infe", version: version, number + [0, 0] + ISOMediaBuilder.name(type) + [0])
  }

  private static func reference(_ type: String, from: Int, to: Int) -> [UInt8] {
    ISOMediaBuilder.box(type, ISOMediaBuilder.number(from, 2) + [0, 1] + ISOMediaBuilder.number(to, 2))
  }

  /// A file as phones write it: a picture, its gain map, the item that joins both, and Exif that describes the latter.
  private static func file(_ joined: String, version: Int = 2) -> [UInt8] {
    let infos =
      infe(1, "hvc1", version: version) + infe(2, "hvc1", version: version)
      + infe(3, joined, version: version)
    let references =
      reference("dimg", from: 3, to: 1) + reference("auxl", from: 2, to: 3)
      + reference("cdsc", from: 4, to: 3)
      + reference("thmb", from: 5, to: 1)
    let meta = ISOMediaBuilder.full(
      "meta",
      ISOMediaBuilder.full("iinf", [0, 3] + infos) + ISOMediaBuilder.full("iref", references)
    )
    return ISOMediaBuilder.ftyp(["heic", "mif1", "tmap"]) + meta + ISOMediaBuilder.box("mdat", [0])
  }

  @Test(
    "of a file with a tone map, auxiliary and describing references are hidden, and no others",
    arguments: [2, 3]
  )
  func hidden(version: Int) throws {
    let bytes = Self.file("tmap", version: version)
    let source = try #require(PictureLocator().pictures(of: FileContents(bytes)).main)
    #expect(source.format == .heif && source.orientation == 1)
    #expect(
      source.hiddenTypes.map { String(decoding: bytes[$0..<($0 + 4)], as: UTF8.self) } == ["auxl", "cdsc"]
    )
  }

  @Test("a file without one is left as it is: its alpha plane is an auxiliary picture too")
  func others() throws {
    let source = try #require(PictureLocator().pictures(of: FileContents(Self.file("grid"))).main)
    #expect(source.hiddenTypes.isEmpty)
  }

  @Test("no prefix of such a file traps")
  func prefixes() {
    let bytes = Self.file("tmap")
    for count in 0..<bytes.count {
      for offset in PictureLocator().pictures(of: FileContents(Array(bytes.prefix(count)))).main?.hiddenTypes
        ?? []
      {
        #expect(offset + 4 <= count)
      }
    }
  }
}
