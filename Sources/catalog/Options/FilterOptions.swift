import ArgumentParser
import CatalogKit

/// Which photos are meant, as options of every command that lists several.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Taken in this box, in degrees: 37.4,126.8,37.7,127.2. West greater than east crosses the date line.",
      valueName: "s,w,n,e"
    )
  )
  var box: String?

  @Option(
    help: ArgumentHelp(
      "Taken at this date or later: 2024, 2024-05, 2024-05-03 or 2024-05-03T14:00, local time.",
      valueName: "date"
    )
  )
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Taken at this date or earlier, including all of that year, month or day.",
      valueName: "date"
    )
  )
  var until: String?

  @Option(help: ArgumentHelp("Taken with a camera whose make or model contains this.", valueName: "text"))
  var camera: String?

  @Option(
    help: ArgumentHelp(
      "Named like this, *.HEIC, or with a path in the index like this, photos/2024/**.",
      valueName: "glob"
    )
  )
  var path: String?

  /// - Throws: `ValidationError` that names the option which is wrong.
  func filter() throws -> PhotoFilter {
    var filter = PhotoFilter()
    filter.box = try box.map { box in try explained("--box") { try GeoBox(CommandLineArguments.plain(box)) } }
    let first = try since.map { text in
      try explained("--since") { try DateRange(CommandLineArguments.plain(text)) }
    }
    let last = try until.map { text in
      try explained("--until") { try DateRange(CommandLineArguments.plain(text)) }
    }
    if first != nil || last != nil {
      filter.taken = try explained("--since") { try DateRange(from: first, through: last) }
    }
    filter.camera = try camera.map { text in
      try explained("--camera") { try CameraFilter(CommandLineArguments.plain(text)) }
    }
    filter.path = try path.map { text in
      try explained("--path") { try PathPattern(FilePathBytes(argument: text)) }
    }
    return filter
  }

  func validate() throws { _ = try filter() }
}

/// Whether photos have a position, as an option of commands that list those without one too.
struct PositionOption: ParsableArguments {
  @Flag(help: "Only photos with a position.")
  var located = false

  @Flag(help: "Only photos without a position.")
  var unlocated = false

  /// `nil` where both are meant.
  var isLocated: Bool? { located ? true : unlocated ? false : nil }

  func validate() throws {
    if located, unlocated {
      throw ValidationError("--located and --unlocated exclude each other: leave one out.")
    }
  }
}
