/// Writes an Exif block that holds a position and nothing else: `Exif\0\0`, a TIFF header, a first directory that points
/// at the GPS directory, and its values behind it.
struct PositionBlockWriter {
  private let order: ByteOrder
  private let bytes: UnsafeMutableRawBufferPointer
  /// Where the next number goes.
  private var end = 0

  /// Bytes in front of the TIFF header, from which offsets count.
  private static let prefix = Array("Exif\0\0".utf8)
  private static let entryLength = 12
  /// The number of entries, one entry, and the offset of a next directory.
  private static let firstDirectoryLength = 2 + entryLength + 4

  /// Writes a block, and hands it to a closure that must not keep it.
  ///
  /// - Returns: What the closure returns; `nil` where no field is one of a position.
  static func withBlock<R>(_ found: FoundFields, _ body: (UnsafeRawBufferPointer) -> R) -> R? {
    var count = 0
    var valueLength = 0
    for number in ExifField.positionNumbers {
      guard let entry = found.entry(number) else { continue }
      count += 1
      valueLength += lengthOutside(entry)
    }
    guard count > 0 else { return nil }
    let gpsDirectory = TIFFHeader.length + firstDirectoryLength
    let firstValue = gpsDirectory + 2 + entryLength * count + 4
    let length = prefix.count + firstValue + valueLength
    return withUnsafeTemporaryAllocation(byteCount: length, alignment: 1) { bytes in
      _ = bytes.initializeMemory(as: UInt8.self, repeating: 0)
      bytes.copyBytes(from: prefix)
      var writer = PositionBlockWriter(
        order: found.order,
        bytes: UnsafeMutableRawBufferPointer(rebasing: bytes[prefix.count...])
      )
      writer.put16(found.order == .little ? 0x4949 : 0x4D4D)
      writer.put16(42)
      writer.put32(TIFFHeader.length)
      writer.put16(1)
      writer.putEntry(.gpsPointer, .long, count: 1)
      writer.put32(gpsDirectory)
      writer.put32(0)
      writer.put16(count)
      writer.putDirectory(found, firstValue: firstValue)
      return body(UnsafeRawBufferPointer(bytes))
    }
  }

  private init(order: ByteOrder, bytes: UnsafeMutableRawBufferPointer) {
    self.order = order
    self.bytes = bytes
  }

  /// Bytes of a value that does not stand in its entry; each begins at an even offset.
  private static func lengthOutside(_ entry: FoundFields.Entry) -> Int {
    entry.range.count > 4 ? entry.range.count + entry.range.count % 2 : 0
  }

  private mutating func putDirectory(_ found: FoundFields, firstValue: Int) {
    var valueStart = firstValue
    found.values.withUnsafeBytes { values in
      for number in ExifField.positionNumbers {
        guard let entry = found.entry(number) else { continue }
        putEntry(ExifField.wanted[number], entry.format, count: entry.range.count / entry.format.size)
        let value = UnsafeRawBufferPointer(rebasing: values[entry.range])
        if value.count <= 4 {
          bytes[end...].copyBytes(from: value)
          end += 4
        } else {
          put32(valueStart)
          bytes[valueStart...].copyBytes(from: value)
          valueStart += Self.lengthOutside(entry)
        }
      }
    }
  }

  /// Writes an entry up to its value.
  private mutating func putEntry(_ field: ExifField, _ format: ExifValue.Format, count: Int) {
    put16(Int(field.tag))
    put16(Int(format.rawValue))
    put32(count)
  }

  private mutating func put16(_ value: Int) {
    let number = UInt16(truncatingIfNeeded: value)
    bytes.storeBytes(
      of: order == .little ? number.littleEndian : number.bigEndian,
      toByteOffset: end,
      as: UInt16.self
    )
    end += 2
  }

  private mutating func put32(_ value: Int) {
    let number = UInt32(truncatingIfNeeded: value)
    bytes.storeBytes(
      of: order == .little ? number.littleEndian : number.bigEndian,
      toByteOffset: end,
      as: UInt32.self
    )
    end += 4
  }
}
