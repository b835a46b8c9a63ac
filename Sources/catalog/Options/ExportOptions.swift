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
  var blur: OptionValue<BlurSize>?

  @Flag(help: "With --blur: number the photos instead of naming them.")
  var anonymous = false

  @Option(
    name: .customLong("public-tags"),
    help: ArgumentHelp(
      "With --blur: keep tags below this name, and no others; may be repeated. (default: cats)",
      valueName: "name"
    )
  )
  var publicTags: [PlainText] = []

  @Flag(help: "Write absolute paths.")
  var absolute = false

  @Option(
    help: ArgumentHelp(
      "Write these columns of CSV or JSON, such as path,latitude,longitude,taken.",
      valueName: "names"
    ),
    completion: .list(PhotoField.allCases.map(\.name))
  )
  var columns: OptionValue<ColumnList>?

  @OptionGroup(title: "Content") var places: PlaceOptions

  @Flag(name: .customLong("print0"), help: "Paths: end each with a NUL, for xargs -0.")
  var endsWithNUL = false

  @Option(help: ArgumentHelp("HTML: the title of the page.", valueName: "text"))
  var title: PlainText?

  @Option(
    help: ArgumentHelp(
      "HTML: show a background map: osm, or https://…/{z}/{x}/{y}.png. Opening the page contacts that server.",
      valueName: "url"
    )
  )
  var tiles: PlainText?

  @Option(
    help: ArgumentHelp(
      "HTML: carry the streets around the photos out of a map in one file (PMTiles), up to 2 MB.",
      valueName: "file"
    ),
    completion: .file(extensions: ["pmtiles"])
  )
  var map: FileArgument?

  @Option(help: ArgumentHelp("HTML: credit the background map, as its licence asks.", valueName: "text"))
  var attribution: PlainText?

  @Flag(
    name: .customLong("open"),
    help: "HTML: open the page in the browser when it is written; needs -o FILE."
  )
  var opens = false

  /// How the photos are written.
  ///
  /// - Parameters:
  ///   - format: What is exported.
  ///   - file: Where it is written; `nil` is standard output.
  /// - Returns: The request.
  /// - Throws: `ValidationError` where an option is wrong, or belongs to another format.
  func request(_ format: OutputFormat, to file: FilePathBytes?) throws -> OutputRequest {
    if columns != nil, !format.hasColumns {
      throw ValidationError("--columns works with csv, json and jsonl only.")
    }
    if endsWithNUL, format != .paths { throw ValidationError("--print0 works with paths only.") }
    if opens, file == nil { throw ValidationError("--open needs -o FILE: the browser opens a file.") }
    if format != .html {
      if opens { throw ValidationError("--open works with html only.") }
      for (name, value) in [
        ("--title", title?.text), ("--tiles", tiles?.text), ("--attribution", attribution?.text),
        ("--map", map.map { "\($0.path)" }),
      ]
      where value != nil { throw ValidationError("\(name) works with html only.") }
    }
    var request = OutputRequest(
      format: format,
      endsWithNUL: endsWithNUL,
      columns: try columns?.get("--columns").fields,
      page: PageRequest(
        title: title?.text,
        tiles: try mapTiles(),
        map: map?.path,
        credit: attribution?.text ?? "© OpenStreetMap contributors",
        linksToPhotos: blur == nil
      ),
      file: file
    )
    try places.set(&request, columns: columns != nil)
    return request
  }

  /// - Returns: How positions are made coarser; `nil` where they stay as they are.
  /// - Throws: `ValidationError`.
  func makeBlur() throws -> Blur? {
    guard let blur else {
      if anonymous {
        throw ValidationError("--anonymous needs --blur DISTANCE: exact positions are not anonymous.")
      }
      if !publicTags.isEmpty {
        throw ValidationError("--public-tags needs --blur DISTANCE: without it all tags are written.")
      }
      return nil
    }
    let cell = try blur.get("--blur").cell
    do {
      guard !publicTags.isEmpty else { return try Blur(cell: cell, isAnonymous: anonymous) }
      return try Blur(cell: cell, isAnonymous: anonymous, publicTags: publicTags.map(\.text))
    } catch {
      throw ValidationError("--blur: \(error)")
    }
  }

  private func mapTiles() throws -> MapTiles? {
    guard let tiles else {
      if attribution != nil, map == nil { throw ValidationError("--attribution needs --tiles or --map.") }
      return nil
    }
    if map != nil { throw ValidationError("--map and --tiles exclude each other: leave one out.") }
    if tiles.text == "osm", attribution == nil { return .openStreetMap }
    do throws(MapTilesError) {
      return try MapTiles(address: tiles.text, attribution: attribution?.text ?? "")
    } catch .noAttribution {
      throw ValidationError("--tiles needs --attribution TEXT: the page has to say whose map it shows.")
    } catch {
      throw ValidationError("--tiles: \(error)")
    }
  }
}
