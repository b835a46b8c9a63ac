/// A name as people compare it: capitals and small letters, composed and decomposed letters are the same.
///
/// Bytes that are not UTF-8 are compared as they are, but for the case of ASCII.
struct FoldedName: Hashable {
  /// Strings are compared and hashed by canonical equivalence (The Unicode Standard, 3.7), whatever their normalisation.
  private let text: String
  /// Where the name is no text.
  private let bytes: [UInt8]

  /// - Parameter name: A name's bytes.
  init(_ name: some Collection<UInt8>) {
    if name.allSatisfy({ $0 < 0x80 }) {
      text = String(decoding: ASCIICase.lowercased(name), as: UTF8.self)
      bytes = []
    } else if let valid = String(validating: name, as: UTF8.self) {
      text = valid.lowercased()
      bytes = []
    } else {
      text = ""
      bytes = ASCIICase.lowercased(name)
    }
  }
}
