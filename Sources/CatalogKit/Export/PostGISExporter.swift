/// A script for psql that fills a table of PostGIS: a row a photo, a column a field, and the position as `geography(Point, 4326)`.
///
/// All of it is one transaction, so that whoever asks meanwhile gets the old photos or the new ones, and a script that is cut off changes
/// nothing. Loading again replaces the rows; the table stays, with the views on it. Beside the fields there are `position`, `taken_local` (the first
/// second of what `taken` says, on the spot's clock), `taken_utc` where the offset is known, and `others`: the members that no field
/// has, as JSON.
public struct PostGISExporter: RowExporter {
  public var rows = ExportedRows()

  /// Nothing written yet.
  public init() {}

  public var terminator: [UInt8] { [UInt8(ascii: "\n")] }
  public var opening: [UInt8] { Array(Self.beginning.utf8) }
  public func closing(isEmpty: Bool) -> [UInt8] { Array(Self.ending.utf8) }

  public func appendRow(_ found: FoundPhoto, to bytes: inout [UInt8]) throws(JSONError) -> Bool {
    let photo = try found.photo()
    let start = bytes.count
    // What a blurred photo does not say is not known; a photo in memory has a size and a time in any case.
    let known = found.fields
    for column in PostGISColumn.all {
      if column.field == .uncertainty {
        Self.append(found.uncertainty.map { "\(Int($0.rounded(.up)))" }, to: &bytes)
      } else {
        let isWritten = try known.contains(column.field) ? column.append(photo, to: &bytes) : false
        if !isWritten { bytes += CopyText.null }
      }
      bytes.append(CopyText.tab)
    }
    Self.append(Self.local(photo.taken), to: &bytes)
    bytes.append(CopyText.tab)
    Self.append(photo.taken?.offset == nil ? nil : photo.takenInUTC, to: &bytes)
    bytes.append(CopyText.tab)
    if photo.unknownFields.isEmpty {
      bytes += CopyText.null
    } else {
      CopyText.append([UInt8(ascii: "{")] + photo.unknownFields.dropFirst() + [UInt8(ascii: "}")], to: &bytes)
    }
    Self.mend(&bytes, from: start)
    return true
  }

  private static func append(_ text: String?, to bytes: inout [UInt8]) {
    if let text { CopyText.append(Array(text.utf8), to: &bytes) } else { bytes += CopyText.null }
  }

  /// The first second, without a zone: `2024-05-03T14:00:00`.
  private static func local(_ taken: LocalTime?) -> String? {
    guard let taken else { return nil }
    let first = Timestamp(
      seconds: taken.seconds.lowerBound,
      nanoseconds: taken.fraction?.nanoseconds ?? 0
    )
    return String(first.description.dropLast())
  }

  /// A line that somebody edited may hold bytes that are no UTF-8, and one of them would end the whole load.
  private static func mend(_ bytes: inout [UInt8], from start: Int) {
    let row = bytes[start...]
    guard String(validating: row, as: UTF8.self) == nil else { return }
    let mended = Array(String(decoding: row, as: UTF8.self).utf8)
    bytes.replaceSubrange(start..., with: mended)
  }

  // MARK: The script

  private static let besides = [
    ("taken_local", "timestamp"), ("taken_utc", "timestamptz"), ("others", "json"),
  ]

  private static var beginning: String {
    let columns = PostGISColumn.all.map { ($0.name, $0.type) } + besides
    let added = columns.map { "  ADD COLUMN IF NOT EXISTS \($0.0) \($0.1)," }.joined(separator: "\n")
    let units = PostGISColumn.all.compactMap { column in
      column.unit.map { "COMMENT ON COLUMN photos.\(column.name) IS '\($0)';\n" }
    }
    return """
      -- For psql: psql -X -v ON_ERROR_STOP=1 -d DATABASE -f FILE
      \\set ON_ERROR_STOP on
      SET client_encoding TO 'UTF8';
      SET client_min_messages TO warning;
      BEGIN;
      CREATE EXTENSION IF NOT EXISTS postgis;
      CREATE TABLE IF NOT EXISTS photos ();
      TRUNCATE photos;
      ALTER TABLE photos
      \(added)
        ADD COLUMN IF NOT EXISTS position geography(Point, 4326)
          GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)::geography) STORED;
      \(units.joined())DROP INDEX IF EXISTS photos_position, photos_shape, photos_tags, photos_taken;
      COPY photos (\(columns.map(\.0).joined(separator: ", "))) FROM stdin;

      """
  }

  /// The first index is for distances, on the ellipsoid; the second for boxes and tiles, which are flat.
  private static let ending = """
    \\.
    CREATE INDEX photos_position ON photos USING gist (position);
    CREATE INDEX photos_shape ON photos USING gist ((position::geometry));
    CREATE INDEX photos_tags ON photos USING gin (tags);
    CREATE INDEX photos_taken ON photos (taken_local);
    COMMIT;
    ANALYZE photos;

    """
}
