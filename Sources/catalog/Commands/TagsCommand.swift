import ArgumentParser
import CatalogKit

/// `catalog tags`
struct TagsCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "tags",
    abstract: "Show all tags, or what is known of one: when, where, with whom.",
    discussion: """
      The range of an animal is the minimum convex polygon of 95 % of its places, in hectares. Fewer than five places have none.

      Examples:
        catalog tags
        catalog tags Nabi
        catalog tags Nabi --format geojson > nabi.geojson     range, places and track for QGIS
        catalog tags --since 2025 --format csv
      """
  )

  @Argument(help: ArgumentHelp("A tag: its path, or the last level of it.", valueName: "name"))
  var name: PlainText?

  @OptionGroup(title: "Filters") var filter: FilterOptions

  @Option(name: .shortAndLong, help: "Print table, json, csv or geojson. (default: table)")
  var format = TagsFormat.table

  @OptionGroup var index: IndexesOption

  @OptionGroup var words: QuietOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let context = context.quiet(words.quiet)
    let tag = try name.map { try TagName(argument: $0) }
    var selection = PhotoSelection()
    selection.filter = try filter.filter()
    selection.filter.area = try context.area(try filter.area())
    selection.paths = .openable(from: context.workingFolder)
    let index = try index.open(in: context)
    let sightings = try TagSightings(index, selection)
    let sink = context.sink(forPeople: format == .table)
    guard let tag else {
      let summaries = sightings.summaries
      if summaries.isEmpty { context.note("no photo has a tag. Give one with: catalog tag cats/Nabi PHOTO") }
      try TagsReport.write(summaries, as: format, to: sink)
      return .done
    }
    guard let story = TagStory(tag, in: sightings) else { throw UnknownTag(name: tag.text, known: sightings) }
    try TagStoryReport(story: story, today: SystemClock.live.today()).write(as: format, to: sink)
    return .done
  }
}

/// How `tags` answers.
enum TagsFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, csv, geojson
}

/// A tag that no photo has.
struct UnknownTag: Error, CustomStringConvertible {
  let name: String
  private let suggestion: String?

  init(name: String, known: TagSightings) {
    self.name = name
    let names = Set(known.sightings.flatMap(\.tags))
    let leaves = names.compactMap { $0.split(separator: "/").last.map(String.init) }
    suggestion = Suggestions.closest(
      to: name,
      among: (names.sorted() + leaves.sorted()).map { $0.lowercased() }
    )
  }

  /// One sentence or two for people.
  var description: String {
    let advice = suggestion.map { "Did you mean \(PrintableText.escape($0))?" } ?? "catalog tags lists them."
    return "no photo is tagged \(PrintableText.escape(name)). \(advice)"
  }
}
