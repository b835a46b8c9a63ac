import CatalogKit

/// A command that is run for each photo, with the placeholders of fd(1).
///
/// `{}` is the path, `{/}` its last name, `{//}` its folder, `{.}` the path and `{/.}` the name without extension; `{{` and `}}` are braces.
/// Where no word has a placeholder, the path comes last.
struct CommandTemplate: Equatable {
  private let words: [[Piece]]

  private enum Piece: Equatable {
    case text([UInt8])
    case placeholder(Placeholder)
  }

  private enum Placeholder: String, CaseIterable {
    case path = "{}"
    case name = "{/}"
    case folder = "{//}"
    case withoutExtension = "{.}"
    case nameWithoutExtension = "{/.}"
  }

  /// - Parameter words: The program and its arguments, as they were typed.
  init(_ words: [FilePathBytes]) {
    let pieces = words.map { Self.pieces(of: $0.bytes) }
    let hasPlaceholder = pieces.joined().contains { if case .placeholder = $0 { true } else { false } }
    self.words = hasPlaceholder ? pieces : pieces + [[.placeholder(.path)]]
  }

  private static func pieces(of word: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var text: [UInt8] = []
    var rest = word[...]
    while let byte = rest.first {
      if rest.starts(with: "{{".utf8) || rest.starts(with: "}}".utf8) {
        text.append(byte)
        rest = rest.dropFirst(2)
      } else if byte == UInt8(ascii: "{"),
        let placeholder = Placeholder.allCases.first(where: { rest.starts(with: $0.rawValue.utf8) })
      {
        pieces += [.text(text), .placeholder(placeholder)]
        text = []
        rest = rest.dropFirst(placeholder.rawValue.utf8.count)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    return pieces + [.text(text)]
  }

  /// The command for a photo.
  ///
  /// - Parameter path: How the photo is opened from where the command runs.
  /// - Returns: The program and its arguments.
  func filled(with path: FilePathBytes) -> [FilePathBytes] {
    words.map { pieces in
      FilePathBytes(
        pieces.flatMap { piece in
          switch piece {
          case .text(let text): text
          case .placeholder(let placeholder): Self.value(of: placeholder, path)
          }
        }
      )
    }
  }

  private static func value(of placeholder: Placeholder, _ path: FilePathBytes) -> [UInt8] {
    let name = path.lastComponent.bytes
    return switch placeholder {
    case .path: path.bytes
    case .name: name
    case .folder: path.parent.bytes
    case .withoutExtension: path.bytes.dropLast(name.count) + withoutExtension(name)
    case .nameWithoutExtension: withoutExtension(name)
    }
  }

  /// A dot at the beginning begins no extension.
  private static func withoutExtension(_ name: [UInt8]) -> [UInt8] {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return name }
    return Array(name[..<dot])
  }
}
