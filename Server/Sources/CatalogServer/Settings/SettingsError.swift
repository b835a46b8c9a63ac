import CatalogKit

/// Why settings cannot be used.
enum SettingsError: Error, Hashable, Sendable {
  case unreadable(String, String)
  case noTOML(String, line: Int, String)
  case unknown(String, nearest: String?, String)
  case unknownOption(String, nearest: String?)
  case noValue(String)
  case kind(String, String, String)
  case notOneOf(String, String, [String])
  case publicExact
  case value(String, String, String)
  case halfTLS
}

extension SettingsError: CustomStringConvertible {
  /// What is wrong and what would be right.
  var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .noTOML(let file, let line, let reason): "\(file), line \(line): this is not TOML: \(reason)"
    case .unknown(let name, let nearest, let file):
      "\(file): there is no setting \u{201C}\(PrintableText.excerpt(name))\u{201D}"
        + (nearest.map { ". Did you mean \($0)?" } ?? ". catalog serve --help lists them.")
    case .unknownOption(let option, let nearest):
      "there is no option \(PrintableText.excerpt(option))"
        + (nearest.map { ". Did you mean \($0)?" } ?? ". catalog serve --help lists them.")
    case .noValue(let option): "\(option) needs a value after it"
    case .kind(let name, let kind, let file): "\(file): \(name) takes \(kind)"
    case .notOneOf(let name, let text, let words):
      "\(name) is \u{201C}\(PrintableText.excerpt(text))\u{201D}, and takes \(words.joined(separator: " or "))"
    case .publicExact:
      """
      public = "exact" would tell everybody where each animal sleeps and where whoever photographs it lives. Take coarse, \
      and invite those who may know more
      """
    case .value(let name, let text, let hint):
      "\(name) is \u{201C}\(PrintableText.excerpt(text))\u{201D}: \(hint)"
    case .halfTLS: "tls_certificate and tls_key belong together: give both, or neither"
    }
  }
}
