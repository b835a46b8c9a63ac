import ArgumentParser
import CatalogKit

/// `catalog where`
struct WhereCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "where",
    abstract: "Say where a place of some name is, or which place a position is in.",
    discussion: """
      No network is used: the names come with catalog. They are those of GeoNames (geonames.org, CC BY 4.0), for places of over \
      500 inhabitants, with Natural Earth's outlines of states. What it does not have: stations, sights, streets, most districts of \
      Korean cities (no Jongno, no 서울역), regions above states such as Tuscany or Scotland, and names of states in other languages. A \
      comma narrows a name down, by a country, a state or a larger place within 50 km; place: and geohash: say which of both is meant.

      A position is in the place of its own country that is nearest, where a large one reaches up to 12 km farther. Outlines are rough \
      to some hundred metres, so near a border the other country may be said.

      Examples:
        catalog where Seoul
        catalog where 37.5665 126.9780
        catalog where "Paris, Texas" --format json
        catalog where 서울 --language ko
      """
  )

  @Argument(help: ArgumentHelp("A name, or a position in any notation that near reads.", valueName: "place"))
  var words: [PlainText] = []

  @Option(name: .shortAndLong, help: "Print text or json.")
  var format = ReportFormat.text

  @OptionGroup var language: LanguageOption

  @OptionGroup var quietness: QuietOption

  /// - Throws: `ValidationError` where the words are neither.
  func request() throws -> WhereRequest {
    do {
      var request = try WhereRequest(words: words.map(\.text))
      request.format = format
      request.language = language.language
      request.isQuiet = quietness.quiet
      return request
    } catch let error as PlaceError {
      throw ValidationError("\(error)")
    } catch let error as PlaceNameError {
      throw ValidationError("\(error)")
    }
  }

  func run(in context: CommandContext) throws -> ExitStatus { try request().run(in: context) }
}
