import CatalogKit

/// What catalog and catalog-preview say to each other: `Sources/catalog-preview/protocol.h` is the other side. Numbers have the byte
/// order of the machine.
enum PreviewProtocol {
  static let version: UInt32 = 1
  static let helloSize = 128
  static let responseSize = 16
  static let pictureSize = 16

  /// What a decoder says of itself when it is ready.
  struct Hello: Hashable, Sendable {
    let version: UInt32
    /// What keeps it from doing harm.
    let confinement: Confinement
    /// Names and versions of the libraries that decode.
    let decoder: String

    init(_ bytes: [UInt8]) {
      version = PreviewProtocol.number(bytes, 0)
      confinement = Confinement(rawValue: PreviewProtocol.number(bytes, 4))
      decoder = String(decoding: bytes[8...].prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// What keeps a decoder from doing harm.
  struct Confinement: OptionSet, Hashable, Sendable {
    let rawValue: UInt32
    /// A list of the system calls that it may make.
    static let seccomp = Confinement(rawValue: 1)
    /// No files.
    static let landlock = Confinement(rawValue: 2)
  }

  /// A request; the open file goes along with its first byte.
  static func request(_ source: PictureSource, _ sizes: [PictureSize], baseEdge: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(code(source.format), to: &bytes)
    append(UInt32(source.orientation), to: &bytes)
    append(UInt64(source.range.lowerBound), to: &bytes)
    append(UInt64(source.range.count), to: &bytes)
    append(UInt32(sizes.count), to: &bytes)
    append(UInt32(source.hiddenTypes.count), to: &bytes)
    append(UInt32(baseEdge), to: &bytes)
    append(UInt32(0), to: &bytes)
    for size in sizes {
      for number in [UInt32(size.edge), size.coding.rawValue, UInt32(size.quality), 0] {
        append(number, to: &bytes)
      }
    }
    for offset in source.hiddenTypes {
      append(UInt64(offset), to: &bytes)
      bytes += PictureSource.hidden + [0, 0, 0, 0]
    }
    return bytes
  }

  private static func code(_ format: PictureFormat) -> UInt32 {
    switch format {
    case .jpeg: 1
    case .png: 2
    case .webp: 3
    case .tiff: 4
    case .heif: 5
    case .jpegXL: 6
    }
  }

  /// What became of a request.
  struct Response {
    let status: UInt32
    let count: Int
    let reasonLength: UInt64

    init(_ bytes: [UInt8]) {
      status = PreviewProtocol.number(bytes, 0)
      count = Int(PreviewProtocol.number(bytes, 4) as UInt32)
      reasonLength = PreviewProtocol.number(bytes, 8)
    }

    /// Why there is no picture, where there is none.
    func problem(_ reason: @autoclosure () throws -> String) rethrows -> PictureProblem? {
      switch status {
      case 0: nil
      case 2: .tooLarge
      case 1: .unreadable(try reason())
      default: .wrongAnswer
      }
    }
  }

  /// The beginning of a picture.
  struct Picture {
    let width: Int
    let height: Int
    let length: UInt64

    init(_ bytes: [UInt8]) {
      width = Int(PreviewProtocol.number(bytes, 0) as UInt32)
      height = Int(PreviewProtocol.number(bytes, 4) as UInt32)
      length = PreviewProtocol.number(bytes, 8)
    }
  }

  private static func number<Number: FixedWidthInteger>(_ bytes: [UInt8], _ offset: Int) -> Number {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }
}
