import CatalogKit

/// Times for people.
enum TimeText {
  /// Appends `2024-11-23 17:40` of `2024-11-23T17:40:31+09:00`, in ASCII: the clock on the spot, to the minute; less where less is
  /// known.
  static func appendMinutes(_ time: LocalTime, to text: inout [UInt8]) {
    append(time.truncated(to: .minute), to: &text)
  }

  /// `2024-11-23 17:40:31.25`: all that is known, without its distance from UTC.
  static func text(_ time: LocalTime) -> String {
    var text: [UInt8] = []
    append(time, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// `2024-11-23 17:40`: to the minute, in UTC.
  static func minutes(_ time: Timestamp) -> String { beginning(of: time, 16) }

  /// `2024-11-23 17:40:31`: to the second, in UTC.
  static func seconds(_ time: Timestamp) -> String { beginning(of: time, 19) }

  private static func append(_ time: LocalTime, to text: inout [UInt8]) {
    let start = text.count
    time.with(offset: nil).append(to: &text)
    if text.count > start + 10 { text[start + 10] = UInt8(ascii: " ") }
  }

  private static func beginning(of time: Timestamp, _ length: Int) -> String {
    var text: [UInt8] = []
    time.append(to: &text)
    text[10] = UInt8(ascii: " ")
    return String(decoding: text.prefix(length), as: UTF8.self)
  }
}
