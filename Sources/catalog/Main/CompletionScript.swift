/// The scripts that shells read, with what the argument parser leaves out of them: that commands come after `help`.
enum CompletionScript {
  /// - Parameters:
  ///   - script: What the parser wrote for one of the shells.
  ///   - commands: The names of the commands.
  /// - Returns: The script; unchanged where it is none.
  static func offeringCommandsAfterHelp(_ script: String, _ commands: [String]) -> String {
    let names = commands.joined(separator: " ")
    let zsh = "'*:subcommands:'"
    if let argument = script.range(of: zsh, after: "\n_catalog_help() {\n") {
      return script.replacing(argument, with: "'*:subcommands:(\(names))'")
    }
    let bash = "__catalog_offer_flags_options -1\n"
    if let options = script.range(of: bash, after: "\n_catalog_help() {\n") {
      let offer = "    COMPREPLY+=($(compgen -W '\(names)' -- \"${cur}\"))\n"
      return script.replacing(options, with: bash + offer)
    }
    let fish = "__catalog_should_offer_completions_for_positional"
    guard script.contains("function \(fish) ") else { return script }
    return script + "\ncomplete -c 'catalog' -n '\(fish) \"catalog help\" -eq 1' -fa '\(names)'"
  }
}

extension String {
  /// Where a text comes first behind another one.
  fileprivate func range(of text: String, after start: String) -> Range<Index>? {
    guard let start = firstRange(of: start) else { return nil }
    return self[start.upperBound...].firstRange(of: text)
  }

  fileprivate func replacing(_ range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
