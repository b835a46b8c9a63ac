/// The wanted fields of a photo with their values, in the order in which they were found; one of a kind.
struct FoundFields {
  /// How the numbers in the values are written.
  let order: ByteOrder
  /// The fields.
  private(set) var entries: [Entry] = []
  /// Their values, one behind the other: one allocation in place of one a field.
  private(set) var values: [UInt8] = []
  /// The first field that is there and too long.
  private(set) var leftOut: ExifField?
  /// For each number of ``ExifField/wanted`` which of the entries it is; `UInt8.max` where it is not here.
  private var places = [UInt8](repeating: .max, count: ExifField.wanted.count)

  /// A field with its value.
  struct Entry {
    let field: ExifField
    let format: ExifValue.Format
    /// Where its value stands in ``FoundFields/values``.
    let range: Range<Int>
  }

  init(order: ByteOrder) {
    self.order = order
    // A phone writes about 26 of them, in some 250 bytes.
    entries.reserveCapacity(ExifField.wanted.count)
    values.reserveCapacity(448)
  }

  /// Whether the field with a number was found already.
  func contains(_ number: Int) -> Bool { places[number] != .max }

  /// Notes a field that is too long to be taken.
  mutating func leaveOut(_ number: Int) { leftOut = leftOut ?? ExifField.wanted[number] }

  /// Adds the field with a number.
  mutating func add(_ number: Int, _ format: ExifValue.Format, _ value: UnsafeRawBufferPointer) {
    let start = values.count
    values.append(contentsOf: value)
    places[number] = UInt8(truncatingIfNeeded: entries.count)
    entries.append(Entry(field: ExifField.wanted[number], format: format, range: start..<values.count))
  }

  /// Adds the fields that are not here yet, in this order of bytes.
  mutating func add(_ others: FoundFields) {
    leftOut = leftOut ?? others.leftOut
    let others = others.order == order ? others : others.inOtherOrder
    others.values.withUnsafeBytes { values in
      for entry in others.entries {
        guard let number = entry.field.number, !contains(number) else { continue }
        add(number, entry.format, UnsafeRawBufferPointer(rebasing: values[entry.range]))
      }
    }
  }

  /// The value of a field; `nil` where it was not found.
  func value(_ field: ExifField) -> ExifValue? {
    guard let number = field.number, contains(number) else { return nil }
    let entry = entries[Int(places[number])]
    return ExifValue(format: entry.format, order: order, bytes: values[entry.range])
  }

  /// The same fields with the bytes of their numbers the other way round.
  private var inOtherOrder: FoundFields {
    var others = FoundFields(order: order == .big ? .little : .big)
    others.entries = entries
    others.values = values
    others.places = places
    for entry in entries {
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
