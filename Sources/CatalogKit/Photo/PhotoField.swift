/// A field of a photo. The order is that of ``PhotoFieldTable``, in which lines of an index and exports have them.
///
/// `docs/schema/photo.schema.json` says what each holds and in which unit.
public enum PhotoField: UInt8, CaseIterable, Hashable, Sendable {
  case distance, bearing, uncertainty
  case place, district, country, timeZone
  case geohash, path, pathBytes
  case latitude, longitude, altitude, accuracy, datum, status, source, method
  case taken, takenSource, offsetSource, gpsTime, heading, headingReference, speed, speedUnit
  case make, model, lens, orientation, width, height
  case tags, title, description, rating
  case format, sidecars, size, modified, problem, unreadable
  case missing

  /// The fields that say in words where a photo was taken; they come from a gazetteer and are in no index.
  public static let ofWhereabouts: [PhotoField] = [.place, .district, .country, .timeZone]

  /// The fields of a place, which formats for maps have in their own way.
  static let ofPlace: Set<PhotoField> = [.geohash, .latitude, .longitude, .altitude]

  /// The first extractor that wrote the field. In what an older one read, a member of its name is a person's.
  ///
  /// A field that is added is of the version that ``ExtractorVersion/current`` is raised to.
  var firstExtractor: Int {
    switch self {
    case .distance, .bearing, .uncertainty, .place, .district, .country, .timeZone: 1
    case .geohash, .path, .pathBytes, .latitude, .longitude, .altitude, .accuracy, .datum, .status, .source: 1
    case .taken, .offsetSource, .gpsTime, .heading, .headingReference, .speed, .speedUnit: 1
    case .make, .model, .orientation, .width, .height: 1
    case .format, .sidecars, .size, .modified, .problem, .unreadable: 1
    case .lens, .method, .takenSource, .tags, .title, .description, .rating, .missing: 3
    }
  }

  /// Whether an extractor did not know the field yet.
  func isNewer(than extractor: Int) -> Bool { firstExtractor > extractor }

  /// The last extractor that did not know all fields.
  static let lastIncompleteExtractor = (allCases.map(\.firstExtractor).max() ?? 1) - 1

  /// Its row in the table.
  var definition: PhotoFieldDefinition { PhotoFieldTable.rows[Int(rawValue)] }

  /// Its name in JSON and CSV, such as `latitude`.
  public var name: String { String(describing: definition.name) }

  /// Whether its values are numbers, which belong to the right edge of a table's column.
  public var isNumber: Bool { definition.isNumber }

  /// The field of a name.
  ///
  /// - Parameter name: Such as `latitude`.
  /// - Throws: ``PhotoFieldError`` where no field has this name.
  public init(named name: some StringProtocol) throws(PhotoFieldError) {
    guard let row = PhotoFieldTable.rows.first(where: { $0.hasName(name) }) else {
      throw PhotoFieldError(name: String(name))
    }
    self = row.field
  }
}

/// A name that no field has.
public struct PhotoFieldError: Error, Hashable, Sendable {
  /// The name.
  public let name: String
}

extension PhotoFieldError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    let names = PhotoField.allCases.map(\.name).joined(separator: ", ")
    return "there is no column \u{201C}\(PrintableText.escape(name))\u{201D}: the columns are \(names)"
  }
}
