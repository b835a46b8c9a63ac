import ArgumentParser
import CatalogKit

/// In which order an index is told, and how much of it.
struct OrderOptions: ParsableArguments {
  @Option(help: "In which order: by path, or when they were taken, the oldest first.")
  var sort: ListOrder?

  @Flag(help: "With --sort: backwards.")
  var reverse = false

  @Option(help: ArgumentHelp("At most so many photos; 0 is all. (default: 0)", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit must not be negative; 0 is all.") }
    if reverse, sort == nil { throw ValidationError("--reverse goes with --sort path or --sort taken.") }
  }

  /// - Parameter order: The order where none is named; `nil` is that of the index.
  /// - Returns: The order that is wanted.
  func order(default order: ListOrder?) -> PhotoOrder? {
    (sort ?? order).map { PhotoOrder(by: $0.key, isReversed: reverse) }
  }

  /// `nil` is all.
  var most: Int? { limit == 0 ? nil : limit }
}

/// Orders in which an index can be told.
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
