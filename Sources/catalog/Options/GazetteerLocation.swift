import CatalogKit

/// Where the names of places are: `CATALOG_PLACES`, else a file beside the program or where `make install` puts it.
enum GazetteerLocation {
  static let name = FilePathBytes("places.gazetteer")

  /// Opens the gazetteer. Nothing is looked for before somebody asks for names.
  ///
  /// - Throws: `GazetteerError`; where there is no file, it names the usual one.
  static func open(in context: CommandContext) throws(GazetteerError) -> Gazetteer {
    if let variable = context.environment("CATALOG_PLACES") {
      return try Gazetteer(path: FilePathBytes(argument: variable))
    }
    let files = files(beside: context.programFile())
    for file in files {
      do throws(GazetteerError) {
        return try Gazetteer(path: file)
      } catch .missing {
        continue
      }
    }
    throw .missing(files.first ?? name)
  }

  /// Below the prefix that the program is installed in, beside the program, and in the folder that it was built in: there
  /// it is three folders below the project's.
  private static func files(beside program: FilePathBytes?) -> [FilePathBytes] {
    guard let folder = program?.parent else { return [] }
    let share = FilePathBytes("share/catalog").appending(name)
    return [
      folder.parent.appending(share), folder.appending(name), folder.parent.parent.parent.appending(share),
    ]
  }
}

extension CommandContext {
  /// The language of places' names.
  ///
  /// - Parameters:
  ///   - option: What `--language` says.
  ///   - forPeople: Whether people read it; programs get English where nobody says otherwise.
  /// - Returns: The language.
  func language(_ option: PlaceLanguage?, forPeople: Bool) -> PlaceLanguage {
    if let option { return option }
    guard forPeople else { return .english }
    // In the order of POSIX (XBD 8.2).
    let locale = environment("LC_ALL") ?? environment("LC_MESSAGES") ?? environment("LANG") ?? ""
    return locale == "ko" || locale.hasPrefix("ko_") || locale.hasPrefix("ko.") ? .korean : .english
  }

  /// What `--in` means; the line that says what else it could mean is written here.
  ///
  /// - Parameter name: The name; `nil` where it is not given.
  /// - Returns: The area; `nil` where there is no name.
  /// - Throws: `PlaceNameError`, `GazetteerError`.
  func area(_ name: PlaceName?) throws -> PlaceArea? {
    guard let name else { return nil }
    let area = try PlaceArea(name, in: GazetteerLocation.open(in: self))
    if let other = area.other { note("--in is \(area.description); \(other)") }
    return area
  }
}
