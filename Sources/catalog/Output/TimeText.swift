import CatalogKit

/// ISO 8601 times for people.
enum TimeText {
  /// `2024-11-23 17:40` of `2024-11-23T17:40:31+09:00`: the clock on the spot, to the minute.
  static func minutes(_ time: String) -> String { beginning(of: time, 16) }

  /// `2024-11-23 17:40:31`: to the second, without its distance from UTC.
  static func seconds(_ time: String) -> String { beginning(of: time, 19) }

  /// Appends what ``minutes(_:)`` gives, in ASCII.
  static func appendMinutes(_ time: LocalTime, to text: inout [UInt8]) {
    let start = text.count
    time.append(to: &text)
    cut(&text, from: start, to: 16)
  }

  private static func beginning(of time: String, _ length: Int) -> String {
    var text = Array(time.utf8)
    cut(&text, from: 0, to: length)
    return String(decoding: text, as: UTF8.self)
  }

  /// A year has four digits but in files with a nonsense time, where the text is merely less pretty.
  private static func cut(_ text: inout [UInt8], from start: Int, to length: Int) {
    if text.count > start + length { text.removeLast(text.count - start - length) }
    if text.count > start + 10 { text[start + 10] = UInt8(ascii: " ") }
  }
}
