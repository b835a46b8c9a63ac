import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// What a receiver wrote as text, and a movie that keeps it as a subtitle.
enum NMEAHarness {
  static func run(_ bytes: [UInt8]) {
    let fix = NMEA.fix(in: bytes)
    if let fix { check(fix, in: bytes) }
    let track = MovieBuilder.Track(format: "text", handler: "text", samples: [bytes])
    let photo = PhotoExtractor().read(MovieBuilder(tracks: [track]).bytes, as: FilePathBytes("a.mp4"))
    PhotoRules.check(photo)
    guard bytes.count <= NMEA.textLimit, bytes.count >= NMEA.shortestSentence else { return }
    expect(photo.position == (try? fix?.metadata?.position.get()), "the fix of the text is the movie's place")
    expect(photo.position == nil || photo.gpsTime == fix?.time, "and its time")
  }

  private static func check(_ fix: TrackFix, in bytes: [UInt8]) {
    expect(NMEA.hasSentences(bytes), "a fix out of a sentence")
    expect(abs(fix.latitude) <= 91 && abs(fix.longitude) <= 181, "degrees of the earth, and minutes below 60")
    if let time = fix.time {
      expect(
        (1980...2079).contains(
          CalendarDate(daysSince1970: Int((Double(time.seconds) / 86400).rounded(.down))).year
        ),
        "GPS's years"
      )
      expect((0..<1_000_000_000).contains(time.nanoseconds), "a part of a second")
    }
    expect(NMEA.fix(in: Array("no sentence ".utf8) + bytes) != nil, "words before a sentence change nothing")
  }

  static let seeds = [
    "$GPRMC,082138.25,A,5330.6683,N,00641.9749,W,012.5,87.86,050213,002.1,A",
    "$GNGGA,082138.25,5330.6683,N,00641.9749,W,1,08,0.9,545.4,M,46.9,M,,\r\n$GNRMC,082138.25,A,5330.6683,N,00641.9749,W,,,050213,,,A",
    "$GPRMC,100000,V,,,,,,,030721,,,N\r\n$GPGGA,100005.5,3351.516,S,07040.200,W,1,8,1,520.5,M,,M,,*51",
    "\0\u{40}X0000.2340Y-000.0720$GLRMC,235959.999999999,A,9000.0000,S,18000.0000,E,0,0,311279,,,D*00",
  ].map { Array($0.utf8) }
}
