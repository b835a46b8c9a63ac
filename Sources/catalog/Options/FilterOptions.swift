import ArgumentParser
import CatalogKit

/// Which photos are meant, as options of every command that tells of several.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Taken in this box, in degrees: 37.4,126.8,37.7,127.2. West greater than east goes over the date line.",
      valueName: "s,w,n,e"
    )
  )
  var box: String?

  @Option(
    help: ArgumentHelp(
      "Taken then or later: 2024, 2024-05, 2024-05-03 or 2024-05-03T14:00, by the clock on the spot.",
      valueName: "date"
    )
  )
  var since: String?

  @Option(
    help: ArgumentHelp(
      "Taken then or earlier, the whole of the year, month or day included.",
      valueName: "date"
    )
  )
  var until: String?

  @Option(help: ArgumentHelp("Taken with a camera whose maker or model has this in it.", valueName: "text"))
  var camera: String?

  @Option(
    help: ArgumentHelp(
      "Having a name like this, *.HEIC, or a path in the index like this, photos/2024/**.",
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

/// Whether photos have a position, as an option of commands that tell of those without one too.
struct PositionOption: ParsableArguments {
  @Flag(help: "With a position.")
  var located = false

  @Flag(help: "Without a position.")
  var unlocated = false

  /// `nil` where both are meant.
  var isLocated: Bool? { located ? true : unlocated ? false : nil }

  func validate() throws {
    if located, unlocated { throw ValidationError("No photo is both: leave out --located or --unlocated.") }
  }
}
