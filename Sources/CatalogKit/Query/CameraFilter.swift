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
    let (make, model) = (members.plainText(.make, in: line), members.plainText(.model, in: line))
    guard Self.isPlain(make), Self.isPlain(model) else {
      return matches(make: try members.text(.make, in: line), model: try members.text(.model, in: line))
    }
    let room = (make?.count ?? 0) + 1 + (model?.count ?? 0)
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { camera in
      var count = 0
      for text in [make, model] {
        guard let text else { continue }
        if count > 0 {
          camera[count] = UInt8(ascii: " ")
          count += 1
        }
        for byte in text {
          camera[count] = ASCIICase.lowered(byte)
          count += 1
        }
      }
      return Self.contains(camera[..<count], bytes)
    }
  }

  /// Whether a text is ASCII without escapes.
  private static func isPlain(_ text: UnsafeRawBufferPointer?) -> Bool {
    text.map { $0.isASCII && !$0.has(JSONText.backslash) } ?? true
  }

  private static func contains(_ text: some RandomAccessCollection<UInt8>, _ piece: [UInt8]) -> Bool {
    var rest = text[...]
    while rest.count >= piece.count {
      if rest.first == piece.first, rest.starts(with: piece) { return true }
      rest = rest.dropFirst()
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
