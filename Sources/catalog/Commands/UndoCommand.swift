import ArgumentParser
import CatalogKit

/// `catalog undo`
struct UndoCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what the last tag, untag, rename-tag, describe or place wrote.",
    discussion: """
      Each sidecar is, byte for byte, what it was. One that somebody changed since is left as it is. Ten runs are kept, in \
      .catalog/undo/ beside the index.
      """
  )

  @Flag(help: "Say what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var index: IndexOption

  @OptionGroup var words: QuietOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let editor = try PhotoEditor(index: index.path(in: context), generator: CatalogCommand.generator)
    editor.isDry = dryRun
    try editor.takeBack()
    return try EditReport.end(editor, "taken back", in: context.quiet(words.quiet))
  }
}
