import ArgumentParser
import CatalogKit

/// Doing something with photos instead of listing them.
struct ActionOptions: ParsableArguments {
  @Option(
    name: .customLong("copy-to"),
    help: ArgumentHelp(
      "Copy the photos into this folder; nothing there is overwritten.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var copyFolder: FileArgument?

  @Option(
    help: ArgumentHelp(
      "With --copy-to: copy pictures without metadata instead, JPEGs of at most this many pixels a side, such as 2048.",
      valueName: "pixels"
    )
  )
  var preview: OptionValue<PreviewEdge>?

  // ``ExecWords`` hands each word over as an option of its own, since the command may have options too.
  @Option(
    name: [.customShort("x"), .customLong("exec")],
    help: ArgumentHelp(
      "Run a command for each photo: all that follows, up to a ; if there is one. {} is the path, {/} its name, {//} its folder, {.} and {/.} are without extension.",
      valueName: "command"
    )
  )
  var exec: [FileArgument] = []

  @Flag(help: "Show the photos in the desktop's viewer, at most 20.")
  var open = false

  /// - Returns: What is done; `nil` where photos are listed.
  /// - Throws: `ValidationError` where that is more than one thing.
  func action() throws -> PhotoAction? {
    var actions: [(String, PhotoAction)] = []
    if let copyFolder, copyFolder.path.bytes.isEmpty {
      throw ValidationError("--copy-to needs the name of a folder.")
    }
    if preview != nil, copyFolder == nil { throw ValidationError("--preview works with --copy-to only.") }
    if let copyFolder {
      let edge = try preview?.get("--preview").pixels
      let action = edge.map { PhotoAction.copyPictures(to: copyFolder.path, edge: $0) }
      actions.append(("--copy-to", action ?? .copy(to: copyFolder.path)))
    }
    if !exec.isEmpty { actions.append(("--exec", .run(CommandTemplate(exec.map(\.path))))) }
    if open { actions.append(("--open", .open)) }
    guard actions.count < 2 else {
      throw ValidationError("\(actions[0].0) and \(actions[1].0) do not go together: give one of them.")
    }
    return actions.first?.1
  }

  /// The option that was given.
  var name: String { copyFolder != nil ? "--copy-to" : open ? "--open" : "--exec" }
}
