/// Some of the fields of a photo: those that a question asks about, so that only they are read from a line.
public struct PhotoFieldSet: OptionSet, Hashable, Sendable {
  /// A bit for each field, by its place in the table.
  public let rawValue: UInt64

  /// - Parameter rawValue: A bit for each field, by its place in the table.
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// - Parameter fields: Any fields.
  public init(_ fields: [PhotoField]) {
    // A loop over an array: a sequence of any kind costs other modules a look for its type at run time.
    var bits: UInt64 = 0
    for field in fields { bits |= 1 << UInt64(field.rawValue) }
    rawValue = bits
  }

  /// All fields there are.
  public static let all = PhotoFieldSet(rawValue: .max)

  /// Whether a field is among them.
  ///
  /// - Parameter field: Any field.
  /// - Returns: Whether it is.
  @inline(__always)
  public func contains(_ field: PhotoField) -> Bool { rawValue >> UInt64(field.rawValue) & 1 == 1 }
}

extension PhotoFieldSet: ExpressibleByArrayLiteral {
  /// - Parameter elements: Any fields.
  public init(arrayLiteral elements: PhotoField...) { self.init(elements) }
}

extension PhotoFieldSet {
  /// Fields that make one value together: none of them says anything alone.
  private static let groups: [PhotoFieldSet] = [
    [.path, .pathBytes], [.latitude, .longitude, .altitude, .accuracy, .datum, .status, .source, .method],
    [.taken, .takenSource, .offsetSource], [.heading, .headingReference], [.speed, .speedUnit],
    [.width, .height],
    [.problem, .unreadable],
  ]

  /// These fields, and those that are needed to read them.
  var completed: PhotoFieldSet {
    if self == .all { return self }
    return Self.groups.reduce(self) { $0.isDisjoint(with: $1) ? $0 : $0.union($1) }
  }
}
