import CatalogKit

/// A value of an option that means nothing, with what would be right.
struct OptionError: Error, CustomStringConvertible {
  /// One sentence without a full stop.
  let description: String

  /// So much of a long text is shown.
  private static let shown = 60

  /// - Parameters:
  ///   - option: What was typed.
  ///   - what: What it is not: `no length of time`.
  ///   - right: What would be right: `90s or 2h`.
  init(_ option: ArgumentText, is what: String, write right: String) {
    let text = PrintableText.escape(String(option.plain.prefix(Self.shown)))
    description = "\u{201C}\(text)\u{201D} is \(what): write \(right)"
  }
}
