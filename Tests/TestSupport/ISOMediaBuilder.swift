@testable import CatalogKit

/// Puts files of boxes together (ISO/IEC 14496-12).
enum ISOMediaBuilder {
  /// A box; a type's characters are those of Latin-1, so that `©xyz` is one.
  static func box(_ type: String, _ payload: [UInt8]) -> [UInt8] {
    number(payload.count + 8, 4) + name(type) + payload
  }

  /// A box with a version and flags.
  static func full(_ type: String, version: Int = 0, _ payload: [UInt8]) -> [UInt8] {
    box(type, number(version, 1) + [0, 0, 0] + payload)
  }

  /// A box whose size has 64 bits.
  static func large(_ type: String, size: Int? = nil, _ payload: [UInt8]) -> [UInt8] {
    number(1, 4) + name(type) + number(size ?? payload.count + 16, 8) + payload
  }

  /// A box of an extended type.
  static func uuid(_ uuid: [UInt8], _ payload: [UInt8]) -> [UInt8] {
    box("uuid", uuid + payload)
  }

  /// The box of brands; the first is the major one.
  static func ftyp(_ brands: [String]) -> [UInt8] {
    box("ftyp", name(brands[0]) + number(0, 4) + brands.flatMap(name))
  }

  static func number(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * (size - 1 - $0))) }
  }

  static func name(_ type: String) -> [UInt8] {
    type.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  static let xmpUUID: [UInt8] = [
    0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC,
  ]
  static let canonUUID: [UInt8] = [
    0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0, 0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A, 0x48,
  ]
}

/// Movies: the boxes in `moov`.
extension ISOMediaBuilder {
  /// The movie's header with the time of its making in seconds since 1904.
  static func mvhd(version: Int = 0, _ created: Int) -> [UInt8] {
    let size = version == 1 ? 8 : 4
    return full("mvhd", version: version, number(created, size) + [UInt8](repeating: 0, count: 80 + 2 * size))
  }

  /// Apple's names and values; with a version as in MP4, or without as in QuickTime.
  static func meta(_ values: [(name: String, value: String)], hasVersion: Bool = false) -> [UInt8] {
    var names: [UInt8] = []
    var items: [UInt8] = []
    for (index, pair) in values.enumerated() {
      names += number(pair.name.utf8.count + 8, 4) + name("mdta") + Array(pair.name.utf8)
      let data = box("data", number(1, 4) + number(0, 4) + Array(pair.value.utf8))
      items += number(data.count + 8, 4) + number(index + 1, 4) + data
    }
    let hdlr = full("hdlr", number(0, 4) + name("mdta") + [UInt8](repeating: 0, count: 14))
    let boxes = hdlr + full("keys", number(values.count, 4) + names) + box("ilst", items)
    return hasVersion ? full("meta", boxes) : box("meta", boxes)
  }

  /// A list of items named by QuickTime's own names, as ExifTool writes it.
  static func items(_ values: [(type: String, value: String)], hasVersion: Bool = true) -> [UInt8] {
    let items = values.flatMap { pair in
      box(pair.type, box("data", number(1, 4) + number(0, 4) + Array(pair.value.utf8)))
    }
    let hdlr = full("hdlr", number(0, 4) + name("mdir") + [UInt8](repeating: 0, count: 13))
    let boxes = hdlr + box("ilst", items)
    return hasVersion ? full("meta", boxes) : box("meta", boxes)
  }

  /// Sony's XML in a box of the file.
  static func nonRealTimeMeta(_ xml: String) -> [UInt8] {
    let hdlr = full("hdlr", number(0, 4) + name("nrtm") + [UInt8](repeating: 0, count: 13))
    return full("meta", hdlr + full("xml ", Array(xml.utf8)))
  }

  /// A text of user data behind its length and language.
  static func text(_ type: String, _ text: String) -> [UInt8] {
    box(type, number(text.utf8.count, 2) + [0x15, 0xC7] + Array(text.utf8))
  }

  /// 3GPP's place; the name with its end.
  static func loci(latitude: Double, longitude: Double, altitude: Double = 0, name: [UInt8] = [0]) -> [UInt8]
  {
    var payload: [UInt8] = [0x15, 0xC7] + name + [0]
    for value in [longitude, latitude, altitude] { payload += number(Int((value * 65536).rounded()), 4) }
    return full("loci", payload + Array("earth".utf8) + [0, 0])
  }

  static func udta(_ boxes: [UInt8]...) -> [UInt8] { box("udta", boxes.flatMap(\.self)) }
  static func moov(_ boxes: [UInt8]...) -> [UInt8] { box("moov", boxes.flatMap(\.self)) }
}

/// A HEIF file with metadata items.
struct HEIFBuilder {
  var brands = ["heic", "mif1"]
  var infoVersion = 0
  var entryVersion = 2
  var locationVersion = 1
  var offsetSize = 4
  var lengthSize = 4
  /// Above 0, offsets count from the payload of `mdat` or, in `idat`, from its second byte.
  var baseSize = 0
  var indexSize = 0
  var items: [Item]
  var sizes = [(640, 480)]
  /// Stands in the place of the item locations.
  var locations: [UInt8]?
  /// What the box behind the metadata claims to hold, where it has 64 bits.
  var largeSize: Int?

  struct Item {
    var id = 1
    var type = "Exif"
    var contentType: String?
    var extents: [[UInt8]]
    var isInIdat = false
    /// Where the bytes lie, if it is not where they are put.
    var start: Int?

    init(_ extents: [UInt8]..., id: Int = 1) {
      self.extents = extents
      self.id = id
    }

    static func xmp(_ packet: [UInt8], id: Int = 9) -> Item {
      var item = Item(packet, id: id)
      item.type = "mime"
      item.contentType = "application/rdf+xml"
      return item
    }
  }

  init(_ items: [Item]) {
    self.items = items
  }

  var bytes: [UInt8] {
    let data = bytes(of: items.filter { !$0.isInIdat })
    let header =
      largeSize.map { ISOMediaBuilder.large("mdat", size: $0, []) }
      ?? Array(ISOMediaBuilder.box("mdat", data).prefix(8))
    // Sizes do not depend on the offsets in them: the first pass finds the place of the data.
    let brands = ISOMediaBuilder.ftyp(brands)
    let start = brands.count + meta(0).count + header.count
    return brands + meta(start) + header + data
  }

  /// The extents of items, each with a byte behind it that belongs to none.
  private func bytes(of items: [Item]) -> [UInt8] {
    var out: [UInt8] = []
    for item in items {
      for extent in item.extents { out += extent + [0xEE] }
    }
    return out
  }

  private func meta(_ dataStart: Int) -> [UInt8] {
    var info = ISOMediaBuilder.number(items.count, infoVersion == 0 ? 2 : 4)
    for item in items { info += entry(item) }
    var properties: [UInt8] = []
    for (width, height) in sizes {
      properties += ISOMediaBuilder.full(
        "ispe",
        ISOMediaBuilder.number(width, 4) + ISOMediaBuilder.number(height, 4)
      )
    }
    var boxes = ISOMediaBuilder.full("hdlr", ISOMediaBuilder.number(0, 4) + ISOMediaBuilder.name("pict"))
    boxes += ISOMediaBuilder.full("iinf", version: infoVersion, info)
    boxes += ISOMediaBuilder.full("iloc", version: locationVersion, locations ?? location(dataStart))
    boxes += ISOMediaBuilder.box("iprp", ISOMediaBuilder.box("ipco", properties))
    boxes += ISOMediaBuilder.box("idat", [0xEE] + bytes(of: items.filter(\.isInIdat)))
    return ISOMediaBuilder.full("meta", boxes)
  }

  private func entry(_ item: Item) -> [UInt8] {
    var payload = ISOMediaBuilder.number(item.id, entryVersion == 3 ? 4 : 2)
    payload += [0, 0] + ISOMediaBuilder.name(item.type) + Array("name".utf8) + [0]
    if let contentType = item.contentType { payload += Array(contentType.utf8) + [0] }
    return ISOMediaBuilder.full("infe", version: entryVersion, payload)
  }

  private func location(_ dataStart: Int) -> [UInt8] {
    let idSize = locationVersion < 2 ? 2 : 4
    var out = ISOMediaBuilder.number(offsetSize << 4 | lengthSize, 1)
    out += ISOMediaBuilder.number(baseSize << 4 | (locationVersion > 0 ? indexSize : 0), 1)
    out += ISOMediaBuilder.number(items.count, idSize)
    var ends = (file: dataStart, idat: 1)
    for item in items {
      let base = baseSize == 0 ? 0 : item.isInIdat ? 1 : dataStart
      out += ISOMediaBuilder.number(item.id, idSize)
      if locationVersion > 0 { out += [0, item.isInIdat ? 1 : 0] }
      out += [0, 0] + ISOMediaBuilder.number(base, baseSize) + ISOMediaBuilder.number(item.extents.count, 2)
      for extent in item.extents {
        let start = item.start ?? (item.isInIdat ? ends.idat : ends.file)
        if locationVersion > 0 { out += [UInt8](repeating: 0, count: indexSize) }
        out += ISOMediaBuilder.number(start - base, offsetSize)
        out += ISOMediaBuilder.number(extent.count, lengthSize)
        if item.isInIdat { ends.idat += extent.count + 1 } else { ends.file += extent.count + 1 }
      }
    }
    return out
  }
}

/// A file that is mostly a hole.
struct SparseFile {
  let size: Int
  let pieces: [(offset: Int, bytes: [UInt8])]

  var source: ByteSource {
    let source = ByteSource()
    let (size, pieces) = (size, pieces)
    source.open(size: size) { (offset, buffer) throws(SystemError) in
      let count = max(0, min(buffer.count, size - offset))
      for index in 0..<count { buffer[index] = 0 }
      for piece in pieces {
        let part = (piece.offset..<(piece.offset + piece.bytes.count)).clamped(to: offset..<(offset + count))
        for place in part { buffer[place - offset] = piece.bytes[place - piece.offset] }
      }
      return (count, 1)
    }
    return source
  }
}
