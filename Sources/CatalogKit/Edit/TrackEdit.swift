/// Places photos by a track: where its carrier was when a photo was taken.
public struct TrackEdit: Sendable {
  private let track: GPXTrack
  /// Minutes east of UTC for photos that name no offset; `nil` refuses these.
  public var zone: Int?
  /// Seconds that the camera's clock is to be turned forward: negative where it runs ahead.
  public var clock = 0.0
  /// Seconds that two points of the track may be apart.
  public var gap = 600.0
  /// Whether a position that a photo has is replaced.
  public var overwrites = false

  /// Metres: what the receiver of a phone is good for, between two points.
  public static let accuracy = 10.0

  /// - Parameter track: Where somebody was.
  public init(_ track: GPXTrack) {
    self.track = track
  }

  /// - Parameter photo: The photo as it is now.
  /// - Returns: What is to be written; nothing where the sidecar says the same already.
  /// - Throws: ``TrackEditError``, ``PlaceEditError``.
  public func changes(for photo: Photo) throws -> XMPChanges {
    if let known = photo.position, !overwrites { throw PlaceEditError.hasPosition(known.coordinate) }
    guard let moment = PhotoMoment(photo.taken, source: photo.takenSource) else {
      throw TrackEditError.noTime
    }
    // The receiver's time is UTC, and right.
    guard let time = moment.utc(zone: zone) else { throw TrackEditError.noOffset }
    guard let place = track.place(at: time + clock, gap: gap) else { throw TrackEditError.notOnTrack }
    return try PlaceEdit(.at(place.rounded, accuracy: Self.accuracy), overwrites: overwrites).changes(
      for: photo
    )
  }
}

/// Why a track does not place a photo.
public enum TrackEditError: Error, Hashable, Sendable {
  case noTime
  case noOffset
  case notOnTrack
}

extension TrackEditError: CustomStringConvertible {
  /// What is so, and what would change it.
  public var description: String {
    switch self {
    case .noTime: "it does not say at which minute it was taken"
    case .noOffset:
      "it does not say how far its clock is from UTC. --zone +09:00 says it for all photos that do not"
    case .notOnTrack:
      "it was taken before or after the track, or in a gap of it. --gap allows longer gaps, --clock mends the camera's clock"
    }
  }
}
