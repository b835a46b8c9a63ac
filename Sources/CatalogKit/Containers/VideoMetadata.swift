/// What the boxes of a video say outside of Exif and XMP, by where they say it.
struct VideoMetadata {
  /// The movie's own fields; its date is the one that somebody stated, in the movie or in a track.
  var movie = PhotoMetadata()
  /// The fields of the movie's tracks. They count after everything that belongs to the movie as a whole.
  var tracks = PhotoMetadata()
  /// When the movie was made, in seconds by its header's clock (see ``created(fileModified:)``), in
  /// ``secondsRange``.
  var createdSeconds: Int?
  /// What the video of a Live Photo has in common with its picture (Apple's `com.apple.quicktime.content.identifier`).
  var contentIdentifier: String?
  /// Reads the samples of timed tracks up to the first fix. Costs reads, so it is asked only where nothing else has a
  /// position.
  var firstFix: () -> PhotoMetadata = { PhotoMetadata() }
}

extension VideoMetadata {
  /// Seconds from 1904-01-01, where QuickTime's clock begins, to 1970-01-01: 24,107 days.
  static let secondsFrom1904To1970 = 24107 * 86400

  /// The seconds of a header that are a time: 0 is how writers say that they do not know, and the bound, which keeps absurd
  /// numbers from overflowing, is the year 10000.
  static let secondsRange = 1..<255_485_232_000

  /// When the movie was made, in UTC (ISO/IEC 14496-12, 8.2.2: seconds since 1904).
  ///
  /// Some writers count from 1970 instead. A movie that would be older than 1970 was made so, unless that would lie after the
  /// file's own time.
  ///
  /// - Parameter fileModified: When the file was written.
  /// - Returns: `nil` where the headers do not say.
  func created(fileModified: Timestamp) -> LocalTime? {
    guard let createdSeconds else { return nil }
    let isFrom1970 = createdSeconds < Self.secondsFrom1904To1970 && createdSeconds <= fileModified.seconds
    let seconds = isFrom1970 ? createdSeconds : createdSeconds - Self.secondsFrom1904To1970
    return LocalTime(utcSecondsSince1970: seconds, source: .video)
  }
}
