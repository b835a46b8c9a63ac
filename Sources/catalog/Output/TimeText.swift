/// ISO 8601 times for people.
enum TimeText {
  /// `2024-11-23 17:40` of `2024-11-23T17:40:31+09:00`: the clock on the spot, to the minute.
  static func minutes(_ time: String) -> String {
    // A year has four digits but in files with a nonsense time, where the text is merely less pretty.
    time.prefix(10) + " " + time.dropFirst(11).prefix(5)
  }

  /// `2024-11-23 17:40:31`: to the second, without its distance from UTC.
  static func seconds(_ time: String) -> String {
    time.prefix(10) + " " + time.dropFirst(11).prefix(8)
  }
}
