import ArgumentParser
import CatalogKit

/// `catalog merge`
struct MergeCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one index of parts and indexes.",
    discussion: """
      The photos' lines are the same whatever the parts, their order, and how often a photo is in them. Of a photo that comes several times \
      the one that was changed last counts.

      Examples:
        catalog merge part-* -o catalog.json
        catalog merge phone/catalog.json camera/catalog.json -o all.json
      """
  )

  @Argument(help: ArgumentHelp("Parts and indexes.", valueName: "file"), completion: .file())
  var files: [FileArgument]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write this index.", valueName: "file"),
    completion: .file()
  )
  var output: FileArgument

  @Option(
    help: ArgumentHelp(
      "A folder that the index says was scanned; repeat for several. (default: those of the indexes)",
      valueName: "folder"
    ),
    completion: .directory
  )
  var scanned: [FileArgument] = []

  @Option(help: ArgumentHelp("A pattern that later scans pass over; repeat for several.", valueName: "glob"))
  var exclude: [OptionValue<ExcludePattern>] = []

  @Flag(help: "Later scans follow symbolic links.")
  var followLinks = false

  @Option(
    help: ArgumentHelp(
      "The time that the index says it was written, 2026-05-01T12:00:00.123456789Z. (default: now)",
      valueName: "time"
    )
  )
  var written: OptionValue<WrittenTime>?

  @Option(
    help: ArgumentHelp(
      "Keep temporary files in this folder. (default: that of the output)",
      valueName: "folder"
    ),
    completion: .directory
  )
  var temporary: FileArgument?

  func run(in context: CommandContext) throws -> ExitStatus {
    let sources = try files.map { try MergeSource($0.path) }
    let builder = try IndexBuilder(replacing: output.path)
    let folder = builder.path.parent
    let merge = PartMerge(
      into: folder,
      size: sources.reduce(0) { $0 + $1.size },
      temporary: temporary.map { $0.path.appending(FilePathBytes("catalog")) } ?? builder.path
    )
    var header = IndexHeader(
      generator: CatalogCommand.generator,
      written: try written?.get("--written").time ?? SystemClock.live.now(),
      scanned: []
    )
    let mapping = PathMapping(indexFolder: folder)
    var headers = HeaderMerge()
    for source in sources {
      try source.add(to: merge)
      switch source {
      case .part: headers.addPart()
      case .index(let index): try headers.add(index)
      }
    }
    let folders = try scanned.map { mapping.stored(try SystemFolder.resolve($0.path)) }
    headers.apply(to: &header, in: mapping, folders: folders.isEmpty ? nil : folders)
    header.exclude = try exclude.compactMap { try $0.get("--exclude").pattern?.text }
    header.followsLinks = followLinks
    let counts = try merge.save(builder, header)
    let photos = counts.photos == 1 ? "1 photo" : "\(counts.photos) photos"
    context.sayLines("\(photos) in \(output.path): \(counts.located) located")
    return .done
  }
}

/// A file that is merged.
private enum MergeSource {
  case part(IndexPart)
  case index(IndexFile)

  init(_ path: FilePathBytes) throws {
    if let part = try IndexPart.open(path) {
      self = .part(part)
    } else {
      self = .index(try IndexFile(path: path))
    }
  }

  /// Bytes.
  var size: Int {
    switch self {
    case .part(let part): part.size
    case .index(let index): index.size
    }
  }

  func add(to merge: PartMerge) throws {
    switch self {
    case .part(let part): try merge.add(part)
    case .index(let index): try merge.add(index)
    }
  }
}
