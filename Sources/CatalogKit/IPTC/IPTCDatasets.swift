/// The datasets of an IPTC-IIM block that are read (IPTC-NAA Information Interchange Model 4.2, parts I and II), each as the bytes that
/// it holds.
///
/// A block that is cut off or damaged says what it says up to there, and why no more in ``damage``.
struct IPTCDatasets {
  /// 2:25, as many as are kept of a photo, and one more where there are more.
  private(set) var keywords: [ArraySlice<UInt8>] = []
  /// Of all others the first of a kind; 1:90 says in which characters they are.
  private var firsts: [Kind: ArraySlice<UInt8>] = [:]
  /// Why the block could not be read to its end.
  private(set) var damage: ContainerError?

  enum Kind: UInt16 {
    /// Record in the upper byte, dataset in the lower.
    case characterSet = 0x015A
    case title = 0x0205
    case keyword = 0x0219
    case dateCreated = 0x0237
    case timeCreated = 0x023C
    case digitalDate = 0x023E
    case digitalTime = 0x023F
    case caption = 0x0278
  }

  /// Reads a block, its bytes in order.
  ///
  /// Ends: each dataset has five bytes and more.
  init(_ block: [UInt8]) {
    var rest = block[...]
    do throws(ContainerError) {
      while let dataset = try Self.next(&rest) {
        guard let kind = dataset.kind else { continue }
        if kind == .keyword {
          if keywords.count <= TagCollection.countLimit { keywords.append(dataset.value) }
        } else if firsts[kind] == nil {
          firsts[kind] = dataset.value
        }
      }
    } catch {
      damage = error
    }
  }

  /// The value of a dataset; `nil` where there is none.
  func value(_ kind: Kind) -> ArraySlice<UInt8>? { firsts[kind] }

  /// Whether 1:90 says that text is UTF-8, by the escape sequence of ISO 2022.
  var isUTF8: Bool { firsts[.characterSet]?.elementsEqual([0x1B, 0x25, 0x47]) == true }

  private static let marker: UInt8 = 0x1C

  /// Takes the next dataset from the front: a marker, record and number, a length, the value (part I, 1.5).
  private static func next(
    _ rest: inout ArraySlice<UInt8>
  ) throws(ContainerError) -> (kind: Kind?, value: ArraySlice<UInt8>)? {
    let start = rest.startIndex
    guard let first = rest.first else { return nil }
    guard first == marker else {
      // Blocks are padded to whole words, by some writers to more.
      if rest.allSatisfy({ $0 == 0 }) { return nil }
      throw .damaged("no IPTC dataset", offset: start)
    }
    guard rest.count >= 5 else { throw .endOfFile(offset: rest.endIndex) }
    let kind = Kind(rawValue: UInt16(rest[start + 1]) << 8 | UInt16(rest[start + 2]))
    var length = Int(rest[start + 3]) << 8 | Int(rest[start + 4])
    rest = rest.dropFirst(5)
    if length & 0x8000 != 0 {
      // An extended dataset: these are bytes of the length itself.
      let width = length & 0x7FFF
      guard width <= 4 else { throw .damaged("an IPTC dataset without a length", offset: start) }
      guard rest.count >= width else { throw .endOfFile(offset: rest.endIndex) }
      length = rest.prefix(width).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(width)
    }
    guard length <= rest.count else {
      throw .damaged("an IPTC dataset of \(length) bytes, longer than its block,", offset: start)
    }
    let value = rest.prefix(length)
    rest = rest.dropFirst(length)
    return (kind, value)
  }
}
