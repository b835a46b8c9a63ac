/// Options that are given twice although they have one value: the argument parser would take the last in silence.
enum RepeatedOptions {
  /// Short forms of options with a value that may be given only once.
  static let shortNames: [String: String] = [
    "-r": "--radius", "-n": "--limit", "-f": "--format", "-o": "--output",
  ]
  /// A test holds them to the options that there are.
  static let names: Set<String> = [
    "--accuracy", "--at", "--attribution", "--base", "--blur", "--box", "--clock", "--columns", "--copy-to",
    "--count-by", "--description", "--format", "--gap", "--hour", "--in", "--jobs", "--language", "--limit",
    "--map", "--month", "--near", "--nearest", "--output", "--photo", "--pictures", "--preview", "--radius",
    "--rating", "--since", "--sort", "--temporary", "--tiles", "--title", "--track", "--units", "--until",
    "--within", "--written", "--zone",
  ]

  /// Commands that ask several indexes together.
  static let asksSeveral: Set<String> = ["near", "list", "export", "status", "tags", "duplicates"]

  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The error; `nil` where nothing is given twice.
  static func error(in arguments: [String]) -> UsageError? {
    var values: [String: String] = [:]
    var rest = arguments.prefix { $0 != "--" }
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init
      )
      let name = shortNames[parts[0]] ?? parts[0]
      guard names.contains(name) || (name == "--index" && !asksSeveral.contains(arguments.first ?? "")) else {
        continue
      }
      let value = parts.count > 1 ? parts[1] : rest.popFirst() ?? ""
      if let first = values.updateValue(value, forKey: name) {
        return .repeated(name, first: first, second: value)
      }
    }
    return nil
  }
}
