/// The version of the server, which is that of `catalog`.
enum ServerVersion {
  static let text = "0.1.0"
  /// As an index names whoever wrote it.
  static let generator = "catalog \(text)"
}
