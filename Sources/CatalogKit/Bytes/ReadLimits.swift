extension ByteSource {
  /// What is read of each file at once, and kept.
  static let headSize = 16 << 10
  /// What is read at once elsewhere.
  static let windowSize = 4 << 10
  /// No photo needs more, whatever its bytes say: the largest Exif block that is read is 1 MB.
  static let byteLimit = 1 << 20
  /// A video's boxes, and the samples that say where it was taken.
  static let videoByteLimit = 16 << 20
}
