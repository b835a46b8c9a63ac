import CatalogKit

/// A moment as an index writes it: `--written`.
struct WrittenTime: OptionReadable {
  let time: Timestamp

  init(option: ArgumentText) throws {
    let bytes = Array(option.plain.utf8)
    guard let time = bytes.withUnsafeBytes({ Timestamp(rfc3339: $0) }) else {
      throw OptionError(option, is: "no such time", write: "2026-05-01T12:00:00.123456789Z")
    }
    self.time = time
  }
}
