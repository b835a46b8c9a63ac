import ArgumentParser
import CatalogKit

/// `catalog near`
struct NearCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "near",
    abstract: "List photos taken around a place, nearest first.",
    discussion: """
      A place can be a name (Seoul; "Paris, Texas"; 서울), degrees (37.5665 126.9780, or 37°33′59.4″N 126°58′40.8″E), a geohash, a full \
      Plus Code, a geo: address or a link to a map. catalog where says which place a name means.

      Examples:
        catalog near Seoul
        catalog near "Bucheon, KR" --places
        catalog near 37.5665 126.9780
        catalog near -33.8586 151.2140 --radius 500m
        catalog near wydm9qy --since 2024 --sort taken
        catalog near --photo photos/dubu/IMG_2210.jpg --nearest 5
        catalog near 37.5665,126.9780 --print0 | xargs -0 ls -l
      """
  )

  @Argument(help: ArgumentHelp("The place, in one word or several.", valueName: "place"))
  var words: [PlainText] = []

  @Option(
    name: .customLong("photo"),
    help: ArgumentHelp("Search around where this photo was taken.", valueName: "file"),
    completion: .file()
  )
  var photo: FileArgument?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Search this far around: 500m, 2km, 0.3mi, 200ft, 1nmi; a bare number is metres. (default: 1km; around a name 2 to 20 km, by its inhabitants)",
      valueName: "distance"
    )
  )
  var radius: OptionValue<Radius>?

  @Option(
    name: [.customShort("n"), .customLong("limit")],
    help: ArgumentHelp("Show at most N photos, nearest first; 0 shows all. (default: 50)", valueName: "n")
  )
  var limit: OptionValue<PhotoLimit>?

  @Option(help: ArgumentHelp("Show the K nearest photos, however far.", valueName: "k"))
  var nearest: OptionValue<NearestCount>?

  @Option(help: "Sort the photos. (default: distance)")
  var sort: NearOrder?

  @OptionGroup(title: "Filters") var filter: FilterOptions

  @OptionGroup(title: "Output") var answer: OutputOptions

  @OptionGroup(title: "Output") var count: CountOptions

  @OptionGroup(title: "Output") var quietness: QuietOption

  @Flag(help: ArgumentHelp("Print what the search cost.", visibility: .hidden))
  var explain = false

  @OptionGroup var index: IndexesOption

  /// - Throws: `ValidationError` where an option is wrong, or goes with another one.
  func request() throws -> NearRequest {
    var request: NearRequest
    do {
      request = try NearRequest(
        around: center(),
        radius: radius?.get("--radius"),
        limit: limit?.get("--limit"),
        nearest: nearest?.get("--nearest")
      )
      if request.center.isDoubtful,
        let option = RadiusAdvice.option(words: words.map(\.text), radius: radius?.text)
      {
        throw ValidationError("did you mean \(option)?")
      }
    } catch let error as PlaceNameError {
      throw ValidationError("\(error)")
    } catch let error as PlaceError {
      if let option = RadiusAdvice.option(words: words.map(\.text), radius: radius?.text) {
        throw ValidationError("did you mean \(option)?")
      }
      throw ValidationError("\(error)")
    } catch let error as NearRequestError {
      throw ValidationError("\(error)")
    }
    request.filter = try filter.filter()
    request.filterWords = filter.words
    request.area = try filter.area()
    request.order = sort?.order
    request.answer = try answer.request()
    request.count = try count.request(request.answer)
    if request.count != nil, limit != nil {
      throw ValidationError("--count counts all photos: leave --limit out.")
    }
    request.explains = explain
    request.isQuiet = quietness.quiet
    request.index = index.location
    return request
  }

  private func center() throws -> NearCenter {
    guard let photo else { return try NearCenter(words: words.map(\.text)) }
    guard words.isEmpty else { throw ValidationError("Give a place or --photo, not both.") }
    return .photo(photo.path)
  }

  func run(in context: CommandContext) throws -> ExitStatus { try request().run(in: context) }
}
