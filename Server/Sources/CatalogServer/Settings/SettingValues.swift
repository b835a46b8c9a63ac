import CatalogKit
import TOMLKit

/// What settings say, each with where it comes from.
struct SettingValues: Sendable {
  /// Where a value comes from.
  enum Origin: Hashable, Sendable {
    case standard
    case file(String)
    case option(String)
  }

  /// A value and its origin.
  struct Value: Hashable, Sendable {
    let texts: [String]
    let origin: Origin
  }

  private var values: [String: Value] = [:]

  /// What holds where nobody says anything.
  init() {
    for setting in Setting.all {
      values[setting.name] = Value(
        texts: setting.standard.isEmpty ? [] : [setting.standard],
        origin: .standard
      )
    }
  }

  /// The value of a setting.
  func value(_ name: String) -> Value { values[name] ?? Value(texts: [], origin: .standard) }

  /// The only text of a setting; `nil` where it has none.
  func text(_ name: String) -> String? { value(name).texts.first.flatMap { $0.isEmpty ? nil : $0 } }

  // MARK: The file

  /// Takes the settings of a file.
  ///
  /// - Parameters:
  ///   - toml: Its text.
  ///   - file: Its name.
  /// - Throws: ``SettingsError`` for what is no TOML, a name that is no setting, or a value of another kind.
  mutating func take(toml: String, from file: String) throws(SettingsError) {
    let table: TOMLTable
    do {
      table = try TOMLTable(string: toml)
    } catch let error as TOMLParseError {
      throw .noTOML(file, line: error.source.begin.line, error.description)
    } catch {
      throw .noTOML(file, line: 1, "\(error)")
    }
    for name in table.keys.sorted() {
      guard let setting = Setting.all.first(where: { $0.name == name }) else {
        throw .unknown(name, nearest: Self.nearest(name, Setting.all.map(\.name)), file)
      }
      let texts: [String]
      if case .list = setting.kind, let array = table[name]?.array {
        texts = try array.map { (item) throws(SettingsError) in
          guard let text = item.string else { throw .kind(name, "a list of texts", file) }
          return text
        }
      } else if case .list = setting.kind {
        throw .kind(name, "a list of texts, such as [\"one\", \"two\"]", file)
      } else if let text = table[name]?.string {
        texts = [text]
      } else if let flag = table[name]?.bool, case .oneOf(let words) = setting.kind, words.contains("yes") {
        texts = [flag ? "yes" : "no"]
      } else {
        throw .kind(name, "a text in quotes", file)
      }
      try set(setting, texts, .file(file))
    }
  }

  // MARK: Options

  /// Takes a setting from the command line.
  ///
  /// - Parameters:
  ///   - option: The option: `--listen`.
  ///   - text: Its value. Of a list, one more.
  /// - Throws: ``SettingsError``.
  mutating func take(option: String, _ text: String) throws(SettingsError) {
    guard let setting = Setting.all.first(where: { $0.option == option }) else {
      throw .unknownOption(option, nearest: Self.nearest(option, Setting.all.map(\.option)))
    }
    var texts = [text]
    if case .list = setting.kind, case .option = value(setting.name).origin {
      texts = value(setting.name).texts + texts
    }
    try set(setting, texts, .option(option))
  }

  private mutating func set(_ setting: Setting, _ texts: [String], _ origin: Origin) throws(SettingsError) {
    if case .oneOf(let words) = setting.kind, let text = texts.first, !words.contains(text) {
      if setting.name == "public", text == "exact" { throw .publicExact }
      throw .notOneOf(setting.name, text, words)
    }
    values[setting.name] = Value(texts: texts, origin: origin)
  }

  /// The name that is fewest letters away; `nil` where none is near.
  static func nearest(_ text: String, _ names: [String]) -> String? {
    let distances = names.map { (name: $0, distance: distance(Array(text), Array($0))) }
    guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance <= max(2, text.count / 3)
    else {
      return nil
    }
    return best.name
  }

  /// Levenshtein's distance.
  private static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (place, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for (other, candidate) in second.enumerated() {
        let change = diagonal + (letter == candidate ? 0 : 1)
        diagonal = row[other + 1]
        row[other + 1] = min(change, row[other] + 1, row[other + 1] + 1)
      }
    }
    return row[second.count]
  }
}
