import ArgumentParser
import CatalogKit

/// How `near` and `list` answer.
struct OutputOptions: ParsableArguments {
  @Option(help: "Print in this format. (default: table)")
  var format: OutputFormat?

  @Flag(
    name: .customLong("print0"),
    help: "Print paths only, each ended by a NUL: for xargs -0, safe for any name."
  )
  var endsWithNUL = false

  @Option(
    help: ArgumentHelp(
      "Show these columns of a table or CSV, such as distance,taken,model,path.",
      valueName: "names"
    )
  )
  var columns: String?

  @Option(help: "Show lengths in a table in these units. (default: metric)")
  var units: Units?

  /// - Throws: `ValidationError` where an option is wrong, or goes with another one.
  func request() throws -> OutputRequest {
    if endsWithNUL, let format, format != .paths {
      throw ValidationError("--print0 prints paths only: leave out --format \(format.rawValue).")
    }
    let format = format ?? (endsWithNUL ? .paths : .table)
    if columns != nil, format != .table, format != .csv {
      throw ValidationError("--columns works with table and csv only, not with \(format.rawValue).")
    }
    if units != nil, format != .table {
      throw ValidationError("--units works with table only: the other formats use metres.")
    }
    return OutputRequest(
      format: format,
      endsWithNUL: endsWithNUL,
      columns: try columns.map(Self.columns),
      units: units ?? .metric
    )
  }

  /// Reads the names of columns.
  static func columns(_ text: String) throws -> [PhotoField] {
    try explained("--columns") { try CSVExporter.columns(CommandLineArguments.plain(text)) }
  }

  func validate() throws { _ = try request() }
}

extension Units: ExpressibleByArgument {}

/// Runs what reads the value of an option, and lets its error name the option.
func explained<Value>(_ option: String, _ read: () throws -> Value) throws -> Value {
  do {
    return try read()
  } catch let error as ValidationError {
    throw error
  } catch {
    throw ValidationError("\(option): \(error)")
  }
}
