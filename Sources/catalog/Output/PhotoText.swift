import CatalogKit

/// A photo as lines of text: what is known, each with its name before it.
enum PhotoText {
  /// - Parameters:
  ///   - named: The photo.
  ///   - places: Says in which place it is; `nil` leaves that out.
  /// - Returns: The lines.
  /// - Throws: `GazetteerError`.
  static func render(_ named: NamedPhoto, _ places: PlaceLookup?) throws(GazetteerError) -> String {
    let photo = named.photo
    var lines = Lines()
    lines.add("photo", "\(named.path)")
    lines.add("known from", words(named.source))
    lines.add(
      "missing",
      photo.missing.map { "since \(TimeText.seconds($0)) UTC; in no answer until a scan finds it again" }
    )
    addPlace(photo, &lines)
    if let position = photo.position, let places {
      try addWhereabouts(places.places(at: position.coordinate), places.language, &lines)
    }
    addTime(photo, &lines)
    addMovement(photo, &lines)
    addWords(photo, &lines)
    lines.add("camera", photo.camera)
    lines.add("lens", photo.lens)
    addPicture(photo, &lines)
    for sidecar in photo.sidecars { lines.add("sidecar", "\(sidecar.name)") }
    // What comes through a pipe has no time.
    let changed = named.source == .standardInput ? "" : ", changed \(TimeText.seconds(photo.modified)) UTC"
    lines.add("file", "\(photo.size) bytes\(changed)")
    for member in unknownMembers(photo) { lines.add("other", member) }
    return lines.text
  }

  private static func words(_ source: NamedPhoto.Source) -> String {
    switch source {
    case .index: "the index"
    case .file: "the file, read now"
    case .standardInput: "standard input"
    }
  }

  /// Names and values below each other.
  private struct Lines {
    private(set) var text = ""
    private static let width = 12

    mutating func add(_ name: String, _ value: String?) {
      guard let value else { return }
      // Whatever a file says takes one line.
      text += name + String(repeating: " ", count: max(1, Self.width - name.utf8.count))
      text += PrintableText.escape(value) + "\n"
    }
  }

  private static func addPlace(_ photo: Photo, _ lines: inout Lines) {
    if let problem = photo.problem {
      let place = problem.reason == "no position" ? "none" : "none: \(problem.reason)"
      lines.add(
        problem.isUnreadable ? "unreadable" : "position",
        problem.isUnreadable ? problem.reason : place
      )
    }
    guard let position = photo.position else { return }
    lines.add("position", position.coordinate.text)
    lines.add("geohash", "\(Geohash(position.coordinate))")
    lines.add("source", position.source.map(sourceName) ?? "a person, in the index")
    lines.add("method", position.method)
    lines.add("altitude", position.altitude.map { "\(Units.metric.length($0)) above the sea" })
    lines.add("accuracy", position.accuracy.map { "give or take \(Units.metric.length($0))" })
    lines.add("datum", position.datum)
    lines.add(
      "fix",
      position.status.map { $0 == "A" ? "A: measured" : $0 == "V" ? "V: none, perhaps an old one" : $0 }
    )
  }

  /// A photo that does not say how far its clock is from UTC gets nothing invented: the place's time zone is the place's.
  private static func addWhereabouts(_ places: PointPlaces, _ language: PlaceLanguage, _ lines: inout Lines) {
    let names = [
      places.district?.name(in: language), places.distance?.text(in: language),
      places.country?.name(in: language),
    ]
    let place = names.compactMap { $0 }.joined(separator: ", ")
    lines.add("place", place.isEmpty ? nil : place)
    lines.add("time zone", places.timeZone.map { "\($0), that of the place" })
  }

  private static func sourceName(_ source: Position.Source) -> String {
    switch source {
    case .sidecar: "XMP beside the photo"
    case .exif: "Exif"
    case .xmp: "XMP in the photo"
    case .takeout: "Google Takeout's JSON beside the photo"
    case .video: "the video's own fields"
    }
  }

  private static func addTime(_ photo: Photo, _ lines: inout Lines) {
    // Of a file's last change it is only known that the photo is not younger.
    lines.add(photo.takenSource == .modified ? "file changed" : "taken", photo.taken.map(time))
    lines.add("GPS time", photo.gpsTime.map { "\(TimeText.seconds($0)) UTC" })
  }

  private static func time(_ taken: LocalTime) -> String {
    let time = TimeText.text(taken)
    guard let offset = taken.offset else {
      return taken.precision > .day ? "\(time), by the clock on the spot" : time
    }
    let source =
      switch offset.source {
      case .exif: "Exif"
      case .gps: "the GPS time"
      case .xmp: "XMP"
      case .iptc: "IPTC"
      case .png: "the PNG file's text"
      case .video: "the video"
      case .takeout: "Google Takeout"
      }
    return "\(time) \(Self.offset(offset)) (offset by \(source))"
  }

  /// `+09:00`
  private static func offset(_ offset: LocalTime.Offset) -> String {
    let minutes = abs(offset.minutes)
    let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return (offset.minutes < 0 ? "-" : "+") + parts.joined(separator: ":")
  }

  private static func addMovement(_ photo: Photo, _ lines: inout Lines) {
    lines.add(
      "looking",
      photo.heading.map { heading in
        let north =
          switch heading.reference {
          case .trueNorth: " from true north"
          case .magneticNorth: " from magnetic north"
          case nil: ""
          }
        return Compass.text(heading.degrees) + north
      }
    )
    lines.add(
      "speed",
      photo.speed.map { speed in
        FixedPoint.text(speed.value, decimals: 3) + (speed.unit.map { " \($0.rawValue)" } ?? "")
      }
    )
  }

  private static func addWords(_ photo: Photo, _ lines: inout Lines) {
    lines.add("title", photo.title)
    lines.add("description", photo.description)
    lines.add("tags", photo.tags.isEmpty ? nil : photo.tags.joined(separator: ", "))
    lines.add("rating", photo.rating.map { $0 < 0 ? "rejected" : "\($0) of 5" })
  }

  private static func addPicture(_ photo: Photo, _ lines: inout Lines) {
    var parts = [photo.format.map(\.rawValue), photo.pixelSize.map { "\($0.width) × \($0.height)" }]
      .compactMap { $0 }
    if let orientation = photo.orientation, orientation != 1 { parts.append("orientation \(orientation)") }
    lines.add("picture", parts.isEmpty ? nil : parts.joined(separator: ", "))
  }

  /// Members of the index line that this version does not know, byte for byte.
  private static func unknownMembers(_ photo: Photo) -> [String] {
    let text = String(decoding: photo.unknownFields.dropFirst(), as: UTF8.self)
    return text.isEmpty ? [] : [text]
  }
}
