import ArgumentParser

/// How `near` and `list` answer.
struct AnswerFormat: FormatChoice {
  let format: OutputFormat

  init(_ format: OutputFormat) {
    self.format = format
  }

  static let formats = OutputFormat.allCases
}
