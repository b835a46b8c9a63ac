import ArgumentParser
import CatalogKit

/// Arguments that mean nothing, with what may have been meant.
enum UsageError: Error, Equatable, CustomStringConvertible {
  case unknownCommand(String, suggestion: String?)
  case unknownOption(String, command: String?, suggestion: String?)
  case colour(String)
  /// An option that has one value is given with two.
  case repeated(String, first: String, second: String)
  /// Anything else that the argument parser refuses, in its words.
  case refused(String, command: String?)

  /// One sentence or two for people.
  var description: String {
    switch self {
    case .unknownCommand(let word, let suggestion):
      return "there is no command \(Self.printable(word)). "
        + (suggestion.map { "Did you mean \($0)?" } ?? "catalog help lists them.")
    case .unknownOption(let word, let command, let suggestion):
      return (command.map { "\($0) has" } ?? "there is") + " no option \(Self.printable(word)). "
        + (suggestion.map { "Did you mean \($0)?" } ?? "\(Self.help(command)) lists them.")
    case .colour(let word):
      return "--color is auto, always or never" + (word.isEmpty ? "." : ", and not \(Self.printable(word)).")
    case .repeated(let option, let first, let second):
      let values = first == second ? "" : ": \(Self.printable(first)) and \(Self.printable(second))"
      return "\(option) is given twice\(values). Give it once."
    case .refused(let message, let command):
      let message = message.split(separator: "\n").map { PrintableText.excerpt(String($0)) }
        .joined(separator: "\n")
      let isSentence = message.last.map { ".?!".contains($0) } ?? true
      return "\(message)\(isSentence ? "" : ".")\nSee \(Self.help(command))"
    }
  }

  private static func help(_ command: String?) -> String { "catalog \(command.map { "\($0) " } ?? "")--help" }

  private static func printable(_ word: String) -> String {
    PrintableText.excerpt(CommandLineArguments.plain(word))
  }
}

extension UsageError {
  /// A command that does not exist, before anything else is looked at.
  ///
  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The error; `nil` where the command exists, or none is named.
  static func ofCommand(in arguments: [String]) -> UsageError? {
    let names = CatalogCommand.commandNames
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    guard let word = words.first, !word.hasPrefix("-"), !names.contains(word) else { return nil }
    return .unknownCommand(word, suggestion: suggestion(for: word, among: names))
  }

  /// A misspelt command; or one that was left out, where the word in its place says which.
  private static func suggestion(for word: String, among names: [String]) -> String? {
    let plain = CommandLineArguments.plain(word)
    if plain.first.map({ "+-0123456789".contains($0) }) == true { return "near" }
    if plain.contains("/") { return "scan" }
    if let meant = otherNames[plain.lowercased()] { return meant }
    return Suggestions.closest(to: word, among: names)
  }

  /// What other programs call it.
  private static let otherNames = [
    "find": "near", "search": "near", "nearby": "near", "ls": "list", "dir": "list", "info": "show",
    "cat": "show",
    "import": "scan", "add": "scan", "index": "scan", "update": "scan", "map": "export html",
    "check": "verify",
    "fsck": "verify", "stats": "status", "stat": "status", "version": "--version",
  ]

  /// The same for options.
  private static let otherOptions = [
    "--json": "--format json", "--csv": "--format csv", "--geojson": "--format geojson", "-V": "--version",
    "-v": "--version", "-0": "--print0", "--null": "--print0", "--count-only": "--count", "--from": "--since",
    "--to": "--until", "--before": "--until", "--after": "--since", "--distance": "--radius",
    "--max": "--limit",
    "--head": "--limit", "--order": "--sort", "--keyword": "--tag", "--model": "--camera",
    "--make": "--camera",
    "--exclude-tag": "--not-tag", "--exclude-path": "--not-path",
  ]

  /// What the parser refuses, in the voice of the rest of the program.
  ///
  /// - Parameters:
  ///   - message: The parser's own words.
  ///   - arguments: What it was given.
  /// - Returns: An unknown option by name, where there is one; else the parser's message.
  static func ofParser(_ message: String, arguments: [String]) -> UsageError {
    let command = arguments.first { !$0.hasPrefix("-") }.flatMap { word in
      CatalogCommand.commandNames.contains(word) ? word : nil
    }
    let known = optionNames(of: command)
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("-") && argument != "-" {
      let name = String(argument.prefix { $0 != "=" })
      // Several letters after one hyphen are as many flags.
      let letters = name.dropFirst().map { "-\($0)" }
      if known.contains(name) || (!name.hasPrefix("--") && letters.allSatisfy(known.contains)) { continue }
      return .unknownOption(
        name,
        command: command,
        suggestion: valueWithoutBlank(name, known)
          ?? Self.otherOptions[name].flatMap {
            known.contains(String($0.prefix { $0 != " " })) ? $0 : nil
          }
          ?? Suggestions.closest(to: name, among: known.filter { $0.hasPrefix("--") })
      )
    }
    return .refused(startingSmall(oneLine(CommandLineArguments.plain(message))), command: command)
  }

  /// `-n 3` for `-n3`; `nil` for what is no such thing.
  private static func valueWithoutBlank(_ word: String, _ known: [String]) -> String? {
    let option = String(word.prefix(2))
    guard word.count > 2, ["-n", "-r"].contains(option), known.contains(option),
      word.dropFirst(2).first?.isNumber == true
    else { return nil }
    return "\(option) \(printable(String(word.dropFirst(2))))"
  }

  /// The parser sets out the values of an option one below the other.
  private static func oneLine(_ message: String) -> String {
    let lines = message.split(separator: "\n").map { PrintableText.escape(String($0)) }
    let values = lines.filter { $0.hasPrefix(listMark) }.map { String($0.dropFirst(listMark.count)) }
    let sentences = lines.filter { !$0.hasPrefix(listMark) }
    return sentences.joined(separator: "\n") + (values.isEmpty ? "" : " " + values.joined(separator: ", "))
  }

  private static let listMark = "  - "

  /// The names of a command's options, hidden ones too. Its help is the only place where the parser gives them away.
  private static func optionNames(of command: String?) -> [String] {
    let type = CatalogCommand.configuration.subcommands.first { $0.configuration.commandName == command }
    var names = ["--color"]
    let help = CatalogCommand.helpMessage(
      for: type ?? CatalogCommand.self,
      includeHidden: true,
      columns: 1000
    )
    for line in help.split(separator: "\n") {
      // `  -o, --output <file>     Write …`
      for word in line.split(separator: " ").prefix(while: { $0.hasPrefix("-") }) {
        names.append(String(word.prefix { $0 != "," }))
      }
    }
    return names
  }

  /// Behind `catalog:` a sentence goes on in small letters.
  private static func startingSmall(_ message: String) -> String {
    guard let first = message.first, message.dropFirst().first?.isLowercase == true else { return message }
    return first.lowercased() + message.dropFirst()
  }
}
