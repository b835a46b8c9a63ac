import ArgumentParser
import CatalogKit

/// Counting instead of listing.
struct CountOptions: ParsableArguments {
  @Flag(help: "Print only how many photos there are.")
  var count = false

  @Option(
    name: .customLong("count-by"),
    help: ArgumentHelp("Count photos by year, month, camera, tag, format or folder.", valueName: "what")
  )
  var countBy: CountKey?

  /// - Parameter answer: How photos would be written.
  /// - Returns: What is counted; `nil` where photos are listed.
  /// - Throws: `ValidationError` where an option goes with another one.
  func request(_ answer: OutputRequest) throws -> CountRequest? {
    guard count || countBy != nil else { return nil }
    if count, countBy != nil { throw ValidationError("--count-by counts already: leave --count out.") }
    let option = count ? "--count" : "--count-by"
    guard [.table, .json, .csv].contains(answer.format) else {
      throw ValidationError("\(option) works with table, json and csv, not with \(answer.format.rawValue).")
    }
    if answer.action != nil {
      throw ValidationError("\(option) counts photos and does nothing with them: leave it out.")
    }
    if answer.showsPlaces { throw ValidationError("\(option) prints numbers: leave --places out.") }
    if answer.columns != nil { throw ValidationError("\(option) prints numbers: leave --columns out.") }
    return CountRequest(key: countBy?.key, format: answer.format)
  }
}

/// What is counted apart, as an option.
struct CountKey: ExpressibleByArgument {
  let key: PhotoCounts.Key

  init?(argument: String) {
    guard let key = PhotoCounts.Key(rawValue: argument) else { return nil }
    self.key = key
  }

  static var allValueStrings: [String] { PhotoCounts.Key.allCases.map(\.rawValue) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
