import ArgumentParser
import CatalogKit

/// The order of what is listed, and how much of it.
struct OrderOptions: ParsableArguments {
  @Option(help: "Sort by path, or by the time taken, oldest first.")
  var sort: ListOrder?

  @Flag(help: "With --sort: reverse the order.")
  var reverse = false

  @Option(help: ArgumentHelp("Take at most N photos; 0 takes all. (default: 0)", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative; 0 means all.") }
    if reverse, sort == nil { throw ValidationError("--reverse needs --sort path or --sort taken.") }
  }

  /// - Parameter order: The order where none is named; `nil` is that of the index.
  /// - Returns: The order that is wanted.
  func order(default order: ListOrder?) -> PhotoOrder? {
    (sort ?? order).map { PhotoOrder(by: $0.key, isReversed: reverse) }
  }

  /// `nil` is all.
  var most: Int? { limit == 0 ? nil : limit }
}

/// Orders in which an index can be listed.
enum ListOrder: String, CaseIterable, ExpressibleByArgument {
  case path
  case taken

  var key: PhotoOrder.Key {
    switch self {
    case .path: .path
    case .taken: .taken
    }
  }
}
