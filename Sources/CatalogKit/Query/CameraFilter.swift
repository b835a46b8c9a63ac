/// A piece of a camera's name, in capitals or not.
public struct CameraFilter: Hashable, Sendable {
  /// The text in small letters.
  private let bytes: [UInt8]

  /// - Parameter text: Such as `iphone` or `Canon EOS`.
  /// - Throws: ``CameraFilterError/empty``.
  public init(_ text: some StringProtocol) throws(CameraFilterError) {
    guard !text.isEmpty else { throw .empty }
    bytes = Array(text.lowercased().utf8)
  }

  /// Whether the text stands in maker and model, which are read as one text with a blank between them.
  ///
  /// - Parameter photo: Any photo; one that names no camera does not match.
  /// - Returns: Whether it does.
  public func matches(_ photo: Photo) -> Bool {
    let names = [photo.make, photo.model].compactMap { $0 }
    guard !names.isEmpty else { return false }
    let camera = Array(names.joined(separator: " ").lowercased().utf8)
    guard camera.count >= bytes.count else { return false }
    return (0...(camera.count - bytes.count)).contains { camera[$0...].starts(with: bytes) }
  }
}

/// Why a text is not a camera's.
public enum CameraFilterError: Error, Hashable, Sendable {
  case empty
}

extension CameraFilterError: CustomStringConvertible {
  /// What would be right, as one sentence without a full stop.
  public var description: String {
    "the camera is missing: write a part of its maker or model, such as iphone or \u{201C}Canon EOS\u{201D}"
  }
}
