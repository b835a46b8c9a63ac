/// How much may be sent.
struct UploadLimits: Hashable, Sendable {
  /// Bytes of one photo.
  let file: Int
  /// Bytes of all photos that were sent, with those in the trash.
  let space: Int
  /// Bytes that one person may send in 24 hours.
  let perDay: Int
}

/// A size as people read it.
enum SizeText {
  /// `200 MB`, `1.5 GB`, `3 KB`.
  static func text(_ bytes: Int) -> String {
    for (unit, size) in [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000)]
    where bytes >= size {
      let tenths = (bytes * 10 + size / 2) / size
      return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
    }
    return bytes >= 1000 ? "\(bytes / 1000) KB" : "\(bytes) bytes"
  }
}
