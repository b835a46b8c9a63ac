import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Tracks")
struct GPXTrackTests {
  /// Points as a receiver writes them: seconds after noon of 2024-05-01 in UTC, latitude, longitude.
  static func gpx(_ segments: [[(Double, Double, Double)]], head: String = "") -> String {
    let noon = 1_714_564_800
    let body = segments.map { points in
      let text = points.map { seconds, latitude, longitude in
        let time = Timestamp(seconds: noon + Int(seconds), nanoseconds: 0).description
        return "<trkpt lat=\"\(latitude)\" lon=\"\(longitude)\"><ele>12.5</ele><time>\(time)</time></trkpt>\n"
      }
      return "<trkseg>\n\(text.joined())</trkseg>\n"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>\(head)
      <gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
      <metadata><time>2024-05-01T00:00:00Z</time></metadata><wpt lat="1" lon="2"><time>2024-05-01T12:00:00Z</time></wpt>
      <trk><name>walk</name>
      \(body.joined())</trk></gpx>
      """
  }

  private let noon = 1_714_564_800.0

  private func place(_ track: GPXTrack, _ seconds: Double, gap: Double = 600) -> [Double]? {
    track.place(at: noon + seconds, gap: gap).map { [$0.latitude, $0.longitude] }
  }

  @Test("between two points somebody was on the way between them, and outside of the track nowhere")
  func between() throws {
    let track = try GPXTrack(
      Array(Self.gpx([[(0, 37, 127), (60, 37.001, 127.001), (1000, 37.01, 127)]]).utf8)
    )
    #expect(track.count == 3)
    #expect(place(track, 0) == [37, 127] && place(track, 60) == [37.001, 127.001])
    let middle = try #require(place(track, 30))
    #expect(abs(middle[0] - 37.0005) < 1e-8 && abs(middle[1] - 127.0005) < 1e-8)
    #expect(place(track, -1) == nil && place(track, 1001) == nil)
    #expect(place(track, 500) == nil && place(track, 500, gap: 940) != nil)
    #expect(place(track, 1000) == [37.01, 127])
  }

  @Test("points out of order, several segments, the date line and a pole")
  func odd() throws {
    let track = try GPXTrack(
      Array(
        Self.gpx([[(100, 10, -179.999), (0, 10, 179.999)], [(300, 89.999, 0), (400, 89.999, 180)], []]).utf8
      )
    )
    let line = try #require(place(track, 50))
    #expect(abs(line[0] - 10) < 1e-6 && abs(abs(line[1]) - 180) < 1e-9)
    #expect(try #require(place(track, 350))[0] > 89.99999)
    #expect(place(track, 200) == nil)
  }

  @Test("what is no track is refused")
  func refused() {
    for (text, error) in [
      ("", GPXTrackError.unreadable("")), ("<a/>", .notGPX), (Self.gpx([]), .noTimes),
      ("<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"2\"/></trkseg></trk></gpx>", .noTimes),
      (
        "<gpx><trk><trkseg><trkpt lat=\"91\" lon=\"2\"><time>2024-05-01T12:00:00Z</time></trkpt></trkseg></trk></gpx>",
        .noTimes
      ),
      (Self.gpx([[(0, 1, 2)]], head: "<!DOCTYPE gpx [<!ENTITY a \"b\">]>"), .unreadable("")),
    ] {
      let thrown = #expect(throws: GPXTrackError.self) { try GPXTrack(Array(text.utf8)) }
      if case .unreadable = error { continue }
      #expect(thrown == error)
    }
  }

  @Test("no prefix of a track is anything but a track or a refusal")
  func prefixes() {
    let bytes = Array(Self.gpx([[(0, 37, 127), (60, 37.001, 127.001)]]).utf8)
    for count in 0..<bytes.count { _ = try? GPXTrack(Array(bytes[..<count])) }
  }
}
