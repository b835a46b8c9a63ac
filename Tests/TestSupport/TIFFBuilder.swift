@testable import CatalogKit

/// Builds a TIFF structure in memory, good or as wrong as a test wants it.
///
/// Directories lie in the order of ``directories``, each followed by its values. Pointers to the Exif and the GPS
/// directory are put into the first directory, unless an entry already points there.
struct TIFFBuilder: Sendable {
  var order = ByteOrder.little
  /// The number behind the byte order.
  var magic: UInt16 = 42
  /// Bytes between the header and the first directory.
  var gap = 0
  /// What the header says instead of the truth.
  var statedFirstDirectory: UInt32?
  private(set) var directories = [
    TIFFDirectory(name: "image"), TIFFDirectory(name: "exif"), TIFFDirectory(name: "gps"),
  ]

  /// The same with an entry that takes the place of the field's first one, or comes last where there is none.
  func setting(_ field: ExifField, _ value: TIFFValue) -> TIFFBuilder {
    changing(Self.name(field)) { directory in
      let entry = TIFFEntry(tag: field.tag, value: value)
      if let index = directory.entries.firstIndex(where: { $0.tag == field.tag }) {
        directory.entries[index] = entry
      } else {
        directory.entries.append(entry)
      }
    }
  }

  /// The same with one more entry behind the others, a repeated one perhaps.
  func adding(_ field: ExifField, _ value: TIFFValue) -> TIFFBuilder {
    changing(Self.name(field)) { $0.entries.append(TIFFEntry(tag: field.tag, value: value)) }
  }

  /// The same without a field.
  func without(_ field: ExifField) -> TIFFBuilder {
    changing(Self.name(field)) { directory in directory.entries.removeAll { $0.tag == field.tag } }
  }

  /// The same with the entries of a directory from last to first.
  func reversed(_ name: String) -> TIFFBuilder {
    changing(name) { $0.entries.reverse() }
  }

  /// The same with a directory that says another number of entries than it has.
  func counting(_ count: UInt16, in name: String) -> TIFFBuilder {
    changing(name) { $0.statedCount = count }
  }

  /// The same with another directory behind the others, to which an entry may point.
  func directory(_ name: String, _ entries: [TIFFEntry]) -> TIFFBuilder {
    changing { $0.directories.append(TIFFDirectory(name: name, entries: entries)) }
  }

  /// The same with a directory in front of the others in the file.
  func movedToFront(_ name: String) -> TIFFBuilder {
    changing { builder in
      guard let index = builder.directories.firstIndex(where: { $0.name == name }) else { return }
      builder.directories.insert(builder.directories.remove(at: index), at: 0)
    }
  }

  /// The same in another byte order.
  func ordered(_ order: ByteOrder) -> TIFFBuilder {
    changing { $0.order = order }
  }

  /// The same with a change to the whole.
  func changing(_ change: (inout TIFFBuilder) -> Void) -> TIFFBuilder {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same with a change to one directory.
  func changing(_ name: String, _ change: (inout TIFFDirectory) -> Void) -> TIFFBuilder {
    changing { builder in
      for index in builder.directories.indices where builder.directories[index].name == name {
        change(&builder.directories[index])
      }
    }
  }

  /// The structure from its byte order mark on.
  var bytes: [UInt8] {
    let directories = linkedDirectories
    var starts: [String: Int] = [:]
    var end = TIFFHeader.length + gap
    for directory in directories {
      starts[directory.name] = end
      end += directory.length(order)
    }
    var out = order == .little ? Array("II".utf8) : Array("MM".utf8)
    out += order.encode(UInt64(magic), size: 2)
    out += order.encode(UInt64(statedFirstDirectory ?? UInt32(starts["image"] ?? 0)), size: 4)
    out += [UInt8](repeating: 0, count: gap)
    for directory in directories { directory.append(to: &out, order, starts) }
    return out
  }

  /// The directories that are to be written, with the pointers between them.
  private var linkedDirectories: [TIFFDirectory] {
    let targets = Set(directories.flatMap(\.entries).compactMap(\.value.target))
    var linked = self
    for (name, pointer) in [("exif", ExifField.exifPointer), ("gps", ExifField.gpsPointer)] {
      let isWanted = directories.contains { $0.name == name && $0.isWritten }
      if isWanted, !targets.contains(name) { linked = linked.adding(pointer, .pointer(to: name)) }
    }
    return linked.directories.filter { $0.isWritten || $0.name == "image" || targets.contains($0.name) }
  }

  private static func name(_ field: ExifField) -> String {
    switch field.directory {
    case .image: "image"
    case .exif: "exif"
    case .gps: "gps"
    }
  }
}

/// A directory of a TIFF structure.
struct TIFFDirectory: Sendable {
  let name: String
  var entries: [TIFFEntry] = []
  /// The number of entries that it says it has.
  var statedCount: UInt16?

  /// An empty directory is left out, unless it says that it is not empty.
  var isWritten: Bool { !entries.isEmpty || statedCount != nil }

  func length(_ order: ByteOrder) -> Int {
    6 + 12 * entries.count + entries.reduce(0) { $0 + $1.value.stored(order).count }
  }

  func append(to out: inout [UInt8], _ order: ByteOrder, _ starts: [String: Int]) {
    var place = out.count + 6 + 12 * entries.count
    out += order.encode(UInt64(statedCount ?? UInt16(entries.count)), size: 2)
    for entry in entries {
      out += order.encode(UInt64(entry.tag), size: 2)
      out += entry.value.entryTail(order, place: place, starts)
      place += entry.value.stored(order).count
    }
    out += [0, 0, 0, 0]
    for entry in entries { out += entry.value.stored(order) }
  }
}

/// An entry of a directory.
struct TIFFEntry: Sendable {
  let tag: UInt16
  let value: TIFFValue

  init(tag: UInt16, value: TIFFValue) {
    self.tag = tag
    self.value = value
  }

  init(_ field: ExifField, _ value: TIFFValue) {
    self.init(tag: field.tag, value: value)
  }
}

extension ByteOrder {
  static let both: [ByteOrder] = [.little, .big]

  /// The low bytes of a number in this order.
  func encode(_ value: UInt64, size: Int) -> [UInt8] {
    (0..<size).map { index in
      UInt8(truncatingIfNeeded: value >> UInt64(8 * (self == .little ? index : size - 1 - index)))
    }
  }
}

extension TIFFBuilder {
  /// A photo from 33.8586° south, 70.67° west, and nothing else.
  static let santiago = TIFFBuilder()
    .setting(.latitudeRef, .ascii("S"))
    .setting(.latitude, .rationals((330, 10), (510, 10), (3096, 100)))
    .setting(.longitudeRef, .ascii("W"))
    .setting(.longitude, .rationals((700, 10), (400, 10), (1200, 100)))

  /// The photo that a scan makes of it.
  var photo: Photo { JPEGBuilder.photo(self).photo }
}

extension Coordinate {
  /// Where ``TIFFBuilder/santiago`` was taken.
  static var santiago: Coordinate {
    get throws { try Coordinate(latitude: -33.8586, longitude: -70.67) }
  }
}
