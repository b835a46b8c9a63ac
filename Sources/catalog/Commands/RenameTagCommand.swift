import ArgumentParser
import CatalogKit

/// `catalog rename-tag`
struct RenameTagCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "rename-tag",
    abstract: "Give a tag another name, on all photos that have it.",
    discussion: """
      Examples:
        catalog rename-tag cats/Nabi cats/Navi
        catalog rename-tag cats animals/cats       with all tags below it
      """
  )

  @Argument(help: ArgumentHelp("The tag, from its first level on.", valueName: "old"))
  var old: PlainText

  @Argument(help: ArgumentHelp("Its new name.", valueName: "new"))
  var new: PlainText

  @Flag(help: "Say what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var index: IndexOption

  @OptionGroup var words: QuietOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let (old, new) = (try TagName(argument: old), try TagName(argument: new))
    let file = try index.open(in: context)
    var selection = PhotoSelection()
    selection.filter.tags = [try TagFilter(old.text)]
    selection.paths = .absolute
    var paths: [FilePathBytes] = []
    try selection.forEachPhoto(of: file) { paths.append(try $0.writtenPath()) }
    let editor = try PhotoEditor(
      index: index.path(in: context),
      generator: CatalogCommand.generator,
      followLinks: true
    )
    editor.isDry = dryRun
    for path in paths { editor.edit(path) { TagEdit.renaming(old, to: new, in: $0.tags) } }
    return try EditReport.end(editor, "renamed", in: context.quiet(words.quiet))
  }
}
