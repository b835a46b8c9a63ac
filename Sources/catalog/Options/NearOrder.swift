import ArgumentParser
import CatalogKit

/// Orders of an answer of `near`.
enum NearOrder: String, CaseIterable, ExpressibleByArgument {
  case distance
  case taken
  case path

  /// `nil` is the nearest first.
  var order: PhotoOrder? { PhotoOrder.Key(rawValue: rawValue).map { PhotoOrder(by: $0) } }
}
