import ArgumentParser
import CatalogKit

/// `catalog list`
struct ListCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List photos, with filters.",
    discussion: """
      Examples:
        catalog list
        catalog list --sort taken --reverse --limit 10      the ten latest
        catalog list --unlocated --columns path,problem
        catalog list --in Italy --columns taken,place,path
        catalog list --box 37.4,126.8,37.7,127.2 --since 2024-06 --format geojson
      """
  )

  @OptionGroup var order: OrderOptions

  @OptionGroup(title: "Filters") var filter: FilterOptions

  @OptionGroup(title: "Filters") var position: PositionOption

  @OptionGroup(title: "Filters") var around: AroundOptions

  @OptionGroup(title: "Output") var answer: OutputOptions

  @OptionGroup(title: "Output") var count: CountOptions

  @OptionGroup(title: "Output") var words: QuietOption

  @OptionGroup var index: IndexesOption

  /// - Throws: `ValidationError` where an option is wrong, or goes with another one.
  func request() throws -> ListRequest {
    var request = ListRequest()
    request.answer = try answer.request()
    request.count = try count.request(request.answer)
    request.filter = try filter.filter()
    request.area = try filter.area()
    request.filter.isLocated = try position.isLocated()
    request.around = try around.question()
    request.filterWords = [filter.words, position.words, around.words].filter { !$0.isEmpty }.joined(
      separator: " "
    )
    request.order = try order.order(default: .path)
    request.limit = try order.most()
    if request.count != nil, order.limit != nil {
      throw ValidationError("--count counts all photos: leave --limit out.")
    }
    request.isQuiet = words.quiet
    request.index = index.location
    return request
  }

  func run(in context: CommandContext) throws -> ExitStatus { try request().run(in: context) }
}
