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
  var box: OptionValue<GeoBox>?

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp(
      "Taken in this country, state or place: Italy, KR, Texas, Arezzo; place:Arezzo is the place alone.",
      valueName: "name"
    )
  )
  var place: PlainText?

  @Option(
    help: ArgumentHelp(
      "Taken at this date or later, local time: 2024, 2024-05-03, 2024.5.3, 2024-05-03T14:00, yesterday, 3months.",
      valueName: "date"
    )
  )
  var since: OptionValue<DateRange>?

  @Option(
    help: ArgumentHelp(
      "Taken at this date or earlier, including all of that year, month or day.",
      valueName: "date"
    )
  )
  var until: OptionValue<DateRange>?

  @Option(help: ArgumentHelp("Taken in these months of any year: 5, 3-5, 11-2.", valueName: "months"))
  var month: OptionValue<MonthRange>?

  @Option(
    help: ArgumentHelp(
      "Taken in these hours of any day: 7 from seven to eight, 18-6 from six in the evening to six in the morning.",
      valueName: "hours"
    )
  )
  var hour: OptionValue<HourRange>?

  @Option(
    help: ArgumentHelp(
      "Taken with a camera whose make or model contains this. Repeat for any of several.",
      valueName: "text"
    ),
    completion: ValueCompletion.cameras
  )
  var camera: [OptionValue<CameraFilter>] = []

  @Option(
    help: ArgumentHelp(
      "Tagged with this, or with it in the tag's path, in any case: Nabi, cats/Nabi. Repeat for any of several.",
      valueName: "name"
    ),
    completion: ValueCompletion.tags
  )
  var tag: [OptionValue<TagFilter>] = []

  @Option(
    help: ArgumentHelp("Rated 4, 3.. or 2..4 stars; -1 is rejected.", valueName: "stars")
  )
  var rating: OptionValue<RatingRange>?

  @Option(
    help: ArgumentHelp(
      "Named like this, *.HEIC, or with a path in the index like this, photos/2024/**. Repeat for any of several.",
      valueName: "glob"
    )
  )
  var path: [FileArgument] = []

  @Option(
    name: .customLong("not-camera"),
    help: ArgumentHelp("Not taken with such a camera; may be repeated.", valueName: "text"),
    completion: ValueCompletion.cameras
  )
  var notCamera: [OptionValue<CameraFilter>] = []

  @Option(
    name: .customLong("not-tag"),
    help: ArgumentHelp("Not tagged so; may be repeated.", valueName: "name"),
    completion: ValueCompletion.tags
  )
  var notTag: [OptionValue<TagFilter>] = []

  @Option(
    name: .customLong("not-path"),
    help: ArgumentHelp("Not named like this; may be repeated.", valueName: "glob")
  )
  var notPath: [FileArgument] = []

  @Flag(
    name: [.customShort("i"), .customLong("ignore-case")],
    help: "Take capitals and small letters in --path and --not-path for the same."
  )
  var ignoresCase = false

  @Flag(help: "Take in photos that are not there any more.")
  var missing = false

  /// - Throws: `ValidationError` that names the option which is wrong.
  func filter() throws -> PhotoFilter {
    var filter = PhotoFilter()
    filter.box = try box?.get("--box")
    let first = try since?.get("--since")
    let last = try until?.get("--until")
    if first != nil || last != nil {
      do throws(DateRangeError) {
        filter.taken = try DateRange(from: first, through: last)
      } catch {
        throw ValidationError("--since: \(error)")
      }
    }
    filter.months = try month?.get("--month")
    filter.hours = try hour?.get("--hour")
    filter.cameras = try camera.map { try $0.get("--camera") }
    filter.tags = try tag.map { try $0.get("--tag") }
    filter.rating = try rating?.get("--rating")
    filter.paths = try path.map { try pattern($0, "--path") }
    filter.includesMissing = missing
    filter.unwanted.cameras = try notCamera.map { try $0.get("--not-camera") }
    filter.unwanted.tags = try notTag.map { try $0.get("--not-tag") }
    filter.unwanted.paths = try notPath.map { try pattern($0, "--not-path") }
    if ignoresCase, path.isEmpty, notPath.isEmpty {
      throw ValidationError(
        "--ignore-case needs --path or --not-path: the other filters never mind capitals."
      )
    }
    return filter
  }

  /// What `--in` says.
  ///
  /// - Throws: `ValidationError` where that is no name.
  func area() throws -> PlaceName? {
    do throws(PlaceNameError) {
      return try place.map { (place) throws(PlaceNameError) in try PlaceName(place.text) }
    } catch .empty {
      throw ValidationError("--in: name a place, a district, a state or a country, such as Seoul or Italy.")
    } catch {
      throw ValidationError("--in: \(error)")
    }
  }

  /// The filters as they were typed, for whoever wonders why no photo is left: `--camera apple --since 2024`.
  var words: String {
    var words: [String] = []
    for (name, values) in [
      ("--box", [box?.text]), ("--in", [place?.text]), ("--since", [since?.text]), ("--until", [until?.text]),
      ("--month", [month?.text]),
      ("--hour", [hour?.text]), ("--camera", camera.map(\.text)), ("--tag", tag.map(\.text)),
      ("--rating", [rating?.text]), ("--path", path.map { "\($0.path)" }),
      ("--not-camera", notCamera.map(\.text)),
      ("--not-tag", notTag.map(\.text)), ("--not-path", notPath.map { "\($0.path)" }),
    ] as [(String, [String?])] {
      for case let value? in values { words.append("\(name) \(PrintableText.excerpt(value))") }
    }
    return words.joined(separator: " ")
  }

  private func pattern(_ pattern: FileArgument, _ option: String) throws -> PathFilter {
    do {
      return try PathFilter(pattern.path, ignoresCase: ignoresCase)
    } catch {
      throw ValidationError("\(option): \(error)")
    }
  }
}
