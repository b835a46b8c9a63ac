import ArgumentParser
import CatalogKit

/// The order of what is listed, and how much of it.
struct OrderOptions: ParsableArguments {
  @Option(help: "Sort by path, or by the time taken, oldest first.")
  var sort: ListOrder?

  @Flag(help: "With --sort: reverse the order.")
  var reverse = false

  @Option(
    name: [.customShort("n"), .customLong("limit")],
    help: ArgumentHelp("Take at most N photos; 0 takes all. (default: 0)", valueName: "n")
  )
  var limit: OptionValue<PhotoLimit>?

  /// - Parameter order: The order where none is named; `nil` is that of the index.
  /// - Returns: The order that is wanted.
  /// - Throws: `ValidationError` where there is nothing to reverse.
  func order(default order: ListOrder?) throws -> PhotoOrder? {
    if reverse, sort == nil { throw ValidationError("--reverse needs --sort path or --sort taken.") }
    return (sort ?? order).map { PhotoOrder(by: $0.key, isReversed: reverse) }
  }

  /// - Returns: At most how many photos; `nil` is all.
  /// - Throws: `ValidationError` where it is no such number.
  func most() throws -> Int? { try limit?.get("--limit").most }
}
