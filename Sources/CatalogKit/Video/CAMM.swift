/// Google's camera motion metadata: a sample is a type and its numbers, little-endian (Google, "Camera Motion Metadata
/// spec", Street View Publish API).
enum CAMM {
  /// Bytes of a sample of type 5: two reserved, the type, three numbers.
  static let smallestFix = 28

  /// The fix in a sample of type 5 or 6.
  ///
  /// - Parameters:
  ///   - sample: The sample.
  ///   - created: When the movie was made, in seconds since 1970, where its header says so.
  /// - Returns: `nil` where the sample is of another type, or its receiver has no fix.
  /// - Throws: ``ContainerError`` where the sample is too short for its type.
  static func fix(in sample: ByteReader, created: Int?) throws(ContainerError) -> TrackFix? {
    switch try sample.uint16(at: 2, .little) {
    case 5:
      return TrackFix(
        latitude: try sample.double(at: 4, .little),
        longitude: try sample.double(at: 12, .little),
        altitude: try sample.double(at: 20, .little)
      )
    case 6:
      // 0 is no fix, then 2 and 3 dimensions.
      guard try sample.uint32(at: 12, .little) >= 2 else { return nil }
      return TrackFix(
        latitude: try sample.double(at: 16, .little),
        longitude: try sample.double(at: 24, .little),
        altitude: try sample.float(at: 32, .little),
        accuracy: try sample.float(at: 36, .little),
        time: time(try sample.double(at: 4, .little), created: created)
      )
    default: return nil
    }
  }

  /// The specification counts from GPS's epoch, some cameras from 1970: what lies nearer to the movie's own time is meant.
  private static func time(_ seconds: Double, created: Int?) -> Timestamp? {
    // Beyond the year 4000 there are no movies, and the conversion below is safe.
    guard seconds > 0, seconds < 64_000_000_000 else { return nil }
    let gps = seconds + Double(GPSClock.epoch) - Double(GPSClock.leapSeconds(at: Int(seconds)))
    let distance = { (time: Double) in created.map { abs(time - Double($0)) } ?? 0 }
    let utc = distance(seconds) < distance(gps) ? seconds : gps
    return Timestamp(seconds: 0, nanoseconds: 0).advanced(by: utc)
  }
}

/// GPS's own clock, which knows no leap seconds (IS-GPS-200, 3.3.4).
private enum GPSClock {
  /// 1980-01-06T00:00:00Z in seconds since 1970.
  static let epoch = 315_964_800

  /// How far it is ahead of UTC (IERS, Bulletin C): since 2017, 2015, 2012, and before, when no camera wrote this.
  static func leapSeconds(at seconds: Int) -> Int {
    switch seconds {
    case 1_167_264_018...: 18
    case 1_119_744_017...: 17
    case 1_025_136_016...: 16
    default: 15
    }
  }
}

extension Timestamp {
  /// Later by some seconds, to the millisecond.
  fileprivate func advanced(by seconds: Double) -> Timestamp {
    let whole = seconds.rounded(.down)
    let milliseconds = Int(((seconds - whole) * 1000).rounded())
    return Timestamp(
      seconds: self.seconds + Int(whole),
      nanoseconds: nanoseconds + milliseconds * 1_000_000
    )
  }
}
