import CatalogKit

extension JSONObjectText {
  /// Adds a moment in UTC (RFC 3339); `nil` adds null.
  ///
  /// - Parameters:
  ///   - name: The member.
  ///   - seconds: Since 1970.
  mutating func add(_ name: String, time seconds: Int?) {
    guard let seconds else { return addNull(name) }
    // Whole seconds: without the decimals of the kit's text.
    add(name, "\(Timestamp(seconds: seconds, nanoseconds: 0).description.prefix(19))Z")
  }
}
