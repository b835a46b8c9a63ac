import ArgumentParser
import CatalogKit

/// `catalog untag`
struct UntagCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "untag",
    abstract: "Take a tag away from photos.",
    discussion: """
      A tag that the photo itself carries goes too: the sidecar then says all tags that there are.

      Examples:
        catalog untag cats/Nabi photos/nabi/20240816_061204.jpg
        catalog list --tag Nabi --print0 | catalog untag Nabi -
      """
  )

  @Argument(help: ArgumentHelp("The tag, or the last level of its path.", valueName: "name"))
  var name: PlainText

  @OptionGroup var photos: PhotoArguments

  @OptionGroup var index: IndexOption

  @OptionGroup var words: QuietOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let tag = try TagName(argument: name)
    let paths = try photos.paths(in: context)
    let editor = try photos.editor(index, in: context)
    for path in paths { editor.edit(path) { TagEdit.removing(tag, from: $0.tags) } }
    return try EditReport.end(editor, "untagged", in: context.quiet(words.quiet))
  }
}
