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
