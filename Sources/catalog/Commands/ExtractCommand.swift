import ArgumentParser
import CatalogKit

/// `catalog extract`
struct ExtractCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read photos named on standard input into lines of an index.",
    discussion: """
      For engines that spread a library over many machines: names go in, a head line and one line a photo come out, in the order of the \
      names, as soon as they are known, and last how many these are. catalog merge makes an index of any number of such parts.

      Examples:
        find photos -name '*.jpg' -print0 | catalog extract -0 > part
        catalog extract --base /library < names > part
        catalog extract --list photos > names
        catalog merge part1 part2 -o catalog.json
      """
  )

  @Option(
    help: ArgumentHelp(
      "The folder that relative names count from. (default: the working folder)",
      valueName: "folder"
    ),
    completion: .directory
  )
  var base: FileArgument?

  @Flag(name: [.customShort("0"), .customLong("null")], help: "A NUL ends each name, and not a line break.")
  var endsWithNUL = false

  @Option(
    help: ArgumentHelp(
      "Read N photos at the same time (default: as many as the drive answers well).",
      valueName: "n"
    )
  )
  var jobs: OptionValue<JobCount>?

  @Option(
    help: ArgumentHelp(
      "Read no names: write those of the photos that a scan of this folder would read, as lines of JSON. Can be repeated.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var list: [FileArgument] = []

  @Option(
    help: ArgumentHelp(
      "With --list: pass over files and folders like this. Can be repeated.",
      valueName: "glob"
    )
  )
  var exclude: [OptionValue<ExcludePattern>] = []

  @Flag(help: "With --list: follow symbolic links.")
  var followLinks = false

  func run(in context: CommandContext) throws -> ExitStatus {
    if list.isEmpty, !exclude.isEmpty || followLinks {
      throw ValidationError(
        "--exclude and --follow-links work with --list only: names on standard input are read as they are."
      )
    }
    let folder = context.workingFolder ?? FilePathBytes("/")
    let base = try SystemFolder.resolve(folder.appending(base?.path ?? FilePathBytes(".")))
    if !list.isEmpty {
      let names = PhotoNames(
        in: try list.map { try SystemFolder.resolve($0.path) },
        base: base,
        excludes: try exclude.compactMap { try $0.get("--exclude").pattern },
        followsLinks: followLinks
      )
      try names.write(to: context.output)
      try context.output.flush()
      return .done
    }
    try context.output.write(IndexPart.head(base: base, generator: CatalogCommand.generator))
    var names = NameStream(descriptor: 0, endsWithNUL: endsWithNUL)
    let pipe = ExtractionPipe(base: base, jobs: try jobs?.get("--jobs").number)
    while let batch = try names.next() {
      try pipe.write(batch, to: context.output)
      try context.output.flush()
    }
    try context.output.write(IndexPart.end(count: pipe.count))
    try context.output.flush()
    return .done
  }
}
