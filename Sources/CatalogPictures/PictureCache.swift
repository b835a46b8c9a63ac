public import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Pictures that were made before, in `.catalog/previews/` beside the index: by path, size and time of the photo, and by how they were made.
///
/// Only their owner may read them. What a page shows of a photo is never taken from a file that somebody else could have put there. A cache that
/// cannot be used costs time and nothing else. Any number of threads and processes use it at once.
public final class PictureCache: Sendable {
  private let folder: CacheFolder

  /// Bytes that are kept; of more, those that were not used for the longest time go.
  public static let byteLimit = 2 << 30

  /// Opens the cache, and makes it where it is not there; `nil` where there is no folder that only the user can change.
  ///
  /// - Parameter index: The index, resolved.
  public init?(beside index: FilePathBytes) {
    guard let folder = CacheFolder(in: index.parent) else { return nil }
    self.folder = folder
  }

  /// Opens the cache in a folder of a program's own, as `previews`; `nil` as above.
  ///
  /// - Parameter state: The folder.
  public init?(in state: FilePathBytes) {
    guard let folder = CacheFolder(state: state) else { return nil }
    self.folder = folder
  }

  /// What is known of a picture.
  enum Entry: Hashable {
    case picture(SmallPicture)
    /// It could not be made: by which decoder, and why.
    case failure(decoder: String, reason: String)
  }

  /// Which picture of which photo.
  struct Key: Hashable {
    fileprivate let bytes: [UInt8]

    init(_ file: IndexedFile, _ size: PictureSize) {
      let head =
        "\(size.edge) \(size.coding.rawValue) \(size.quality) \(file.size) \(file.modified.seconds) \(file.modified.nanoseconds) "
      bytes = Array(head.utf8) + file.path.bytes
    }

    /// Sixteen hexadecimal digits. Keys that share them share a file, and the last one has it.
    fileprivate var name: String {
      var hash = FNV1a()
      hash.add(bytes)
      let digits = String(hash.number, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }

  /// - Returns: What is kept; `nil` where that is nothing, or nothing whole.
  func entry(_ key: Key) -> Entry? {
    guard let bytes = folder.read(key.name) else { return nil }
    return CacheRecord.read(bytes, key: key.bytes)
  }

  /// Keeps something. What cannot be kept is made again the next time.
  func keep(_ entry: Entry, _ key: Key) {
    folder.write(CacheRecord.bytes(entry, key: key.bytes), as: key.name)
  }

  /// Removes what is more than the limit.
  ///
  /// - Parameter limit: Bytes that may stay.
  public func trim(to limit: Int = byteLimit) { folder.trim(to: limit) }
}

/// The bytes of a file of the cache: a checksum of all that follows, the key, and the picture or why there is none.
private enum CacheRecord {
  private static let mark = Array("catpic1\n".utf8)
  /// Mark, checksum, length of the key.
  private static let headSize = 16

  static func bytes(_ entry: PictureCache.Entry, key: [UInt8]) -> [UInt8] {
    var body = number(key.count) + key
    switch entry {
    case .picture(let picture):
      body.append(UInt8(picture.coding.rawValue))
      body += number(picture.width) + number(picture.height) + picture.bytes
    case .failure(let decoder, let reason):
      body.append(0)
      body += Array(decoder.utf8) + [0] + Array(reason.utf8)
    }
    return mark + number(Int(checksum(body))) + body
  }

  static func read(_ bytes: [UInt8], key: [UInt8]) -> PictureCache.Entry? {
    guard bytes.count > headSize + key.count, bytes.starts(with: mark) else { return nil }
    let body = Array(bytes[12...])
    guard number(bytes, 8) == Int(checksum(body)), number(bytes, 12) == key.count,
      body[4...].starts(with: key)
    else { return nil }
    let rest = body[(4 + key.count)...]
    guard let kind = rest.first else { return nil }
    let content = Array(rest.dropFirst())
    guard let coding = PictureSize.Coding(rawValue: UInt32(kind)) else {
      let texts = content.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      guard kind == 0, texts.count == 2 else { return nil }
      return .failure(
        decoder: String(decoding: texts[0], as: UTF8.self),
        reason: String(decoding: texts[1], as: UTF8.self)
      )
    }
    guard content.count > 8 else { return nil }
    return .picture(
      SmallPicture(
        coding: coding,
        width: number(content, 0),
        height: number(content, 4),
        bytes: Array(content[8...])
      )
    )
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var checksum = CRC32()
    checksum.add(bytes)
    return checksum.number
  }

  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func number(_ bytes: [UInt8], _ offset: Int) -> Int {
    (0..<4).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }
}
