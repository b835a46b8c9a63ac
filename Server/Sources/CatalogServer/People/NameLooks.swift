import Foundation

/// What a name looks like, so that nobody takes one that reads like somebody else's: Cyrillic `сора` and Latin `copa`.
///
/// Each letter stands for the first of those that look like it, as in the skeletons of Unicode Technical Standard 39, section 4. The table is
/// what its data (confusables.txt, version 15.0) say of letters of Greek, Cyrillic, Armenian and Georgian and of digits that look like one
/// letter of ASCII. Names are compared as they are written, in small letters and in capitals: `Вора` is `Bopa` as written, and `Кім` is `Kim` in
/// capitals.
struct NameLooks: Hashable, Sendable {
  private let forms: [String]

  init(_ name: PersonName) { self.init(text: name.text, key: name.key) }

  /// - Parameters:
  ///   - text: A name as it is shown.
  ///   - key: The key by which it is compared.
  init(text: String, key: String) {
    forms = [text, key, key.uppercased()].map(Self.skeleton)
  }

  /// Whether somebody could take one name for the other.
  func resembles(_ other: NameLooks) -> Bool { zip(forms, other.forms).contains { $0 == $1 } }

  /// The letters that a name's letters look like. Marks stay.
  private static func skeleton(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      result.append(prototypes[scalar] ?? scalar)
    }
    return String(result)
  }

  private static let prototypes: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    alike.flatMap { prototype, letters in letters.unicodeScalars.map { ($0, prototype) } }
  ) { one, _ in one }

  private static let alike: [(Unicode.Scalar, String)] = [
    ("A", "ΑА"), ("B", "ΒВ"), ("C", "ϹС"), ("E", "ΕЕ"), ("F", "Ϝ"), ("G", "Ԍ"), ("H", "ΗН"), ("J", "ͿЈ"),
    ("K", "ΚК"), ("M", "ΜϺМ"), ("N", "Ν"), ("O", "ΟОՕ0"), ("P", "ΡР"), ("S", "ЅՏ"), ("T", "ΤТ"), ("U", "Ս"),
    ("V", "Ѵ"), ("W", "Ԝ"), ("X", "ΧХ"), ("Y", "ΥϒУҮ"), ("Z", "Ζ"),
    ("a", "αа"), ("b", "Ь"), ("c", "ϲс"), ("d", "ԁ"), ("e", "еҽ"), ("f", "ք"), ("g", "ց"), ("h", "һհ"),
    ("i", "ͺιіӏ"), ("j", "ϳј"), ("l", "ΙІӀ1I"), ("n", "ոռ"), ("o", "οσоօჿ"), ("p", "ρϱр"), ("q", "ԛգզ"),
    ("r", "г"), ("s", "ѕ"), ("u", "υս"), ("v", "νѵ"), ("w", "ѡԝա"), ("x", "х"), ("y", "γуүყ"),
    ("2", "Ϩ"), ("3", "ЗӠ"), ("6", "б"),
  ]
}
