import ArgumentParser
import CatalogKit

/// `catalog describe`
struct DescribeCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Give photos a title, a description or stars.",
    discussion: """
      Examples:
        catalog describe photos/nabi/20240816_061204.jpg --title "Nabi asleep" --rating 5
        catalog describe photos/nabi/*.jpg --description ""      takes descriptions away
      """
  )

  @Option(help: ArgumentHelp("The title; an empty one takes it away.", valueName: "text"))
  var title: PlainText?

  @Option(help: ArgumentHelp("The description; an empty one takes it away.", valueName: "text"))
  var description: PlainText?

  @Option(help: ArgumentHelp("The stars, from 0 to 5; -1 rejects.", valueName: "stars"))
  var rating: OptionValue<Stars>?

  @OptionGroup var photos: PhotoArguments

  @OptionGroup var index: IndexOption

  @OptionGroup var words: QuietOption

  func run(in context: CommandContext) throws -> ExitStatus {
    var changes = XMPChanges()
    changes.title = title?.text
    changes.description = description?.text
    changes.rating = try rating?.get("--rating").number
    guard !changes.isEmpty else {
      throw ValidationError("name what is to be written: --title, --description or --rating.")
    }
    for text in [title?.text, description?.text].compactMap({ $0 }) where !XMPChanges.isWritable(text) {
      throw ValidationError(
        "a title or description has at most 8 KB, and no control characters but line breaks."
      )
    }
    let paths = try photos.paths(in: context)
    let editor = try photos.editor(index, in: context)
    for path in paths { editor.edit(path) { _ in changes } }
    return try EditReport.end(editor, "described", in: context.quiet(words.quiet))
  }
}
