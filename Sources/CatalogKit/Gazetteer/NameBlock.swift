/// A block of names in byte order, each with the places that it can mean.
struct NameBlock {
  private let bytes: [UInt8]
  private let path: FilePathBytes

  init(_ bytes: [UInt8], of path: FilePathBytes) {
    (self.bytes, self.path) = (bytes, path)
  }

  /// One meaning of a name.
  struct Meaning: Hashable {
    let kind: Kind
    /// The number of the place.
    let place: Int
    /// The number of its region; `nil` where the name means so few places that they are looked at themselves.
    let region: Int?

    /// In which way it is the place's name, the surest first.
    enum Kind: Int, Comparable {
      case main, alternate, code

      static func < (lhs: Kind, rhs: Kind) -> Bool { lhs.rawValue < rhs.rawValue }
    }
  }

  /// Goes through the names.
  ///
  /// - Parameter body: Called with each name and its meanings, by kind and then by inhabitants; `false` ends it.
  /// - Throws: ``GazetteerError``.
  func forEach(_ body: (_ name: [UInt8], _ meanings: [Meaning]) -> Bool) throws(GazetteerError) {
    var cursor = BlockCursor(bytes[...], of: path)
    var name: [UInt8] = []
    while !cursor.isAtEnd {
      let shared = Int(try cursor.byte())
      let suffix = try cursor.slice(Int(try cursor.byte()))
      guard shared <= name.count else { throw .damaged(path, "a name in it has no beginning") }
      name.removeLast(name.count - shared)
      name += suffix
      guard body(name, try Self.meanings(&cursor, path)) else { return }
    }
  }

  private static func meanings(_ cursor: inout BlockCursor, _ path: FilePathBytes) throws(GazetteerError)
    -> [Meaning]
  {
    let count = try cursor.number()
    var meanings: [Meaning] = []
    for _ in 0..<count {
      let value = try cursor.number()
      guard let kind = Meaning.Kind(rawValue: value & 3) else {
        throw .damaged(path, "a name in it is of no kind")
      }
      let region = count > 2 ? try cursor.number() : nil
      meanings.append(Meaning(kind: kind, place: value >> 2, region: region))
    }
    return meanings
  }

  /// What a key means; empty where it is no name of the block.
  func meanings(of key: [UInt8]) throws(GazetteerError) -> [Meaning] {
    var found: [Meaning] = []
    try forEach { name, meanings in
      if name == key { found = meanings }
      return name.lexicographicallyPrecedes(key)
    }
    return found
  }
}
