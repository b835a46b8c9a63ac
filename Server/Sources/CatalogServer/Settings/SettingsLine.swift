import CatalogKit

/// The arguments of `catalog-serve`: `--config FILE`, `--check`, `--backup DIR`, and an option for each setting, which goes before the file.
struct SettingsLine: Sendable {
  private(set) var values = SettingValues()
  /// Whether only to say what holds.
  private(set) var checks = false
  /// Where a backup is to be made; `nil` serves.
  private(set) var backup: String?
  /// The file that settings were read from; `nil` where there is none.
  private(set) var file: FilePathBytes?

  /// - Parameters:
  ///   - arguments: What stands after the program's name.
  ///   - folder: Where relative names begin.
  /// - Throws: ``SettingsError``.
  init(_ arguments: [String], in folder: FilePathBytes) throws(SettingsError) {
    var options: [(option: String, text: String)] = []
    var config: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--check" {
        checks = true
        continue
      }
      guard argument.hasPrefix("--") else { throw .unknownOption(argument, nearest: nil) }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init
      )
      let isKnown =
        ["--config", "--backup"].contains(parts[0]) || Setting.all.contains { $0.option == parts[0] }
      guard isKnown else {
        throw .unknownOption(parts[0], nearest: SettingValues.nearest(parts[0], Setting.all.map(\.option)))
      }
      guard let text = parts.count > 1 ? parts[1] : rest.popFirst() else { throw .noValue(parts[0]) }
      switch parts[0] {
      case "--config": config = text
      case "--backup": backup = text
      default: options.append((parts[0], text))
      }
    }
    let file = FilePathBytes(config ?? "catalog.toml")
    let bytes: [UInt8]?
    do throws(SystemError) {
      let reader = try FileReader(path: folder.appending(file))
      bytes = try reader.read(at: 0, count: reader.status.size)
    } catch {
      // Only a file that somebody named has to be there.
      guard error.isMissing, config == nil else { throw .unreadable(file.lossyText, error.reason) }
      bytes = nil
    }
    if bytes != nil { self.file = folder.appending(file) }
    if let bytes { try values.take(toml: String(decoding: bytes, as: UTF8.self), from: file.lossyText) }
    for (option, text) in options { try values.take(option: option, text) }
  }
}
