import CatalogKit

/// Reads the plain forms of `catalog near` without the argument parser.
///
/// A question to the index takes a millisecond, and the parser needs three times that before it is asked: it looks its own types up
/// at run time. So what scripts ask a thousand times is read here. Whatever is not plain (an unknown option, one that is
/// given twice, help, a wrong value) is left to the parser, which knows all of it and explains it; so the two cannot
/// disagree, and a test holds that.
enum NearShortcut {
  /// - Parameter arguments: What stands behind the program's name.
  /// - Returns: The request; `nil` where the parser is to read it.
  static func request(_ arguments: [String]) -> NearRequest? {
    guard arguments.first == "near" else { return nil }
    var places: [String] = []
    var values: [(option: String, value: String)] = []
    var rest = arguments.dropFirst()
    while let argument = rest.popFirst() {
      guard argument.utf8.first == UInt8(ascii: "-") else {
        places.append(argument)
        continue
      }
      guard let value = rest.popFirst(), value.utf8.first != UInt8(ascii: "-"),
        !values.contains(where: { $0.option == argument })
      else { return nil }
      values.append((argument, value))
    }
    guard places.count == 2 else { return nil }
    var request = NearRequest(latitude: places[0], longitude: places[1])
    for (option, value) in values where !set(option, value, &request) { return nil }
    return (try? request.query()) == nil ? nil : request
  }

  private static func set(_ option: String, _ value: String, _ request: inout NearRequest) -> Bool {
    switch option {
    case "--radius":
      request.radius = value
    case "--limit":
      guard let limit = Int(value), limit >= 0 else { return false }
      request.limit = limit
    case "--nearest":
      guard let nearest = Int(value) else { return false }
      request.nearest = nearest
    case "--format":
      guard let format = NearFormat(rawValue: value) else { return false }
      request.format = format
    case "--index":
      request.index.file = value
    default:
      return false
    }
    return true
  }
}
