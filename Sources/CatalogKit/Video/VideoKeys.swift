/// Apple's metadata of a movie: names in `keys`, values in `ilst` by the names' numbers.
enum VideoKeys {
  /// More names than these are in no movie.
  private static let keyLimit = 256

  static func read(_ meta: ByteReader, _ facts: inout VideoFacts) throws(ContainerError) {
    let boxes = try children(of: meta)
    guard let keys = try ISOBoxes.first("keys", in: boxes), let list = try ISOBoxes.first("ilst", in: boxes)
    else {
      return
    }
    let names = try names(keys)
    var items = ISOBoxes(list.payload)
    while let item = try items.next() {
      // The type of an item is the number of its name, from 1.
      let number = Int(item.type.number)
      guard number >= 1, number <= names.count, let data = try ISOBoxes.first("data", in: item.payload) else {
        continue
      }
      // A type and a locale, four bytes each, stand before the value.
      let count = min(max(0, data.payload.count - 8), VideoFacts.textLimit)
      facts.add(
        String(decoding: names[number - 1], as: UTF8.self),
        try data.payload.bytes(at: 8, count: count)
      )
    }
  }

  /// In QuickTime `meta` is a plain box, in MP4 one with a version.
  private static func children(of meta: ByteReader) throws(ContainerError) -> ByteReader {
    guard meta.count >= 8 else { return meta }
    let type = try meta.bytes(at: 4, count: 4)
    return type == Array("hdlr".utf8) || type == Array("keys".utf8) ? meta : meta.slice(4..<meta.count)
  }

  private static func names(_ box: ISOBoxes.Box) throws(ContainerError) -> [[UInt8]] {
    let payload = try box.fullPayload().payload
    let count = Int(try payload.uint32(at: 0, .big))
    guard count <= keyLimit else { throw .tooMany("names of metadata", limit: keyLimit) }
    var names: [[UInt8]] = []
    var position = 4
    for _ in 0..<count {
      let size = Int(try payload.uint32(at: position, .big))
      guard size >= 8 else { throw .damaged("a name without a size", offset: position) }
      names.append(try payload.bytes(at: position + 8, count: min(size - 8, VideoFacts.textLimit)))
      position += size
    }
    return names
  }
}
