import ArgumentParser
import CatalogKit

/// How `near` and `list` answer.
struct OutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "Print in this format. (default: table)")
  var format: AnswerFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"),
    completion: .file()
  )
  var output: FileArgument?

  @Flag(
    name: .customLong("print0"),
    help: "Print paths only, each ended by a NUL: for xargs -0, safe for any name."
  )
  var endsWithNUL = false

  @Option(
    help: ArgumentHelp(
      "Show these columns of a table, CSV or JSON, such as distance,taken,model,path.",
      valueName: "names"
    ),
    completion: .list(PhotoField.allCases.map(\.name))
  )
  var columns: OptionValue<ColumnList>?

  @Option(help: "Show lengths in a table in these units. (default: metric)")
  var units: Units?

  @OptionGroup(title: "Output") var places: PlaceOptions

  @OptionGroup(title: "Output") var pictures: PictureOptions

  @OptionGroup(title: "Output") var action: ActionOptions

  /// - Throws: `ValidationError` where an option is wrong, or goes with another one.
  func request() throws -> OutputRequest {
    var request = OutputRequest(
      format: format?.format ?? (endsWithNUL ? .paths : .table),
      endsWithNUL: endsWithNUL,
      columns: try columns?.get("--columns").fields,
      units: units ?? .metric
    )
    request.file = output?.path
    let name = request.format.rawValue
    if endsWithNUL, request.format != .paths {
      throw ValidationError("--print0 prints paths only: leave out --format \(name).")
    }
    if columns != nil, !request.format.hasColumns {
      throw ValidationError("--columns works with table, csv, json and jsonl, not with \(name).")
    }
    if units != nil, request.format != .table {
      throw ValidationError("--units works with table only: the other formats use metres.")
    }
    try places.set(&request, columns: columns != nil)
    request.pictures = try pictures.budget(request.format)
    request.action = try action.action()
    if request.action != nil {
      for (name, isGiven) in [
        ("--format", format != nil), ("--print0", endsWithNUL), ("--columns", columns != nil),
        ("--units", units != nil), ("--output", output != nil), ("--places", places.places),
      ] where isGiven { throw ValidationError("\(action.name) writes no answer: leave \(name) out.") }
    }
    return request
  }
}

extension Units: ExpressibleByArgument {}
