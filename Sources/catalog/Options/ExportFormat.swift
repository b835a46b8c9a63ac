import ArgumentParser

/// What `export` writes: a table is for people.
struct ExportFormat: FormatChoice {
  let format: OutputFormat

  init(_ format: OutputFormat) {
    self.format = format
  }

  static let formats = OutputFormat.allCases.filter { $0 != .table }
}
