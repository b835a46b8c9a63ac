import ArgumentParser
import CatalogKit

/// How `near` and `list` answer.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to answer. (default: table)")
  var format: OutputFormat?

  @Flag(
    name: .customLong("print0"),
    help: "Paths alone, each with a NUL behind it: for xargs -0, whatever is in a name."
  )
  var endsWithNUL = false

  @Option(
    help: ArgumentHelp("Columns of a table or of CSV, such as distance,taken,model,path.", valueName: "names")
  )
  var columns: String?

  @Option(help: "Lengths in a table. (default: metric)")
  var units: Units?

  /// - Throws: `ValidationError` where an option is wrong, or goes with another one.
  func request() throws -> OutputRequest {
    if endsWithNUL, let format, format != .paths {
      throw ValidationError("--print0 gives paths alone: leave out --format \(format.rawValue).")
    }
    let format = format ?? (endsWithNUL ? .paths : .table)
    if columns != nil, format != .table, format != .csv {
      throw ValidationError("--columns is for tables and CSV: \(format.rawValue) has members of its own.")
    }
    if units != nil, format != .table {
      throw ValidationError("--units is for tables: every other format has metres.")
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
