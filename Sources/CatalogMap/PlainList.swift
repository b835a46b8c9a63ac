import CatalogKit

/// The first photos as plain HTML, for a reader whose browser runs no scripts.
struct PlainList {
  private var items: [UInt8] = []
  private var count = 0

  /// More would make pages larger and help nobody.
  private static let limit = 500

  /// Adds a photo.
  ///
  /// - Parameters:
  ///   - photo: With the fields of ``PhotoColumns``.
  ///   - isNamed: Whether the page says how its file is called.
  ///   - decimals: How much of a degree is written.
  mutating func add(_ photo: Photo, isNamed: Bool, decimals: Int) {
    count += 1
    guard count <= Self.limit else { return }
    var parts = [isNamed ? photo.path.lossyText : "\(count)"]
    if let place = photo.position?.coordinate {
      parts.append(
        "\(FixedPoint.text(place.latitude, decimals: decimals)), \(FixedPoint.text(place.longitude, decimals: decimals))"
      )
    }
    if let day = photo.taken?.truncated(to: .day) { parts.append("\(day)") }
    items += Array("<li><bdi>".utf8)
    for byte in parts.joined(separator: " · ").utf8 {
      switch byte {
      case UInt8(ascii: "<"): items += Array("&lt;".utf8)
      case UInt8(ascii: "&"): items += Array("&amp;".utf8)
      default: items.append(byte)
      }
    }
    items += Array("</bdi></li>\n".utf8)
  }

  /// All of it.
  ///
  /// - Parameter total: How many photos there are, where not all were added.
  /// - Returns: A list in HTML.
  func html(of total: Int? = nil) -> [UInt8] {
    let count = total ?? self.count
    guard count > 0 else { return [] }
    let rest = count > Self.limit ? "<p>… \(count - Self.limit)</p>\n" : ""
    return Array("<ol>\n".utf8) + items + Array("</ol>\n\(rest)".utf8)
  }
}
