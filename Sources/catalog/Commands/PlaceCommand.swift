import ArgumentParser
import CatalogKit

/// `catalog place`
struct PlaceCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "place",
    abstract: "Say where photos were taken that do not say it themselves.",
    discussion: """
      The position goes into an XMP sidecar beside each photo, with a note that a person put it there; the photo is never written to. \
      catalog undo takes the last run back.

      Examples:
        catalog place photos/camellia/IMG_0457.JPG --at 37.5665,126.9780
        catalog place photos/dubu/*.jpg --at wydm9qy8 --accuracy 50m
        catalog place photos/dubu/IMG_2210.jpg --none      what the photo says is wrong
      """
  )

  @OptionGroup var photos: PhotoArguments

  @Option(help: ArgumentHelp("The place, in any notation that near reads.", valueName: "place"))
  var at: PlainText?

  @Option(help: ArgumentHelp("How far off it may be. (default: 10m)", valueName: "distance"))
  var accuracy: OptionValue<Distance>?

  @Flag(help: "Say that what the photo has is wrong, and that nobody knows better.")
  var none = false

  @Flag(help: "Replace a position that the photo has.")
  var overwrite = false

  @OptionGroup var index: IndexOption

  /// Metres: what a person on a map or in a garden knows.
  private static let usualAccuracy = 10.0

  func run(in context: CommandContext) throws -> ExitStatus {
    let edit = PlaceEdit(try position(), overwrites: overwrite)
    let paths = try photos.paths(in: context)
    let editor = try photos.editor(index, in: context)
    for path in paths { editor.edit(path) { try edit.changes(for: $0) } }
    return try EditReport.end(editor, "placed", in: context)
  }

  private func position() throws -> XMPChanges.PlacedPosition {
    guard (at != nil) != none else { throw ValidationError("name the place with --at PLACE, or say --none.") }
    guard let at else { return .none }
    let metres = try accuracy?.get("--accuracy").metres ?? Self.usualAccuracy
    do throws(PlaceError) {
      return .at(try Place(at.text).coordinate, accuracy: metres)
    } catch {
      throw ValidationError("--at: \(error)")
    }
  }
}
