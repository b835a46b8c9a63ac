import CatalogKit
import Crypto

/// A hash of a photo's first bytes, by which it is known again under another name.
enum PhotoHead {
  static let size = 16 << 10

  /// The first 16 bytes of SHA-256 of the first 16 KB; `nil` where the file cannot be read.
  static func hash(_ source: ExactSource, _ path: FilePathBytes) -> [UInt8]? {
    let photo = Photo(path: path, size: 0, modified: Timestamp(seconds: 0, nanoseconds: 0))
    guard let file = try? source.open(photo), let bytes = try? file.read(at: 0, count: size) else {
      return nil
    }
    return hash(bytes)
  }

  /// The same of bytes that were read.
  static func hash(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes.prefix(size)).prefix(16)) }
}
