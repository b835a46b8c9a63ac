/// The command of `--exec` and `-x`: all words that follow, whatever they look like, up to a `;` or to the end, as fd(1) has it.
enum ExecWords {
  private static let commands: Set<String> = ["near", "list"]

  /// Splits a command line.
  ///
  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The arguments without the command, and the command's words in a form that the parser takes for values; none where there is
  ///   no such option.
  /// - Throws: ``UsageError`` where there is no command behind the option, or a second one.
  static func split(_ arguments: [String]) throws(UsageError) -> (own: [String], exec: [String]) {
    guard commands.contains(arguments.first ?? "") else { return (arguments, []) }
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    guard let start = arguments[..<end].firstIndex(where: isOption) else { return (arguments, []) }
    var words = Array(arguments[(start + 1)...])
    if let equals = arguments[start].firstIndex(of: "=") {
      words.insert(String(arguments[start][equals...].dropFirst()), at: 0)
    }
    let command = words.prefix { $0 != ";" }
    let rest = Array(words.dropFirst(command.count + 1))
    guard let name = command.first, !name.isEmpty else {
      throw .refused("--exec needs a command, such as --exec ls -l {}", command: arguments.first)
    }
    if let second = rest.prefix(while: { $0 != "--" }).firstIndex(where: isOption) {
      throw .repeated("--exec", first: name, second: rest.dropFirst(second + 1).first ?? "")
    }
    return (arguments[..<start] + rest, command.map { "--exec=\($0)" })
  }

  /// The whole again, for the parser: what follows `--` is no option.
  static func join(_ arguments: [String], _ exec: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return arguments[..<end] + exec + arguments[end...]
  }

  private static func isOption(_ argument: String) -> Bool {
    argument == "-x" || argument == "--exec" || argument.hasPrefix("--exec=")
  }
}
