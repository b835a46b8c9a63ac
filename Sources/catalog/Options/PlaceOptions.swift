import ArgumentParser
import CatalogKit

/// Saying in words where photos were taken.
struct PlaceOptions: ParsableArguments {
  @Flag(help: "Say of each photo which place, district, country and time zone it is in.")
  var places = false

  @OptionGroup var language: LanguageOption

  /// - Parameters:
  ///   - request: How photos are written; set to what is asked for.
  ///   - columns: Whether columns are named.
  /// - Throws: `ValidationError` where the format has no room for places.
  func set(_ request: inout OutputRequest, columns: Bool) throws {
    request.language = language.language
    guard places else { return }
    if columns {
      throw ValidationError(
        "--columns says what is shown: add place, district, country or timeZone there and leave --places out."
      )
    }
    guard ![.paths, .html].contains(request.format) else {
      throw ValidationError(
        "--places works with table, json, jsonl, csv, geojson, gpx, kml and kmz, not with \(request.format.rawValue)."
      )
    }
    request.showsPlaces = true
  }
}

/// The language of names.
struct LanguageOption: ParsableArguments {
  @Option(
    name: .customLong("language"),
    help: "Write names of places in this language. (default: that of the terminal)"
  )
  var choice: LanguageChoice?

  /// `nil` where nobody says.
  var language: PlaceLanguage? { choice?.language }
}

/// A language as an option.
struct LanguageChoice: ExpressibleByArgument {
  let language: PlaceLanguage

  init?(argument: String) {
    guard let language = PlaceLanguage(rawValue: argument) else { return nil }
    self.language = language
  }

  static var allValueStrings: [String] { PlaceLanguage.allCases.map(\.rawValue) }
  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
