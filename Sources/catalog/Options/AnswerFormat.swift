import ArgumentParser

/// How `near` and `list` answer: a page for a browser is for `export`.
struct AnswerFormat: FormatChoice {
  let format: OutputFormat

  init(_ format: OutputFormat) {
    self.format = format
  }

  static let formats = OutputFormat.allCases.filter { $0 != .html && $0 != .postgis }
}
