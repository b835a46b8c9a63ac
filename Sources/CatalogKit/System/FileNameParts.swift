/// A file name taken apart: `IMG` and `.jpg`.
package struct FileNameParts {
  /// What stands before the last dot; the whole name where there is no dot but at its start.
  package let stem: [UInt8]
  /// The last dot and what follows it.
  let suffix: [UInt8]

  package init(_ name: [UInt8]) {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else {
      stem = name
      suffix = []
      return
    }
    stem = Array(name[..<dot])
    suffix = Array(name[dot...])
  }

  /// The suffix with the letters A to Z small.
  var lowercasedExtension: [UInt8] {
    ASCIICase.lowercased(suffix)
  }
}
