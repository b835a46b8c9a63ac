import ArgumentParser
import CatalogKit
import CatalogMap

/// What of the photos an export tells, and how.
struct ExportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Move positions to the middles of cells of this size, and leave out what leads back.",
      valueName: "distance"
    )
  )
  var blur: String?

  @Flag(help: "With --blur: numbers in place of names.")
  var anonymous = false

  @Flag(help: "Absolute paths.")
  var absolute = false

  @Option(help: ArgumentHelp("Columns of CSV, such as path,latitude,longitude,taken.", valueName: "names"))
  var columns: String?

  @Flag(name: .customLong("print0"), help: "Paths: a NUL behind each.")
  var endsWithNUL = false

  @Option(help: ArgumentHelp("HTML: what stands above the photos.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "HTML: a background map, https://…/{z}/{x}/{y}.png. Whoever opens the page then asks that server.",
      valueName: "url"
    )
  )
  var tiles: String?

  @Option(help: ArgumentHelp("HTML: whose map it is, as its licence asks.", valueName: "text"))
  var attribution: String?

  /// - Throws: `ValidationError` where an option is wrong, or belongs to another format.
  func check(_ format: ExportFormat) throws {
    if columns != nil, format != .csv { throw ValidationError("--columns is for csv.") }
    if endsWithNUL, format != .paths { throw ValidationError("--print0 is for paths.") }
    if format != .html {
      for (name, value) in [("--title", title), ("--tiles", tiles), ("--attribution", attribution)]
      where value != nil { throw ValidationError("\(name) is for html.") }
    }
    if anonymous, blur == nil {
      throw ValidationError("--anonymous goes with --blur DISTANCE: exact positions are not anonymous.")
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
      if attribution != nil { throw ValidationError("--attribution goes with --tiles.") }
      return nil
    }
    return try explained("--tiles") {
      do {
        return try MapTiles(
          address: CommandLineArguments.plain(tiles),
          attribution: CommandLineArguments.plain(attribution ?? "")
        )
      } catch MapTilesError.noAttribution {
        throw ValidationError("--attribution TEXT goes with --tiles: the page has to say whose map it shows.")
      }
    }
  }

  /// What the page is told.
  ///
  /// - Parameters:
  ///   - index: The index that is exported.
  ///   - file: Where the page goes; `nil` is standard output.
  /// - Returns: The settings.
  /// - Throws: `SystemError` where the folder of the page cannot be found.
  func page(of index: IndexFile, in file: FilePathBytes?) throws -> HTMLExporter.Settings {
    // Numbers lead to no file, and where the photos lie would tell whose they are.
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

  /// Whether what is handed on tells places as the index knows them.
  func tellsExactPlaces(_ format: ExportFormat) -> Bool {
    guard blur == nil, format != .paths else { return false }
    guard format == .csv, let columns = try? csvColumns() else { return true }
    return columns.contains { [.latitude, .longitude, .geohash].contains($0) }
  }
}
