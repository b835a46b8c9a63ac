import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Timestamps")
struct TimestampTests {
  private func parse(_ text: String) -> Timestamp? {
    Array(text.utf8).withUnsafeBytes { Timestamp(rfc3339: $0) }
  }

  @Test(
    "A moment is written in UTC with nine decimals, and read again",
    arguments: [
      (0, 0, "1970-01-01T00:00:00.000000000Z"), (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
      (-86400, 0, "1969-12-31T00:00:00.000000000Z"), (-86401, 1, "1969-12-30T23:59:59.000000001Z"),
      (1_777_636_800, 123_456_789, "2026-05-01T12:00:00.123456789Z"),
      (-62_135_596_800, 0, "0001-01-01T00:00:00.000000000Z"),
      (253_402_300_799, 5, "9999-12-31T23:59:59.000000005Z"),
    ]
  )
  func known(_ seconds: Int, _ nanoseconds: Int, _ text: String) {
    let moment = Timestamp(seconds: seconds, nanoseconds: nanoseconds)
    #expect(moment.description == text)
    #expect(parse(text) == moment)
  }

  @Test("Any moment of the years 0 to 9999 is read as it was written")
  func roundTrip() {
    var generator = SeededGenerator(seed: 8)
    for range in [-4_000_000_000...4_000_000_000, -62_167_219_200...253_402_300_799] {
      for _ in 0..<5000 {
        let moment = Timestamp(
          seconds: Int.random(in: range, using: &generator),
          nanoseconds: Int.random(in: 0..<1_000_000_000, using: &generator)
        )
        #expect(parse(moment.description) == moment, "\(moment)")
      }
    }
  }

  @Test(
    "A moment outside the years 0 to 9999 becomes the first or the last of them",
    arguments: [
      (-62_167_219_201, "0000-01-01T00:00:00.000000000Z"), (Int.min, "0000-01-01T00:00:00.000000000Z"),
      (253_402_300_800, "9999-12-31T23:59:59.000000000Z"), (Int.max, "9999-12-31T23:59:59.000000000Z"),
    ]
  )
  func nonsenseYears(_ seconds: Int, _ text: String) {
    let moment = Timestamp(seconds: seconds, nanoseconds: 1)
    #expect(moment.description == text)
    #expect(parse(text) == moment)
  }

  @Test("Nanoseconds carry over into seconds")
  func carry() {
    #expect(
      Timestamp(seconds: 5, nanoseconds: 1_500_000_000) == Timestamp(seconds: 6, nanoseconds: 500_000_000)
    )
    #expect(Timestamp(seconds: 5, nanoseconds: -1) == Timestamp(seconds: 4, nanoseconds: 999_999_999))
    #expect(Timestamp(seconds: 5, nanoseconds: -2_000_000_000) == Timestamp(seconds: 3, nanoseconds: 0))
  }

  @Test("Timestamps are ordered by time")
  func order() {
    #expect(Timestamp(seconds: -1, nanoseconds: 9) < Timestamp(seconds: 0, nanoseconds: 0))
    #expect(Timestamp(seconds: 0, nanoseconds: 1) < Timestamp(seconds: 0, nanoseconds: 2))
    #expect(!(Timestamp(seconds: 1, nanoseconds: 0) < Timestamp(seconds: 0, nanoseconds: 2)))
  }

  @Test(
    "Any other spelling is none",
    arguments: [
      "", "Z", "2026-05-01T12:00:00Z", "2026-05-01T12:00:00.123456789", "2026-05-01 12:00:00.123456789Z",
      "2026-05-01T12:00:00.123456789z", "2026-05-01T12:00:00.123456789+00:00",
      "2026-13-01T12:00:00.123456789Z",
      "2026-02-29T12:00:00.123456789Z", "2026-05-01T24:00:00.123456789Z", "2026-05-01T12:60:00.123456789Z",
      "2026-05-01T12:00:60.123456789Z", "2026/05/01T12:00:00.123456789Z", "2026-05-01T12-00-00.123456789Z",
      "2026-05-01T12:00:00,123456789Z", " 026-05-01T12:00:00.123456789Z", "+2026-05-01T12:00:00.123456789Z",
      "2026-05-01T12:00:00.12345678\u{9}Z", "1000001-05-01T12:00:00.123456789Z",
      "99999999999999999999-05-01T12:00:00.123456789Z",
    ]
  )
  func refused(_ text: String) {
    #expect(parse(text) == nil)
  }
}
