/// What `catalog serve --help` says.
enum HelpText {
  static var text: String {
    var lines = [
      "OVERVIEW: Show the photos of an index on the web, to whom you choose.",
      "",
      "USAGE: catalog serve [--config FILE] [--check | --backup DIR] [OPTION VALUE …]",
      "",
      "The server prints an address. Whoever opens it first is the keeper and sees everything; everybody else sees what",
      "--public says. Settings can stand in a file, catalog.toml, by the names of the options with _ for -.",
      "",
      "OPTIONS:",
      entry("--config FILE", "Read settings from this file instead of catalog.toml."),
      entry("--check", "Say which settings hold and where each comes from, and end."),
      entry(
        "--backup DIR",
        "Copy people, secret, trash, index, settings, sidecars and what was sent into a folder, and end. A server may run meanwhile."
      ),
    ]
    for setting in Setting.all {
      let standard = setting.standard.isEmpty ? "" : " (default: \(setting.standard))"
      var placeholder = setting.placeholder
      if case .oneOf(let words) = setting.kind { placeholder = words.joined(separator: "|") }
      lines.append(entry("\(setting.option) \(placeholder)", setting.help + standard))
    }
    lines.append(entry("--version", "Say the version."))
    return lines.joined(separator: "\n")
  }

  private static let indent = 28
  private static let width = 110

  /// An option and what it is for, wrapped.
  private static func entry(_ option: String, _ help: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in help.split(separator: " ") {
      if !line.isEmpty, line.count + word.count + 1 > width - indent {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    lines.append(line)
    let blank = String(repeating: " ", count: indent)
    let head = "  \(option)"
    let first =
      head.count < indent
      ? head + String(repeating: " ", count: indent - head.count) + lines.removeFirst() : head
    return ([first] + lines.map { blank + $0 }).joined(separator: "\n")
  }
}
