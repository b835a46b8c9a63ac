/// The items of a `meta` box that matter here: what they are, and where their bytes lie.
struct HEIFItems {
  /// An entry of `iinf`.
  struct Info {
    enum Kind { case exif, xmp }
    let id: Int
    let kind: Kind
  }

  /// Exif and XMP items, in the order of the file.
  private(set) var infos: [Info] = []
  /// The largest picture: tiles and thumbnails are smaller than the whole.
  private(set) var pixelSize: PixelSize?
  /// What was wrong first with a box or an entry that was left out.
  private(set) var damage: ContainerError?

  private let file: ByteReader
  private var idat: ByteReader?
  private var locations: ByteReader?
  private var locationVersion: UInt8 = 0

  /// An iPhone's picture has about 60 items; no known writer comes near.
  static let itemLimit = 65_535
  /// Extents of one item. Writers use one.
  static let extentLimit = 256
  /// Exif and XMP items. Their locations are looked for one by one.
  static let infoLimit = 64

  init(meta: ByteReader, file: ByteReader) throws(ContainerError) {
    self.file = file
    var boxes = ISOBoxes(meta)
    while let box = try boxes.next() {
      if box.type == "iinf" {
        try tolerant { (items) throws(ContainerError) in try items.readInfos(box) }
      } else if box.type == "iloc" {
        let full = try box.fullPayload()
        locations = full.payload
        locationVersion = full.version
      } else if box.type == "idat" {
        idat = box.payload
      } else if box.type == "iprp" {
        try tolerant { (items) throws(ContainerError) in try items.readSizes(box.payload) }
      }
    }
  }

  /// Reads something whose damage does not hide the rest.
  private mutating func tolerant(
    _ read: (inout HEIFItems) throws(ContainerError) -> Void
  ) throws(ContainerError) {
    do throws(ContainerError) {
      try read(&self)
    } catch {
      if error.endsReading { throw error }
      damage = damage ?? error
    }
  }

  private mutating func readInfos(_ box: ISOBoxes.Box) throws(ContainerError) {
    let full = try box.fullPayload()
    let start = full.version == 0 ? 2 : 4
    var entries = ISOBoxes(full.payload.slice(start..<max(start, full.payload.count)))
    while let entry = try entries.next() {
      guard entry.type == "infe" else { continue }
      try tolerant { (items) throws(ContainerError) in try items.readInfo(entry) }
    }
  }

  private mutating func readInfo(_ entry: ISOBoxes.Box) throws(ContainerError) {
    let info = try entry.fullPayload()
    // Versions 0 and 1 know no types.
    guard info.version >= 2 else { return }
    let isLong = info.version >= 3
    let id =
      isLong
      ? Int(try info.payload.uint32(at: 0, .big)) : Int(try info.payload.uint16(at: 0, .big))
    let typeStart = (isLong ? 4 : 2) + 2
    let type = try info.payload.fourCC(at: typeStart)
    let kind: Info.Kind
    if type == "Exif" {
      kind = .exif
    } else if type == "mime", try isXMP(info.payload, from: typeStart + 4) {
      kind = .xmp
    } else {
      return
    }
    guard infos.count < Self.infoLimit else { throw .tooMany("metadata items", limit: Self.infoLimit) }
    infos.append(Info(id: id, kind: kind))
  }

  /// Whether the content type behind the item's name is that of XMP.
  private func isXMP(_ payload: ByteReader, from start: Int) throws(ContainerError) -> Bool {
    let count = min(payload.count - start, 256)
    guard count > 0 else { return false }
    let strings = try payload.bytes(at: start, count: count).split(
      separator: 0,
      omittingEmptySubsequences: false
    )
    return strings.count > 1 && Array(strings[1]) == Array("application/rdf+xml".utf8)
  }

  private mutating func readSizes(_ properties: ByteReader) throws(ContainerError) {
    guard let container = try ISOBoxes.first("ipco", in: properties) else { return }
    var boxes = ISOBoxes(container.payload)
    while let box = try boxes.next() {
      guard box.type == "ispe" else { continue }
      let payload = try box.fullPayload().payload
      let width = Int(try payload.uint32(at: 0, .big))
      let height = Int(try payload.uint32(at: 4, .big))
      guard let size = PixelSize(width: width, height: height) else { continue }
      if pixelSize.map({ Self.area(size) > Self.area($0) }) ?? true { pixelSize = size }
    }
  }

  /// As a fraction, since the product of two sizes may be too large for an `Int`.
  private static func area(_ size: PixelSize) -> Double { Double(size.width) * Double(size.height) }

  /// The bytes of an item (ISO/IEC 14496-12, 8.11.3).
  func payload(of id: Int) throws(ContainerError) -> ByteReader {
    guard let locations else { throw .damaged("no item locations", offset: 0) }
    var cursor = Cursor(reader: locations)
    let sizes = try cursor.take(2)
    let offsetSize = sizes >> 12
    let lengthSize = sizes >> 8 & 15
    let baseSize = sizes >> 4 & 15
    let indexSize = locationVersion > 0 ? sizes & 15 : 0
    let count = try cursor.take(locationVersion < 2 ? 2 : 4)
    guard count <= Self.itemLimit else { throw .tooMany("items", limit: Self.itemLimit) }
    for _ in 0..<count {
      let item = try cursor.take(locationVersion < 2 ? 2 : 4)
      let method = locationVersion > 0 ? try cursor.take(2) & 15 : 0
      _ = try cursor.take(2)
      let base = try cursor.take(baseSize)
      let extents = try cursor.take(2)
      guard item == id else {
        try cursor.skip(extents * (indexSize + offsetSize + lengthSize))
        continue
      }
      guard extents <= Self.extentLimit else {
        throw .tooMany("extents of one item", limit: Self.extentLimit)
      }
      guard let home = method == 0 ? file : method == 1 ? idat : nil else {
        throw .damaged("an item that is made of other items", offset: 0)
      }
      var payload: ByteReader?
      for _ in 0..<extents {
        _ = try cursor.take(indexSize)
        let (start, overflow) = base.addingReportingOverflow(try cursor.take(offsetSize))
        let length = try cursor.take(lengthSize)
        guard !overflow, start >= 0, start < home.count else { throw .endOfFile(offset: file.count) }
        // No length means: all that follows.
        let end = length == 0 ? home.count : start + min(length, home.count - start)
        let part = home.slice(start..<end)
        payload = payload?.joined(with: part) ?? part
      }
      if let payload { return payload }
    }
    throw .damaged("an item without a location", offset: 0)
  }

  /// Where all items lie but Exif and XMP, each in the order of its extents: what is drawn.
  ///
  /// - Parameter file: The whole file.
  /// - Returns: Ranges in the file; empty where it has no items.
  /// - Throws: `ContainerError`.
  static func pictureRanges(of file: ByteReader) throws(ContainerError) -> [Range<Int>] {
    var boxes = ISOBoxes(file)
    while let box = try boxes.next() {
      guard box.type == "meta" else { continue }
      let items = try HEIFItems(meta: box.fullPayload().payload, file: file)
      let said = Set(items.infos.map(\.id))
      var ranges: [Range<Int>] = []
      for id in try items.locationIDs() where !said.contains(id) {
        ranges += try items.payload(of: id).ranges
      }
      return ranges
    }
    return []
  }

  /// The items that lie in the file or in `idat`.
  private func locationIDs() throws(ContainerError) -> [Int] {
    guard let locations else { return [] }
    var cursor = Cursor(reader: locations)
    let sizes = try cursor.take(2)
    let extentSize = (sizes >> 12) + (sizes >> 8 & 15) + (locationVersion > 0 ? sizes & 15 : 0)
    let count = try cursor.take(locationVersion < 2 ? 2 : 4)
    guard count <= Self.pictureLimit else { throw .tooMany("items", limit: Self.pictureLimit) }
    var ids: [Int] = []
    for _ in 0..<count {
      let item = try cursor.take(locationVersion < 2 ? 2 : 4)
      let method = locationVersion > 0 ? try cursor.take(2) & 15 : 0
      try cursor.skip(2 + (sizes >> 4 & 15))
      try cursor.skip(try cursor.take(2) * extentSize)
      if method < 2 { ids.append(item) }
    }
    return ids
  }

  /// Items of a picture whose places are looked for one by one. A picture of 100 megapixels has some 400 tiles.
  private static let pictureLimit = 2048

  /// Reads numbers one after the other.
  private struct Cursor {
    let reader: ByteReader
    var position = 0

    /// A number of 0, 2, 4 or 8 bytes.
    mutating func take(_ size: Int) throws(ContainerError) -> Int {
      defer { position += size }
      switch size {
      case 0: return 0
      case 2: return Int(try reader.uint16(at: position, .big))
      case 4: return Int(try reader.uint32(at: position, .big))
      case 8:
        let high = Int(try reader.uint32(at: position, .big))
        guard high <= Int(Int32.max) else { throw .damaged("an offset that is too large", offset: position) }
        return high << 32 | Int(try reader.uint32(at: position + 4, .big))
      default: throw .damaged("a size of \(size) bytes in the item locations", offset: position)
      }
    }

    mutating func skip(_ count: Int) throws(ContainerError) {
      guard count <= reader.count - position else {
        throw .damaged("item locations that end too early", offset: position)
      }
      position += count
    }
  }
}
