import CatalogKit

/// One argument, as text or as the name of a file.
///
/// This is the way from what ``CommandLineArguments`` hands to the parser back to what was typed, for all options.
struct ArgumentText: Equatable {
  private let argument: String

  /// - Parameter argument: Text from ``CommandLineArguments``.
  init(_ argument: String) {
    self.argument = argument
  }

  /// What was typed, with U+FFFD for bytes that are no text.
  var plain: String { CommandLineArguments.plain(argument) }

  /// What was typed, byte for byte.
  var path: FilePathBytes { FilePathBytes(argument: argument) }
}
