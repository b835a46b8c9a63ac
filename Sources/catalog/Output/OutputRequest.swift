import CatalogKit
import CatalogMap
import CatalogPictures

/// How photos are to be written, whoever has parsed it.
struct OutputRequest: Equatable {
  var format = OutputFormat.table
  /// Whether paths end with a NUL.
  var endsWithNUL = false
  /// The columns of a table or of CSV; `nil` is what suits the question.
  var columns: [PhotoField]?
  var units = Units.metric
  /// Whether each photo is said to be in which place.
  var showsPlaces = false
  /// The language of places' names; `nil` is that of the terminal, and English for programs.
  var language: PlaceLanguage?
  var page = PageRequest()
  /// How much room pictures have, where the format has some.
  var pictures = PictureBudget.none
  /// What is done with the photos in place of writing about them.
  var action: PhotoAction?
  /// Where it is written; `nil` is standard output.
  var file: FilePathBytes?

  /// The columns where none are named.
  struct Columns {
    var table: [PhotoField] = []
    var csv = CSVExporter.defaultColumns
  }

  /// Says in which place photos are; `nil` where nobody asks, and nothing is opened then.
  ///
  /// - Throws: `GazetteerError`.
  func lookup(in context: CommandContext) throws(GazetteerError) -> PlaceLookup? {
    guard showsPlaces || columns?.contains(where: PhotoField.ofWhereabouts.contains) == true else {
      return nil
    }
    let gazetteer = try GazetteerLocation.open(in: context)
    return try PlaceLookup(gazetteer, language: context.language(language, forPeople: format == .table))
  }

  /// The columns where none are named, with those of places if they are asked for.
  private func withPlaces(_ columns: Columns) -> Columns {
    guard showsPlaces else { return columns }
    var columns = columns
    // A path may be long, so it stays the last.
    columns.table.insert(contentsOf: [.place, .country], at: max(0, columns.table.count - 1))
    columns.csv += PhotoField.ofWhereabouts
    return columns
  }

  /// The writer of the format.
  ///
  /// - Parameters:
  ///   - index: The index whose photos are written.
  ///   - columns: The columns where none are named.
  ///   - context: Knows whether and how wide a terminal is.
  /// - Returns: The writer.
  /// - Throws: `SystemError` where the folder of a page cannot be found.
  func exporter(of index: IndexFile, _ columns: Columns, in context: CommandContext) throws
    -> any PhotoExporter
  {
    if let action { return try action.exporter(of: index, in: context) }
    let columns = withPlaces(columns)
    return switch format {
    case .table:
      PhotoTable(
        self.columns ?? columns.table,
        units: units,
        width: context.outputWidth(),
        style: context.style
      )
    case .json: JSONExporter(columns: self.columns)
    case .jsonl: JSONLinesExporter(columns: self.columns)
    case .csv: CSVExporter(columns: self.columns ?? columns.csv)
    case .geojson: GeoJSONExporter()
    case .gpx: GPXExporter()
    case .kml: KMLExporter()
    case .kmz: KMZExporter(beside: file ?? index.path)
    case .html:
      HTMLExporter(
        try page.settings(of: index, in: file),
        streets: try page.streets(),
        towns: try page.towns(in: language, context)
      )
    case .postgis: PostGISExporter()
    case .paths: isShown(in: context) ? PrintablePaths() : PathExporter(endsWithNUL: endsWithNUL)
    }
  }

  /// Whether people see it at once.
  private func isShown(in context: CommandContext) -> Bool {
    !endsWithNUL && file == nil && (context.isTerminal(1) || context.outputWidth() != nil)
  }

  /// Standard output for the writer. Whoever asks for NULs wants names as they are.
  func sink(in context: CommandContext) -> any ByteSink {
    context.sink(forPeople: format == .table || endsWithNUL)
  }

  /// Says what became of the photos, where the answer does not.
  ///
  /// - Parameters:
  ///   - exporter: The writer, when all is written.
  ///   - context: Takes the words.
  /// - Returns: `incomplete` where something that was to be done with them failed.
  func finish(_ exporter: any PhotoExporter, in context: CommandContext) -> ExitStatus {
    explainLeftOut(exporter, in: context)
    return action?.finish(exporter, in: context) ?? .done
  }

  /// Says how many photos the format cannot hold.
  func explainLeftOut(_ exporter: any PhotoExporter, in context: CommandContext) {
    guard exporter.leftOut > 0 else { return }
    let (photos, them) =
      exporter.leftOut == 1 ? ("1 photo", "it") : ("\(exporter.leftOut) photos", "them")
    context.say("\(photos) without a position left out: \(format.rawValue) cannot hold \(them)")
  }
}
