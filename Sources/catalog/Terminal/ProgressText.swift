import CatalogKit

/// The progress of a scan as one line.
enum ProgressText {
  /// Puts the line together: `52310 found, 12800 read, 11020 located, 3950 a second, 2 min left`. Where that is too wide, the
  /// less important parts are left out.
  ///
  /// - Parameters:
  ///   - progress: How far the scan is.
  ///   - rate: Photos a second, where that is known.
  ///   - width: Columns of the terminal. The last one stays free, since some terminals go to the next line there.
  /// - Returns: The line, without a line break.
  static func line(_ progress: ScanProgress, rate: Double?, width: Int) -> String {
    var parts: [(text: String, rank: Int)] = [("\(progress.found) found", 1)]
    if progress.unchanged > 0 { parts.append(("\(progress.unchanged) unchanged", 3)) }
    parts.append(("\(progress.read) read", 0))
    if progress.read > 0 { parts.append(("\(progress.located) located", 5)) }
    if progress.isSaving {
      parts.append(("saving the index", 2))
    } else if let rate {
      parts.append(("\(Int(rate.rounded())) a second", 4))
      if progress.foundAll, let left = timeLeft(photos: progress.found - progress.done, rate) {
        parts.append((left, 2))
      }
    }
    while length(parts) >= width, let least = parts.indices.max(by: { parts[$0].rank < parts[$1].rank }),
      parts.count > 1
    { parts.remove(at: least) }
    return String(parts.map(\.text).joined(separator: ", ").prefix(max(0, width - 1)))
  }

  /// `2 min left`: rounded up to something that a person would say.
  ///
  /// - Parameters:
  ///   - photos: How many are left.
  ///   - rate: Photos a second.
  /// - Returns: `nil` where nothing is left or nobody knows.
  static func timeLeft(photos: Int, _ rate: Double) -> String? {
    let seconds = Double(photos) / rate
    guard photos > 0, seconds < 100 * 86400 else { return nil }
    switch seconds {
    case ...10: return "a few seconds left"
    case ...50: return "\(up(seconds, 10) * 10) s left"
    case ...(90 * 60): return "\(up(seconds, 60)) min left"
    case ...(48 * 3600): return "\(up(seconds, 3600)) h left"
    default: return "\(up(seconds, 86400)) days left"
    }
  }

  private static func up(_ seconds: Double, _ unit: Double) -> Int { Int((seconds / unit).rounded(.up)) }

  /// All of it is ASCII, where a character is a column.
  private static func length(_ parts: [(text: String, rank: Int)]) -> Int {
    parts.reduce(2 * (parts.count - 1)) { $0 + $1.text.utf8.count }
  }
}
