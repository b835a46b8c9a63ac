/// What decoding one picture may take.
enum PreviewLimits {
  /// By the clock: a decoder that waits for something that never comes uses no processor time.
  static let seconds = 10
  /// Memory that is really used.
  static let residentBytes = 1 << 30
  /// Milliseconds between two looks at it. Memory grows by some 50 MB meanwhile.
  static let watchInterval: Int32 = 25
  /// Bytes of an answer: no picture of 4,096 pixels comes near.
  static let pictureBytes = 64 << 20
  static let reasonBytes = 1000
}
