import ArgumentParser
import CatalogKit
import CatalogMap

/// What an export says of the photos, and how.
struct ExportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Move positions to the centres of cells of this size, and leave out what reveals them.",
      valueName: "distance"
    )
  )
  var blur: String?

  @Flag(help: "With --blur: number the photos instead of naming them.")
  var anonymous = false

  @Flag(help: "Write absolute paths.")
  var absolute = false

  @Option(
    help: ArgumentHelp(
      "Write these columns of CSV, such as path,latitude,longitude,taken.",
      valueName: "names"
    )
  )
  var columns: String?

  @Flag(name: .customLong("print0"), help: "Paths: end each with a NUL, for xargs -0.")
  var endsWithNUL = false

  @Option(help: ArgumentHelp("HTML: the title of the page.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "HTML: show a background map, https://…/{z}/{x}/{y}.png. Opening the page contacts that server.",
      valueName: "url"
    )
  )
  var tiles: String?

  @Option(help: ArgumentHelp("HTML: credit the background map, as its licence asks.", valueName: "text"))
  var attribution: String?

  /// - Throws: `ValidationError` where an option is wrong, or belongs to another format.
  func check(_ format: ExportFormat) throws {
    if columns != nil, format != .csv { throw ValidationError("--columns works with csv only.") }
    if endsWithNUL, format != .paths { throw ValidationError("--print0 works with paths only.") }
    if format != .html {
      for (name, value) in [("--title", title), ("--tiles", tiles), ("--attribution", attribution)]
      where value != nil { throw ValidationError("\(name) works with html only.") }
    }
    if anonymous, blur == nil {
      throw ValidationError("--anonymous needs --blur DISTANCE: exact positions are not anonymous.")
    }
    _ = try makeBlur()
    _ = try namedColumns()
    _ = try makeTiles()
  }

  func makeBlur() throws -> Blur? {
    guard let blur else { return nil }
    return try explained("--blur") {
      try Blur(cell: Distance(CommandLineArguments.plain(blur)), isAnonymous: anonymous)
    }
  }

  private func namedColumns() throws -> [PhotoField]? { try columns.map(OutputOptions.columns) }

  func csvColumns() throws -> [PhotoField] {
    try namedColumns() ?? (blur == nil ? CSVExporter.defaultColumns : CSVExporter.blurredColumns)
  }

  private func makeTiles() throws -> MapTiles? {
    guard let tiles else {
      if attribution != nil { throw ValidationError("--attribution needs --tiles.") }
      return nil
    }
    return try explained("--tiles") {
      do {
        return try MapTiles(
          address: CommandLineArguments.plain(tiles),
          attribution: CommandLineArguments.plain(attribution ?? "")
        )
      } catch MapTilesError.noAttribution {
        throw ValidationError("--tiles needs --attribution TEXT: the page has to say whose map it shows.")
      }
    }
  }

  /// The settings of the page.
  ///
  /// - Parameters:
  ///   - index: The index that is exported.
  ///   - file: Where the page goes; `nil` is standard output.
  /// - Returns: The settings.
  /// - Throws: `SystemError` where the folder of the page cannot be found.
  func page(of index: IndexFile, in file: FilePathBytes?) throws -> HTMLExporter.Settings {
    // Numbers lead to no file, and the photos' folder would give away whose they are.
    let links =
      anonymous
      ? PhotoLinks(indexFolder: index.folder, pageFolder: index.folder)
      : try PhotoLinks(to: index, from: file)
    return HTMLExporter.Settings(
      links: links,
      title: title.map(CommandLineArguments.plain),
      tiles: try makeTiles()
    )
  }

  /// Whether what is handed on holds places as exact as the index has them.
  func tellsExactPlaces(_ format: ExportFormat) -> Bool {
    guard blur == nil, format != .paths else { return false }
    guard format == .csv, let columns = try? csvColumns() else { return true }
    return columns.contains { [.latitude, .longitude, .geohash].contains($0) }
  }
}
