/// The sidecars of a photo in its line: an array of objects with `name`, `size` and `modified`.
enum SidecarList {
  /// Appends the array.
  static func append(_ sidecars: [Sidecar], to line: inout [UInt8]) {
    line.append(UInt8(ascii: "["))
    for (index, sidecar) in sidecars.enumerated() {
      line += Array((index == 0 ? "{\"name\":" : ",{\"name\":").utf8)
      JSONPath.append(sidecar.name, bytesKey: "nameBytes", to: &line)
      JSONText.appendKey("size", to: &line)
      DecimalDigits.append(sidecar.size, to: &line)
      JSONText.appendKey("modified", to: &line)
      JSONText.append("\(sidecar.modified)".utf8, to: &line)
      line.append(UInt8(ascii: "}"))
    }
    line.append(UInt8(ascii: "]"))
  }

  /// Reads the array.
  static func read(_ scanner: inout JSONScanner) throws(JSONError) -> [Sidecar] {
    var sidecars: [Sidecar] = []
    try scanner.array { (scanner) throws(JSONError) in
      var name: [UInt8]?
      var nameBytes: [UInt8]?
      var size = 0
      var modified: Timestamp?
      try scanner.object { (scanner, key) throws(JSONError) in
        switch String(decoding: key, as: UTF8.self) {
        case "name": name = try scanner.string()
        case "nameBytes": nameBytes = Base64.decode(try scanner.string())
        case "size": size = try scanner.integer()
        case "modified": modified = try scanner.string().withUnsafeBytes { Timestamp(rfc3339: $0) }
        default: try scanner.skipValue()
        }
      }
      guard let name = nameBytes ?? name, let modified else { return }
      sidecars.append(Sidecar(name: FilePathBytes(name), size: size, modified: modified))
    }
    return sidecars
  }

  /// A number that differs, but for one chance in 2^64, where the sidecars do; 0 for none.
  static func fingerprint(_ sidecars: [Sidecar]) -> Int {
    guard !sidecars.isEmpty else { return 0 }
    var json: [UInt8] = []
    append(sidecars, to: &json)
    return json.withUnsafeBytes { fingerprint($0) }
  }

  /// The same number from the array as it is in a line.
  static func fingerprint(_ json: UnsafeRawBufferPointer) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: json)
    return hasher.finalize()
  }
}
