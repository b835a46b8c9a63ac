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
    help: ArgumentHelp(
      "Taken at this date or later: 2024, 2024-05, 2024-05-03 or 2024-05-03T14:00, local time.",
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

  @Option(help: ArgumentHelp("Taken with a camera whose make or model contains this.", valueName: "text"))
  var camera: OptionValue<CameraFilter>?

  @Option(
    help: ArgumentHelp(
      "Tagged with this, or with it in the tag's path, in any case: Nabi, cats/Nabi. Repeat for several.",
      valueName: "name"
    )
  )
  var tag: [OptionValue<TagFilter>] = []

  @Option(
    help: ArgumentHelp("Rated 4, 3.. or 2..4 stars; -1 is rejected.", valueName: "stars")
  )
  var rating: OptionValue<RatingRange>?

  @Option(
    help: ArgumentHelp(
      "Named like this, *.HEIC, or with a path in the index like this, photos/2024/**.",
      valueName: "glob"
    )
  )
  var path: OptionValue<PathPattern>?

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
    filter.camera = try camera?.get("--camera")
    filter.tags = try tag.map { try $0.get("--tag") }
    filter.rating = try rating?.get("--rating")
    filter.path = try path?.get("--path")
    return filter
  }
}
