extension IndexHeader {
  /// Reads the object of the member `catalog`.
  ///
  /// - Throws: ``JSONError`` where a member is missing or of the wrong kind.
  init(catalog scanner: inout JSONScanner) throws(JSONError) {
    var version: Int?
    var reader: Int?
    var generator: [UInt8] = []
    var written: Timestamp?
    var unknown: [Member] = []
    try scanner.object { (scanner, key) throws(JSONError) in
      switch String(decoding: key, as: UTF8.self) {
      case "version": version = try scanner.integer()
      case "reader": reader = try scanner.integer()
      case "generator": generator = try scanner.string()
      case "written": written = try scanner.string().withUnsafeBytes { Timestamp(rfc3339: $0) }
      default: unknown.append(Member(name: key, value: try scanner.compactValue()))
      }
    }
    guard let version else { throw JSONError(offset: scanner.position) }
    self.init(
      generator: String(decoding: generator, as: UTF8.self),
      written: written ?? Timestamp(seconds: 0, nanoseconds: 0),
      scanned: []
    )
    self.version = version
    // Without it the photos are read anew, which is right.
    self.reader = reader ?? 0
    unknownCatalogMembers = unknown
  }

  /// Reads a member of the document that is neither `catalog` nor the photos.
  ///
  /// - Throws: ``JSONError`` where its value is of the wrong kind.
  mutating func read(_ key: [UInt8], _ scanner: inout JSONScanner) throws(JSONError) {
    switch String(decoding: key, as: UTF8.self) {
    case "scanned": scanned = try Self.names(&scanner)
    case "exclude": exclude = try Self.names(&scanner)
    case "mounts": mounts = try Self.names(&scanner)
    case "sharedMounts": sharedMounts = try Self.names(&scanner)
    case "absent": absent = try Self.names(&scanner)
    case "followLinks": followsLinks = try scanner.boolean()
    case "summary": try scanner.skipValue()
    default: unknownMembers.append(Member(name: key, value: try scanner.compactValue()))
    }
  }

  /// Reads an array of names, in which those that are not UTF-8 are objects.
  static func names(_ scanner: inout JSONScanner) throws(JSONError) -> [FilePathBytes] {
    var names: [FilePathBytes] = []
    try scanner.array { (scanner) throws(JSONError) in
      guard scanner.peek() == UInt8(ascii: "{") else {
        names.append(FilePathBytes(try scanner.string()))
        return
      }
      var path: [UInt8]?
      var pathBytes: [UInt8]?
      try scanner.object { (scanner, key) throws(JSONError) in
        switch String(decoding: key, as: UTF8.self) {
        case "path": path = try scanner.string()
        case "pathBytes": pathBytes = Base64.decode(try scanner.string())
        default: try scanner.skipValue()
        }
      }
      guard let name = pathBytes ?? path else { throw JSONError(offset: scanner.position) }
      names.append(FilePathBytes(name))
    }
    return names
  }

  /// Reads the lines that ``encoded()`` writes, exactly as it writes them.
  ///
  /// - Parameter bytes: The beginning of a file.
  /// - Returns: The header and its length; `nil` where the bytes are anything else.
  static func parse(_ bytes: [UInt8]) -> (header: IndexHeader, length: Int)? {
    guard bytes.starts(with: Array("{\"catalog\":".utf8)) else { return nil }
    let header = bytes.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return try? beginning(&scanner)
    }
    // What was understood must be what would be written: then every byte of the lines is accounted for.
    guard let header else { return nil }
    let encoded = header.encoded()
    return bytes.starts(with: encoded) ? (header, encoded.count) : nil
  }

  /// Reads the members up to the photos.
  private static func beginning(_ scanner: inout JSONScanner) throws(JSONError) -> IndexHeader {
    try scanner.expect("{")
    _ = try scanner.string()
    try scanner.expect(":")
    var header = try IndexHeader(catalog: &scanner)
    // Ends: each turn reads a member, and no file is endless.
    while true {
      try scanner.expect(",")
      let key = try scanner.string()
      try scanner.expect(":")
      if key == Array("photos".utf8) { return header }
      try header.read(key, &scanner)
    }
  }
}
