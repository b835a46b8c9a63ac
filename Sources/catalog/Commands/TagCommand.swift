import ArgumentParser
import CatalogKit

/// `catalog tag`
struct TagCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Give photos a tag, such as the name of a cat.",
    discussion: """
      The tag goes into an XMP sidecar beside each photo, where digiKam, darktable and Lightroom find it; the photo is never \
      written to. catalog undo takes the last run back.

      Examples:
        catalog tag cats/Nabi photos/nabi/*.jpg
        catalog near 37.5665 126.9780 --print0 | catalog tag cats/Nabi -
        catalog list --tag Nabi
      """
  )

  @Argument(help: ArgumentHelp("The tag: a word, or levels such as cats/Nabi.", valueName: "name"))
  var name: PlainText

  @OptionGroup var photos: PhotoArguments

  @OptionGroup var index: IndexOption

  @OptionGroup var words: QuietOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let tag = try TagName(argument: name)
    let paths = try photos.paths(in: context)
    let editor = try photos.editor(index, in: context)
    for path in paths { editor.edit(path) { TagEdit.adding(tag, to: $0.tags) } }
    return try EditReport.end(editor, "tagged", in: context.quiet(words.quiet))
  }
}

extension TagName {
  /// - Throws: `ValidationError` that says what is wrong with the name.
  init(argument: PlainText) throws {
    do throws(TagNameError) {
      try self.init(argument.text)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
