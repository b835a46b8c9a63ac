/// Places photos by those that were taken just before and after them, with whatever camera.
public struct NeighbourEdit: Sendable {
  private let neighbours: PhotoNeighbours
  private let mapping: PathMapping
  /// Minutes east of UTC of clocks that do not say it; `nil` compares these as they are.
  private let zone: Int?
  /// Seconds that a neighbour may be away in time.
  public var span = 600.0
  /// Seconds that the camera's clock is to be turned forward: negative where it runs ahead.
  public var clock = 0.0
  /// Whether a position that a photo has is replaced.
  public var overwrites = false

  /// - Parameters:
  ///   - index: The index that knows the neighbours.
  ///   - zone: Minutes east of UTC for photos that name no offset, be it those without a position or their neighbours; `nil` where nobody
  ///     knows.
  /// - Throws: ``IndexError``.
  public init(_ index: IndexFile, zone: Int? = nil) throws {
    self.zone = zone
    neighbours = try PhotoNeighbours(index, zone: zone)
    mapping = PathMapping(indexFolder: index.folder)
  }

  /// - Parameter photo: The photo as it is now; its path is absolute.
  /// - Returns: What is to be written; nothing where the sidecar says the same already.
  /// - Throws: ``NeighbourEditError``, ``PlaceEditError``.
  public func changes(for photo: Photo) throws -> XMPChanges {
    if let known = photo.position, !overwrites { throw PlaceEditError.hasPosition(known.coordinate) }
    guard let moment = PhotoMoment(photo.taken, source: photo.takenSource) else {
      throw NeighbourEditError.noTime
    }
    let estimate = try neighbours.estimate(
      at: moment.zoned(zone).turned(by: clock),
      of: mapping.stored(photo.path),
      within: span
    )
    // A tenth of a metre: no more is known.
    let accuracy = (estimate.accuracy * 10).rounded(.up) / 10
    return try PlaceEdit(.at(estimate.place.rounded, accuracy: accuracy), overwrites: overwrites).changes(
      for: photo
    )
  }
}

/// Why its neighbours do not place a photo.
public enum NeighbourEditError: Error, Hashable, Sendable {
  case noTime
  case none
  case apart
}

extension NeighbourEditError: CustomStringConvertible {
  /// What is so, and what would change it.
  public var description: String {
    switch self {
    case .noTime: "it does not say at which minute it was taken"
    case .none:
      "no photo with a position was taken near it in time. --within allows a longer time, --clock mends the camera's clock"
    case .apart:
      "the photos before and after it are so far apart that one camera was not at both places. --within allows a shorter time"
    }
  }
}
