import CatalogKit
import Foundation
import Logging

/// Writes the log to standard error, one event a line: as text for people, or as JSON for machines.
///
/// Whatever a client sent is escaped, so that nobody can write lines of their own.
struct LogWriter: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info
  private let writesJSON: Bool
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - writesJSON: Whether lines are JSON objects.
  ///   - write: Where lines go.
  init(writesJSON: Bool, write: @escaping @Sendable (String) -> Void = Self.standardError) {
    self.writesJSON = writesJSON
    self.write = write
  }

  /// The server's logger.
  static func logger(_ settings: ServerSettings) -> Logger {
    var logger = Logger(label: "catalog") { _ in LogWriter(writesJSON: settings.logsJSON) }
    logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .info
    return logger
  }

  static let standardError: @Sendable (String) -> Void = { line in
    // A log on a disk that is full is no reason to end.
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var all = metadata
    if let metadata = event.metadata { all.merge(metadata) { $1 } }
    // Hummingbird's name of it.
    if let request = all.removeValue(forKey: "hb.request.id") { all["request"] = request }
    let items = all.sorted { $0.key < $1.key }
    let time = SystemClock.live.now().description
    if writesJSON {
      var json = JSONObjectText()
      json.add("time", time)
      json.add("level", event.level.rawValue)
      json.add("message", event.message.description)
      for (key, value) in items { json.add(key, "\(value)") }
      write(String(decoding: json.bytes, as: UTF8.self))
    } else {
      let words = items.map { "\($0.key)=\(PrintableText.escape("\($0.value)"))" }
      let text = PrintableText.escape(event.message.description)
      write(([time, event.level.rawValue, text] + words).joined(separator: " "))
    }
  }
}
