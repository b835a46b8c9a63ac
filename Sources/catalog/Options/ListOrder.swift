import ArgumentParser
import CatalogKit

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
