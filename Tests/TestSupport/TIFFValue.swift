@testable import CatalogKit

/// Type, count and bytes of a TIFF entry, in either byte order, and free to lie.
struct TIFFValue: Sendable {
  /// The number of the type, 1 to 13 or any other.
  var type: UInt16
  var count: UInt32
  /// The directory whose offset is the value.
  private(set) var target: String?
  private var numbers: [UInt64] = []
  /// Bytes of each number.
  private var size = 1
  /// What is in place of the value's offset; the value itself is not stored then.
  private var statedOffset: UInt32?

  private init(type: UInt16, size: Int, _ numbers: [UInt64]) {
    self.type = type
    self.size = size
    self.numbers = numbers
    count = UInt32(numbers.count)
  }

  /// Text with a NUL behind it.
  static func ascii(_ text: String) -> TIFFValue { bytes(Array(text.utf8) + [0], type: 2) }

  /// Text as it is, under any type of single bytes.
  static func text(_ text: String, type: UInt16 = 2) -> TIFFValue { bytes(Array(text.utf8), type: type) }

  static func bytes(_ bytes: [UInt8], type: UInt16 = 7) -> TIFFValue {
    TIFFValue(type: type, size: 1, bytes.map(UInt64.init))
  }

  static func byte(_ byte: UInt8) -> TIFFValue { bytes([byte], type: 1) }

  static func signedByte(_ byte: Int8) -> TIFFValue { bytes([UInt8(bitPattern: byte)], type: 6) }

  static func shorts(_ numbers: UInt16...) -> TIFFValue {
    TIFFValue(type: 3, size: 2, numbers.map(UInt64.init))
  }

  static func longs(_ numbers: UInt32...) -> TIFFValue {
    TIFFValue(type: 4, size: 4, numbers.map(UInt64.init))
  }

  static func signedShorts(_ numbers: Int16...) -> TIFFValue {
    TIFFValue(type: 8, size: 2, numbers.map { UInt64(UInt16(bitPattern: $0)) })
  }

  static func signedLongs(_ numbers: Int32...) -> TIFFValue {
    TIFFValue(type: 9, size: 4, numbers.map { UInt64(UInt32(bitPattern: $0)) })
  }

  static func rationals(_ ratios: (UInt32, UInt32)...) -> TIFFValue {
    var value = TIFFValue(type: 5, size: 4, ratios.flatMap { [UInt64($0.0), UInt64($0.1)] })
    value.count = UInt32(ratios.count)
    return value
  }

  static func signedRationals(_ ratios: (Int32, Int32)...) -> TIFFValue {
    let numbers = ratios.flatMap { [$0.0, $0.1] }.map { UInt64(UInt32(bitPattern: $0)) }
    var value = TIFFValue(type: 10, size: 4, numbers)
    value.count = UInt32(ratios.count)
    return value
  }

  static func floats(_ numbers: Float...) -> TIFFValue {
    TIFFValue(type: 11, size: 4, numbers.map { UInt64($0.bitPattern) })
  }

  static func doubles(_ numbers: Double...) -> TIFFValue {
    TIFFValue(type: 12, size: 8, numbers.map(\.bitPattern))
  }

  /// The offset of a directory, typed LONG unless told otherwise.
  static func pointer(to directory: String, type: UInt16 = 4) -> TIFFValue {
    var value = TIFFValue(type: type, size: type == 3 ? 2 : 4, [0])
    value.target = directory
    return value
  }

  /// The same under another type.
  func typed(_ type: UInt16) -> TIFFValue {
    var copy = self
    copy.type = type
    return copy
  }

  /// The same with a count that may lie.
  func counting(_ count: UInt32) -> TIFFValue {
    var copy = self
    copy.count = count
    return copy
  }

  /// The same with an offset in place of the value, which is not stored.
  func lying(at offset: UInt32) -> TIFFValue {
    var copy = self
    copy.statedOffset = offset
    return copy
  }

  private func encoded(_ order: ByteOrder) -> [UInt8] {
    numbers.flatMap { order.encode($0, size: size) }
  }

  /// The bytes outside of the entry; none where they fit into it.
  func stored(_ order: ByteOrder) -> [UInt8] {
    guard statedOffset == nil, numbers.count * size > 4 else { return [] }
    return encoded(order)
  }

  /// The entry's last ten bytes: type, count, and the value or its offset.
  func entryTail(_ order: ByteOrder, place: Int, _ starts: [String: Int]) -> [UInt8] {
    var tail = order.encode(UInt64(type), size: 2) + order.encode(UInt64(count), size: 4)
    if let statedOffset {
      tail += order.encode(UInt64(statedOffset), size: 4)
    } else if let target {
      tail += order.encode(UInt64(starts[target] ?? 0), size: size)
    } else if numbers.count * size > 4 {
      tail += order.encode(UInt64(place), size: 4)
    } else {
      tail += encoded(order)
    }
    return tail + [UInt8](repeating: 0, count: 10 - tail.count)
  }
}
