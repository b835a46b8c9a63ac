import ArgumentParser

/// The formats that one command writes, as an option or argument of it.
protocol FormatChoice: ExpressibleByArgument, Equatable {
  static var formats: [OutputFormat] { get }
  init(_ format: OutputFormat)
}

extension FormatChoice {
  init?(argument: String) {
    guard let format = OutputFormat(rawValue: argument), Self.formats.contains(format) else { return nil }
    self.init(format)
  }

  static var allValueStrings: [String] { formats.map(\.rawValue) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
