/// A piece of a camera's name, in capitals or not, in any Unicode normalisation.
public struct CameraFilter: Hashable, Sendable {
  /// The text in small letters, composed.
  private let bytes: [UInt8]

  /// - Parameter text: Such as `iphone` or `Canon EOS`.
  /// - Throws: ``CameraFilterError/empty``.
  public init(_ text: some StringProtocol) throws(CameraFilterError) {
    guard !text.isEmpty else { throw .empty }
    bytes = ComposedText.folded(Array(text.utf8))
  }

  /// Whether the text is in maker and model, which are read as one text with a blank between them.
  ///
  /// - Parameter photo: Any photo; one that names no camera does not match.
  /// - Returns: Whether it does.
  public func matches(_ photo: Photo) -> Bool { matches(make: photo.make, model: photo.model) }

  func matches(make: String?, model: String?) -> Bool {
    guard make != nil || model != nil else { return false }
    let camera = [make, model].compactMap { $0 }.joined(separator: " ")
    return Self.contains(ComposedText.folded(Array(camera.utf8)), bytes)
  }

  /// The same from a line. Nearly every camera's name is ASCII, of which capitals are known without making text of it.
  func matches(_ members: LineMembers, in line: UnsafeRawBufferPointer) throws(JSONError) -> Bool {
    var camera: [UInt8] = []
    for field in [PhotoField.make, .model] {
      guard let text = members.plainText(field, in: line) else { continue }
      guard text.allSatisfy({ $0 < 0x80 && $0 != JSONText.backslash }) else {
        return matches(make: try members.text(.make, in: line), model: try members.text(.model, in: line))
      }
      if !camera.isEmpty { camera.append(UInt8(ascii: " ")) }
      camera.append(contentsOf: text.lazy.map(ASCIICase.lowered))
    }
    return Self.contains(camera, bytes)
  }

  private static func contains(_ text: [UInt8], _ piece: [UInt8]) -> Bool {
    guard text.count >= piece.count else { return false }
    for start in 0...(text.count - piece.count) where text[start] == piece[0] {
      if text[start...].starts(with: piece) { return true }
    }
    return false
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
