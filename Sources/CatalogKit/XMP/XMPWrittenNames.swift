/// The properties that are written (XMP specification part 2; Lightroom's and digiKam's lists of hierarchies).
extension XMPEdit.Name {
  private static let dc = "http://purl.org/dc/elements/1.1/"
  private static let exif = "http://ns.adobe.com/exif/1.0/"

  static let subject = Self(namespace: dc, prefix: "dc", local: "subject")
  static let title = Self(namespace: dc, prefix: "dc", local: "title")
  static let description = Self(namespace: dc, prefix: "dc", local: "description")
  static let hierarchicalSubject = Self(
    namespace: "http://ns.adobe.com/lightroom/1.0/",
    prefix: "lr",
    local: "hierarchicalSubject"
  )
  static let tagsList = Self(
    namespace: "http://www.digikam.org/ns/1.0/",
    prefix: "digiKam",
    local: "TagsList"
  )
  static let rating = Self(namespace: "http://ns.adobe.com/xap/1.0/", prefix: "xmp", local: "Rating")
  static let latitude = Self(namespace: exif, prefix: "exif", local: "GPSLatitude")
  static let longitude = Self(namespace: exif, prefix: "exif", local: "GPSLongitude")
  static let positioningError = Self(namespace: exif, prefix: "exif", local: "GPSHPositioningError")
  static let processingMethod = Self(namespace: exif, prefix: "exif", local: "GPSProcessingMethod")

  /// What says something of a place besides where it is.
  static let ofOtherPlace =
    [
      "GPSLatitudeRef", "GPSLongitudeRef", "GPSAltitude", "GPSAltitudeRef", "GPSMapDatum", "GPSStatus",
      "GPSTimeStamp",
      "GPSDateTime", "GPSSpeed", "GPSSpeedRef",
    ].map { Self(namespace: exif, prefix: "exif", local: $0) }
    + [Self(namespace: "http://cipa.jp/exif/1.0/", prefix: "exifEX", local: "GPSHPositioningError")]
}

extension XMPEdit {
  /// Sets all tags: their last levels as words, and paths in the two lists of hierarchies. What other programs list besides, such as the
  /// levels above, stays where it belongs to a tag that is wanted.
  ///
  /// - Parameters:
  ///   - tags: All tags that the photo is to have.
  ///   - listed: The hierarchies that the sidecar lists already, in whichever list.
  /// - Throws: ``XMPWriteError/form(_:)``.
  mutating func setTags(_ tags: [String], listed: [[String]]) throws(XMPWriteError) {
    let paths = tags.map { $0.split(separator: "/").map(String.init) }
    var words: [String] = []
    for path in paths { if let leaf = path.last, !words.contains(leaf) { words.append(leaf) } }
    let levels = Set(paths.joined())
    // What one list has and the other has not was so before, and stays so.
    let deep = paths.filter { $0.count > 1 }
    let isNew = deep.contains { !listed.contains($0) }
    try setList(
      .subject,
      words,
      adding: { _ in true },
      keeping: { levels.contains($0) || $0.hasPrefix("darktable|") },
      isMade: true,
      kind: "Bag"
    )
    for (name, separator, kind) in [(Name.hierarchicalSubject, "|", "Bag"), (.tagsList, "/", "Seq")] {
      try setList(
        name,
        deep.map { $0.joined(separator: separator) },
        adding: { item in
          isNew && !listed.contains(item.split(separator: Character(separator)).map(String.init))
        },
        keeping: { item in
          let path = item.split(separator: Character(separator)).map(String.init)
          return path.first == "darktable" || paths.contains { $0.starts(with: path) }
        },
        isMade: isNew,
        kind: kind
      )
    }
  }
}
