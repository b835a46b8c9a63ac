/// Every field of a photo, once: its name and place in a line, how it is written and read, its unit, and what sharing does to it.
///
/// The index, exports, columns, `show`, blurring and the test of the schema follow from it. A new field is a case of ``PhotoField``, a row
/// here, a member of ``Photo``, and a property of `docs/schema/photo.schema.json`.
enum PhotoFieldTable {
  static let rows: [PhotoFieldDefinition] = besides + place + fix + camera + words + file

  /// The fields that lines have.
  static let rowsOfLines = rows.filter { $0.read != nil }

  private static let besides: [PhotoFieldDefinition] = [
    .besides(.distance, "distance", .metres),
    .besides(.bearing, "bearing", .degrees),
    .besides(.uncertainty, "uncertainty", .metres),
    .besides(.place, "place", nil),
    .besides(.district, "district", nil),
    .besides(.country, "country", nil),
    .besides(.timeZone, "timeZone", nil),
  ]

  private static let place: [PhotoFieldDefinition] = [
    // Written by ``PhotoLine``, which makes it the first member of every line. Where it disagrees with the coordinates these are
    // right: a person may have edited them.
    PhotoFieldDefinition(field: .geohash, name: "geohash", unit: nil, sharing: .exact) { photo, key, json in
      json += key
      guard let position = photo.position else { return json += nullBytes }
      json.append(JSONText.quote)
      Geohash(position.coordinate).append(to: &json)
      json.append(JSONText.quote)
    } read: { (scanner, _) throws(JSONError) in
      _ = try scanner.stringRange()
    },
    PhotoFieldDefinition(field: .path, name: "path", unit: nil, sharing: .coarse { $2.path = $0.path }) {
      photo,
      key,
      json in
      json += key
      JSONText.append(photo.path.isUTF8 ? photo.path.bytes : Array(photo.path.lossyText.utf8), to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      draft.path = try scanner.string()
    },
    PhotoFieldDefinition(field: .pathBytes, name: "pathBytes", unit: nil, kind: .bytes, sharing: .exact) {
      photo,
      key,
      json in
      guard !photo.path.isUTF8 else { return }
      json += key
      JSONText.append(Base64.encode(photo.path.bytes), to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      draft.pathBytes = Base64.decode(try scanner.string())
    },
    .number(
      .latitude,
      "latitude",
      .degrees,
      decimals: FixedPoint.coordinateDecimals,
      .coarse { photo, blur, shared in
        shared.position = photo.position.map { blur.shared($0) }
      },
      { $0.position?.coordinate.latitude },
      { $0.latitude = $1 }
    ),
    .number(
      .longitude,
      "longitude",
      .degrees,
      decimals: FixedPoint.coordinateDecimals,
      .coarse { _, _, _ in },
      { $0.position?.coordinate.longitude },
      { $0.longitude = $1 }
    ),
    // Rounded as they are written: a person may have added decimals.
    .number(
      .altitude,
      "altitude",
      .metres,
      decimals: 3,
      .exact,
      { $0.position?.altitude },
      { $0.position.altitude = FixedPoint.round($1, decimals: 3) }
    ),
    .number(
      .accuracy,
      "accuracy",
      .metres,
      decimals: 3,
      .exact,
      { $0.position?.accuracy },
      { $0.position.accuracy = FixedPoint.round($1, decimals: 3) }
    ),
    .text(.datum, "datum", .exact, { $0.position?.datum }, { $0.position.datum = $1 }),
    .text(.status, "status", .exact, { $0.position?.status }, { $0.position.status = $1 }),
    .named(.source, "source", .coarse { _, _, _ in }, { $0.position?.source }, { $0.position.source = $1 }),
    .addedText(.method, "method", { $0.position?.method }, { $0.position.method = $1 }),
  ]

  private static let fix: [PhotoFieldDefinition] = [
    PhotoFieldDefinition(
      field: .taken,
      name: "taken",
      unit: nil,
      sharing: .coarse { $2.taken = $0.taken?.truncated(to: .day) }
    ) { photo, key, json in
      guard let taken = photo.taken else { return }
      json += key
      json.append(JSONText.quote)
      taken.append(to: &json)
      json.append(JSONText.quote)
    } read: { (scanner, draft) throws(JSONError) in
      draft.taken = try scanner.string()
    },
    .named(
      .takenSource,
      "takenSource",
      .coarse { $2.takenSource = $0.takenSource },
      { $0.taken == nil ? nil : $0.takenSource },
      { $0.photo.takenSource = $1 }
    ),
    .named(
      .offsetSource,
      "offsetSource",
      .exact,
      { $0.taken?.offset?.source },
      { $0.offsetSource = $1 }
    ),
    .moment(.gpsTime, "gpsTime", .exact, { $0.gpsTime }, { $0.photo.gpsTime = $1 }),
    .number(.heading, "heading", .degrees, decimals: 3, .exact, { $0.heading?.degrees }, { $0.heading = $1 }),
    .named(
      .headingReference,
      "headingReference",
      .exact,
      { $0.heading?.reference },
      { $0.headingReference = $1 }
    ),
    .number(.speed, "speed", .named, decimals: 3, .exact, { $0.speed?.value }, { $0.speed = $1 }),
    .named(.speedUnit, "speedUnit", .exact, { $0.speed?.unit }, { $0.speedUnit = $1 }),
  ]

  private static let camera: [PhotoFieldDefinition] = [
    // A phone names its owner.
    .text(.make, "make", .exact, { $0.make }, { $0.photo.make = $1 }),
    .text(.model, "model", .exact, { $0.model }, { $0.photo.model = $1 }),
    .addedText(.lens, "lens", { $0.lens }, { $0.photo.lens = $1 }),
    .integer(
      .orientation,
      "orientation",
      .code,
      .coarse { $2.orientation = $0.orientation },
      { $0.orientation },
      { $0.photo.orientation = $1 }
    ),
    .integer(
      .width,
      "width",
      .pixels,
      .coarse { $2.pixelSize = $0.pixelSize },
      { $0.pixelSize?.width },
      { $0.width = $1 }
    ),
    .integer(
      .height,
      "height",
      .pixels,
      .coarse { _, _, _ in },
      { $0.pixelSize?.height },
      { $0.height = $1 }
    ),
  ]

  private static let file: [PhotoFieldDefinition] = [
    .named(
      .format,
      "format",
      .coarse { $2.format = $0.format },
      { $0.format },
      { $0.photo.format = $1 }
    ),
    PhotoFieldDefinition(field: .sidecars, name: "sidecars", unit: nil, kind: .objects, sharing: .exact) {
      photo,
      key,
      json in
      guard !photo.sidecars.isEmpty else { return }
      json += key
      SidecarList.append(photo.sidecars, to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      draft.photo.sidecars = try SidecarList.read(&scanner)
    },
    .integer(.size, "size", .bytes, .exact, { $0.size }, { $0.photo.size = $1 }),
    .moment(.modified, "modified", .exact, { $0.modified }, { $0.photo.modified = $1 }),
    .text(
      .problem,
      "problem",
      .coarse { photo, _, shared in
        // The reason may quote the file.
        shared.problem = photo.problem.map {
          PhotoProblem($0.isUnreadable ? "unreadable" : "no position", isUnreadable: $0.isUnreadable)
        }
      },
      { $0.problem?.reason },
      { $0.problem = $1 }
    ),
    PhotoFieldDefinition(
      field: .unreadable,
      name: "unreadable",
      unit: nil,
      kind: .boolean,
      sharing: .coarse { _, _, _ in }
    ) { photo, key, json in
      guard photo.problem?.isUnreadable == true else { return }
      json += key
      json += trueBytes
    } read: { (scanner, draft) throws(JSONError) in
      draft.isUnreadable = try scanner.boolean()
    },
    .moment(.missing, "missing", .exact, { $0.missing }, { $0.photo.missing = $1 }),
  ]

  private static let nullBytes = Array("null".utf8)
  private static let trueBytes = Array("true".utf8)
}
