/// The wanted fields of a photo with their values; one of a kind.
struct FoundFields {
  /// How the numbers in the values are written.
  let order: ByteOrder
  /// The values, one behind the other: one allocation in place of one a field.
  private(set) var values: [UInt8] = []
  /// The first field that is there and too long.
  private(set) var leftOut: ExifField?
  /// The fields by their numbers in ``ExifField/wanted``.
  private var entries = Self.none

  /// What there is of a field.
  struct Entry {
    let format: ExifValue.Format
    // Small, so that the entries of all fields take half a kilobyte. The values of all together are far below 4 GB.
    private let start: UInt32
    private let count: UInt32

    /// Where its value stands in ``FoundFields/values``.
    var range: Range<Int> { Int(start)..<(Int(start) + Int(count)) }

    init(format: ExifValue.Format, range: Range<Int>) {
      self.format = format
      start = UInt32(range.lowerBound)
      count = UInt32(range.count)
    }
  }

  /// Copied for each photo, which is quicker than filling it anew.
  private static let none = [Entry?](repeating: nil, count: ExifField.wanted.count)

  init(order: ByteOrder) {
    self.order = order
    // A phone writes about 26 fields, in some 250 bytes.
    values.reserveCapacity(448)
  }

  /// Whether the field with a number was found already.
  func contains(_ number: Int) -> Bool { entries[number] != nil }

  /// What there is of the field with a number.
  func entry(_ number: Int) -> Entry? { entries[number] }

  /// Notes a field that is too long to be taken.
  mutating func leaveOut(_ number: Int) { leftOut = leftOut ?? ExifField.wanted[number] }

  /// Adds the field with a number.
  mutating func add(_ number: Int, _ format: ExifValue.Format, _ value: UnsafeRawBufferPointer) {
    let start = values.count
    values.append(contentsOf: value)
    entries[number] = Entry(format: format, range: start..<values.count)
  }

  /// Drops the field with a number.
  mutating func remove(_ number: Int) { entries[number] = nil }

  /// Takes another value for the field with a number.
  mutating func replace(_ number: Int, _ format: ExifValue.Format, _ value: UnsafeRawBufferPointer) {
    guard let range = entries[number]?.range, range.count == value.count else {
      return add(number, format, value)
    }
    values.withUnsafeMutableBytes { $0[range].copyBytes(from: value) }
    entries[number] = Entry(format: format, range: range)
  }

  /// Adds the fields that are not here yet, in this order of bytes.
  mutating func add(_ others: FoundFields) {
    leftOut = leftOut ?? others.leftOut
    let others = others.order == order ? others : others.inOtherOrder
    others.values.withUnsafeBytes { values in
      for number in others.entries.indices where !contains(number) {
        guard let entry = others.entries[number] else { continue }
        add(number, entry.format, UnsafeRawBufferPointer(rebasing: values[entry.range]))
      }
    }
  }

  /// The value of a field; `nil` where it was not found.
  func value(_ field: ExifField) -> ExifValue? {
    guard let number = field.number, let entry = entries[number] else { return nil }
    return ExifValue(format: entry.format, order: order, bytes: values[entry.range])
  }

  /// The same fields with the bytes of their numbers the other way round.
  private var inOtherOrder: FoundFields {
    var others = FoundFields(order: order == .big ? .little : .big)
    others.entries = entries
    others.values = values
    for case let entry? in entries {
      let format = entry.format
      let size = format == .rational || format == .signedRational ? 4 : format.size
      for start in stride(from: entry.range.lowerBound, to: entry.range.upperBound, by: size) {
        others.values[start..<min(start + size, entry.range.upperBound)].reverse()
      }
    }
    return others
  }
}

extension ExifField {
  fileprivate var number: Int? { Self.number(of: tag, in: directory) }
}
