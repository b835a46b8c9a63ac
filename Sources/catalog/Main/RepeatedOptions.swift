/// Options that are given twice although they have one value: the argument parser would take the last in silence.
enum RepeatedOptions {
  /// Those with a value that may be given only once, each with its short form.
  private static let single: [String: String] = [
    "-r": "--radius", "-n": "--limit", "-f": "--format", "-o": "--output",
  ]
  private static let names: Set<String> = [
    "--radius", "--limit", "--nearest", "--format", "--output", "--box", "--since", "--until", "--month",
    "--hour",
    "--rating", "--sort", "--columns", "--units", "--blur", "--title", "--tiles", "--attribution", "--photo",
    "--jobs",
    "--count-by", "--copy-to",
  ]

  /// Commands that ask several indexes together.
  private static let asksSeveral: Set<String> = ["near", "list", "export", "status", "tags"]

  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The error; `nil` where nothing is given twice.
  static func error(in arguments: [String]) -> UsageError? {
    var values: [String: String] = [:]
    var rest = arguments.prefix { $0 != "--" }
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init
      )
      let name = single[parts[0]] ?? parts[0]
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
