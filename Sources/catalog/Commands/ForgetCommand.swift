import ArgumentParser
import CatalogKit

/// `catalog forget`
struct ForgetCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Take a folder out of the index, and leave its photos alone.",
    discussion: """
      Later scans do not look at the folder any more. What somebody wrote into the index by hand is kept beside it, in \
      catalog.removed.jsonl.

      Examples:
        catalog forget ./old-photos
        catalog forget /media/stick
      """
  )

  @Argument(
    help: ArgumentHelp("Folders, which need not be there any more.", valueName: "folder"),
    completion: .directory
  )
  var folders: [FileArgument]

  @OptionGroup var index: IndexOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let path = index.path(in: context)
    for folder in folders {
      let place = context.workingFolder?.appending(folder.path) ?? folder.path
      let removal = try FolderRemoval(forgetting: place, index: path, generator: CatalogCommand.generator)
      let records = removal.records == 1 ? "1 photo" : "\(removal.records) photos"
      context.sayLines("\(removal.folder) is forgotten: \(records) left \(path)")
      if let pattern = removal.exclude {
        context.sayLines("the folder around it is still scanned, so scans pass over \(pattern) from now on")
      }
      if let file = removal.removedFile {
        context.sayLines("what somebody had written into \(removal.handWritten) of them was kept in \(file)")
      }
    }
    return .done
  }
}
