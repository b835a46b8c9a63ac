/// Which position a photo gets from somebody who knows it.
public struct PlaceEdit: Hashable, Sendable {
  /// Where it was taken.
  public let position: XMPChanges.PlacedPosition
  /// Whether a position that the photo has is replaced.
  public let overwrites: Bool

  /// - Parameters:
  ///   - position: Where it was taken; none says that what the photo has is wrong.
  ///   - overwrites: Whether a position that the photo has is replaced.
  public init(_ position: XMPChanges.PlacedPosition, overwrites: Bool) {
    self.position = position
    self.overwrites = overwrites
  }

  /// - Parameter photo: The photo as it is now.
  /// - Returns: What is to be written; nothing where the sidecar says the same already.
  /// - Throws: ``PlaceEditError/hasPosition`` where the photo has one that is not to be replaced.
  public func changes(for photo: Photo) throws(PlaceEditError) -> XMPChanges {
    var changes = XMPChanges()
    if case .at(let coordinate, let accuracy) = position, let known = photo.position {
      let isSame =
        known.coordinate.latitude == coordinate.latitude && known.coordinate.longitude == coordinate.longitude
        && known.method == Position.placedByHand && known.accuracy == accuracy
      if isSame { return changes }
      guard overwrites else { throw .hasPosition(known.coordinate) }
    }
    changes.position = position
    return changes
  }
}

/// Why a photo is not placed.
public enum PlaceEditError: Error, Hashable, Sendable {
  /// It has a position.
  case hasPosition(Coordinate)
}

extension PlaceEditError: CustomStringConvertible {
  /// What is so, and what would change it.
  public var description: String {
    switch self {
    case .hasPosition(let coordinate): "it has a position, \(coordinate.text). --overwrite replaces it"
    }
  }
}
