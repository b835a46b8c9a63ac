@testable import CatalogKit
@testable import TestSupport

/// Movies with a track of places, and what is read of them.
enum TimedMovie {
  /// The header's date, 2021-07-03T10:00:00Z, in seconds since 1904.
  static let header = 1_625_306_400 + 2_082_844_800
  /// Latitude, longitude and altitude that the samples have.
  static let place = [-33.8586, -70.67, 520.5]

  /// What is read of a movie.
  static func photo(_ movie: MovieBuilder) -> Photo {
    PhotoExtractor().read(movie.bytes, as: FilePathBytes("a.mp4"))
  }

  /// Whether a photo is at ``place``, and says that the video has it.
  static func isAtPlace(_ photo: Photo) -> Bool {
    guard let found = photo.position else { return false }
    return abs(found.coordinate.latitude - place[0]) < 1e-6
      && abs(found.coordinate.longitude - place[1]) < 1e-6
      && found.source == .video
  }

  /// Keys of Apple's timed metadata, one of which is a place's.
  static let keys = [
    (number: 1, name: "com.apple.quicktime.video-orientation"), (number: 7, name: TimedSample.placeKey),
  ]

  /// A track of Apple's timed metadata.
  static func appleTrack(_ samples: [[UInt8]], keys: [(number: Int, name: String)]) -> MovieBuilder.Track {
    .init(format: "mebx", samples: samples, description: TimedSample.mebxKeys(keys))
  }
}
