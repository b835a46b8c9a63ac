/// Metadata of a movie in a `meta` box: values in `ilst`, by the numbers of their names in `keys` (Apple, "QuickTime File
/// Format", Metadata) or by QuickTime's own names of four characters (as iTunes and ExifTool write them).
enum VideoKeys {
  /// More names than these are in no movie.
  private static let keyLimit = 256

  static func read(_ meta: ByteReader, _ facts: inout VideoFacts) throws(ContainerError) {
    let boxes = try ISOBoxes.children(ofMeta: meta)
    guard let list = try ISOBoxes.first("ilst", in: boxes) else { return }
    let keys = try ISOBoxes.first("keys", in: boxes)
    let names = try keys.map { (box) throws(ContainerError) in try self.names(box) } ?? []
    var items = ISOBoxes(list.payload)
    while let item = try items.next() {
      // The type of an item is the number of its name, from 1.
      let number = Int(item.type.number)
      let isText = number >> 24 == 0xA9
      guard isText || (1...max(1, names.count)).contains(number) && !names.isEmpty,
        let data = try ISOBoxes.first("data", in: item.payload)
      else { continue }
      // A type and a locale, four bytes each, come before the value.
      let count = min(max(0, data.payload.count - 8), VideoFacts.textLimit)
      let value = try data.payload.bytes(at: 8, count: count)
      if isText {
        facts.addText(item.type, value, from: .itemList)
      } else {
        facts.addKey(String(decoding: names[number - 1], as: UTF8.self), value)
      }
    }
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

extension ISOBoxes {
  /// The boxes in a `meta` box: in QuickTime it is a plain box, in MP4 one with a version.
  static func children(ofMeta meta: ByteReader) throws(ContainerError) -> ByteReader {
    guard meta.count >= 8 else { return meta }
    let type = try meta.fourCC(at: 4)
    return type == "hdlr" || type == "keys" ? meta : meta.slice(4..<meta.count)
  }

  /// Reads boxes one after the other; a damaged one does not hide the others.
  ///
  /// - Returns: What was wrong with the first that was damaged.
  static func readAll(
    of reader: ByteReader,
    _ read: (Box) throws(ContainerError) -> Void
  ) -> ContainerError? {
    var damage: ContainerError?
    var boxes = ISOBoxes(reader)
    while true {
      let box: Box
      do throws(ContainerError) {
        guard let next = try boxes.next() else { return damage }
        box = next
      } catch {
        return damage ?? error
      }
      do throws(ContainerError) {
        try read(box)
      } catch {
        damage = damage ?? error
        if error.endsReading { return damage }
      }
    }
  }
}
