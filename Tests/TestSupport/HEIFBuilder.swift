@testable import CatalogKit

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
