/// A background map made of square pictures, as many map servers and offline folders of tiles offer it.
public struct MapTiles: Hashable, Sendable {
  /// The address of a tile with `{z}`, `{x}` and `{y}` in it.
  public let address: String
  /// Whose map it is, as its licence wants it shown.
  public let attribution: String
  /// The finest zoom level that there is; the page enlarges its tiles beyond it.
  public let maxZoom: Int

  /// The map of OpenStreetMap, from its own server, which asks for moderate use.
  public static let openStreetMap = MapTiles(
    known: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    attribution: "© OpenStreetMap contributors"
  )

  /// A map that is known to be written as it should be.
  private init(known address: String, attribution: String) {
    self.address = address
    self.attribution = attribution
    maxZoom = 19
  }

  /// - Parameters:
  ///   - address: `https://…/{z}/{x}/{y}.png`, `http:` as well.
  ///   - attribution: Whose map it is.
  ///   - maxZoom: `0...22`; brought into that range.
  /// - Throws: ``MapTilesError``.
  public init(address: String, attribution: String, maxZoom: Int = 19) throws(MapTilesError) {
    for part in ["{z}", "{x}", "{y}"] where !address.utf8.contains(part.utf8) {
      throw .incomplete(missing: part)
    }
    guard Self.origin(of: address) != nil else { throw .notAnAddress }
    guard attribution.utf8.contains(where: { $0 > 0x20 }) else { throw .noAttribution }
    self.address = address
    self.attribution = attribution
    self.maxZoom = min(22, max(0, maxZoom))
  }

  /// `https://tiles.example:8080`: what the page's policy allows pictures from.
  var origin: String { Self.origin(of: address) ?? "" }

  /// Scheme, host and port. It becomes part of the page's policy, so nothing but letters, digits and `.-:[]` may be in it.
  private static func origin(of address: String) -> String? {
    for scheme in ["https://", "http://"] where address.lowercased().hasPrefix(scheme) {
      let host = address.utf8.dropFirst(scheme.utf8.count).prefix { $0 != UInt8(ascii: "/") }
      guard !host.isEmpty, host.endIndex != address.utf8.endIndex, host.allSatisfy(isHostByte) else {
        return nil
      }
      return scheme + String(decoding: host, as: UTF8.self)
    }
    return nil
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: ".-:[]".utf8.contains(byte)
    }
  }
}

/// Why tiles cannot be used.
public enum MapTilesError: Error, Hashable, Sendable {
  case incomplete(missing: String)
  case notAnAddress
  case noAttribution
}

extension MapTilesError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .incomplete(let part):
      "the tiles' address needs \(part) in it, as in https://tiles.example/{z}/{x}/{y}.png"
    case .notAnAddress:
      "the tiles' address must begin with https://HOST/ or http://HOST/, without a placeholder in HOST"
    case .noAttribution:
      "the page has to say whose map it shows: give the attribution that the map's licence asks for"
    }
  }
}
