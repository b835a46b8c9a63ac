@testable import CatalogKit

extension TIFFBuilder {
  /// A photo from 33.8586° south, 70.67° west, and nothing else.
  static let santiago = TIFFBuilder()
    .setting(.latitudeRef, .ascii("S"))
    .setting(.latitude, .rationals((33, 1), (51, 1), (3096, 100)))
    .setting(.longitudeRef, .ascii("W"))
    .setting(.longitude, .rationals((70, 1), (40, 1), (12, 1)))

  /// The photo that a scan makes of it.
  var photo: Photo { JPEGBuilder.photo(self).photo }
}

extension Coordinate {
  /// Where ``TIFFBuilder/santiago`` was taken.
  static var santiago: Coordinate {
    get throws { try Coordinate(latitude: -33.8586, longitude: -70.67) }
  }
}

extension ByteOrder {
  static let both: [ByteOrder] = [.little, .big]
}
