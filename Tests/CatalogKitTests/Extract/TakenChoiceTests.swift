import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Which date says when a photo was taken")
struct TakenChoiceTests {
  private func dates(
    original: String? = nil,
    digitized: String? = nil,
    video: String? = nil,
    takeout: String? = nil,
    modified: String? = nil,
    _ source: LocalTime.Offset.Source = .exif
  ) -> PhotoDates {
    func time(_ text: String?) -> LocalTime? {
      text.flatMap { LenientDateText.read($0.utf8, offsetSource: source) }
    }
    var dates = PhotoDates()
    dates.original = time(original)
    dates.digitized = time(digitized)
    dates.video = time(video)
    dates.takeout = time(takeout)
    dates.modified = time(modified)
    return dates
  }

  /// The choice as `original 1987-06-15 xmp`.
  private func taken(_ sources: PhotoDates..., sidecar: PhotoDates? = nil) -> String? {
    var choice = TakenChoice()
    if let sidecar { choice.add(sidecar: sidecar) }
    for source in sources { choice.add(source) }
    return choice.taken().map { taken in
      "\(taken.source.rawValue) \(taken.time)" + (taken.time.offset.map { " \($0.source.rawValue)" } ?? "")
    }
  }

  @Test("A kind is asked of all sources before the next kind is asked of any")
  func kinds() {
    let camera = dates(digitized: "2010-01-02T03:04:05", modified: "2021-01-01T00:00:00")
    let packet = dates(original: "1987-06-15", .xmp)
    #expect(taken(camera, packet) == "original 1987-06-15")
    #expect(taken(camera, dates(modified: "2001", .xmp)) == "digitized 2010-01-02T03:04:05")
    let video = dates(video: "2020-01-01T00:00:00Z", .video)
    #expect(taken(dates(modified: "2021"), video) == "video 2020-01-01T00:00:00+00:00 video")
    let takeout = dates(takeout: "2019-01-01T00:00:00Z", .takeout)
    #expect(taken(dates(modified: "2021"), takeout) == "takeout 2019-01-01T00:00:00+00:00 takeout")
    #expect(taken(video, takeout) == "video 2020-01-01T00:00:00+00:00 video")
    #expect(taken(dates(modified: "2021"), dates(modified: "2022", .xmp)) == "modified 2021")
    #expect(taken(dates(), dates()) == nil)
  }

  @Test("Within a kind the first source counts, and those that agree with it make it more precise")
  func agreement() {
    #expect(taken(dates(original: "2021"), dates(original: "2021-07-03", .xmp)) == "original 2021-07-03")
    #expect(taken(dates(original: "2021-07-03"), dates(original: "2021", .xmp)) == "original 2021-07-03")
    #expect(taken(dates(original: "2021"), dates(original: "2020-07-03", .xmp)) == "original 2021")
    #expect(
      taken(
        dates(original: "2021-07-03T12:00:00"),
        dates(original: "2021-07-03T12:00:00.25+02:00", .xmp),
        dates(original: "2021-07-03T12:00:00+03:00", .iptc)
      ) == "original 2021-07-03T12:00:00.25+02:00 xmp"
    )
    #expect(
      taken(dates(original: "2021"), dates(original: "2021-07"), dates(original: "2021-08-01"))
        == "original 2021-07"
    )
    // When a film was scanned says nothing of the day on which it was exposed.
    #expect(
      taken(dates(original: "2021", digitized: "2021-07-03T12:00:00")) == "original 2021"
    )
  }

  @Test("A sidecar's date comes before the camera's")
  func sidecar() {
    let camera = dates(original: "2024-06-01T10:20:30.5+02:00")
    #expect(taken(camera, sidecar: dates(original: "1987", .xmp)) == "original 1987")
    #expect(
      taken(camera, sidecar: dates(original: "2024-06-01T11:20:30", .xmp)) == "original 2024-06-01T11:20:30"
    )
    let unknown = dates(original: "2024-06-01T10:20:30")
    #expect(
      taken(unknown, sidecar: dates(original: "2024-06-01T10:20:30.5+02:00", .xmp))
        == "original 2024-06-01T10:20:30.5+02:00 xmp"
    )
    // Of the kinds too: a date of the scan in the sidecar does not come before the picture's in the photo.
    #expect(
      taken(unknown, sidecar: dates(digitized: "2010", .xmp)) == "original 2024-06-01T10:20:30"
    )
  }

  @Test("Where a sidecar's digits are the camera's, the camera's offset and fraction stay")
  func sameDigits() {
    let camera = dates(original: "2024-06-01T10:20:30.5+02:00")
    for text in ["2024-06-01T10:20:30", "2024-06-01T10:20:30.7+09:00", "2024-06-01", "2024-06-01T10:20"] {
      #expect(
        taken(camera, sidecar: dates(original: text, .xmp)) == "original 2024-06-01T10:20:30.5+02:00 exif",
        "\(text)"
      )
    }
  }

  @Test("When a sidecar was changed counts only where nothing else is known")
  func sidecarChange() {
    let sidecar = dates(modified: "2024", .xmp)
    #expect(taken(dates(modified: "2021"), sidecar: sidecar) == "modified 2021")
    #expect(taken(dates(), sidecar: sidecar) == "modified 2024")
  }

  @Test("A date without an offset takes that of another which has the same digits")
  func offsets() {
    let same = dates(original: "2024-07-01T12:00:00", digitized: "2024-07-01T12:00:00+02:00")
    #expect(taken(same) == "original 2024-07-01T12:00:00+02:00 exif")
    let packet = dates(modified: "2024-07-01T12:00:00+02:00", .xmp)
    #expect(taken(dates(original: "2024-07-01T12:00:00"), packet) == "original 2024-07-01T12:00:00+02:00 xmp")
    let edited = dates(original: "2024-07-01T12:00:00", modified: "2024-12-01T12:00:00+01:00")
    #expect(taken(edited) == "original 2024-07-01T12:00:00")
    // That a clock in UTC shows the same is chance, or a program that took the camera's clock for UTC.
    let takeout = dates(takeout: "2024-07-01T12:00:00Z", .takeout)
    #expect(taken(dates(original: "2024-07-01T12:00:00"), takeout) == "original 2024-07-01T12:00:00")
  }
}
