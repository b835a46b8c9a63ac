/// The rows of what people say of a photo.
///
/// An index of an earlier version may have members of these names that somebody wrote by hand, with any value: one of another kind is as if it
/// were not there.
extension PhotoFieldTable {
  static let words: [PhotoFieldDefinition] = [
    PhotoFieldDefinition(
      field: .tags,
      name: "tags",
      unit: nil,
      kind: .texts,
      sharing: .coarse { photo, blur, shared in shared.tags = photo.tags.filter(blur.isPublic) }
    ) { photo, key, json in
      guard !photo.tags.isEmpty else { return }
      json += key
      TagList.append(photo.tags, to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      draft.photo.tags = try TagList.read(&scanner)
    },
    .addedText(.title, "title", { $0.title }, { $0.photo.title = $1 }),
    .addedText(.description, "description", { $0.description }, { $0.photo.description = $1 }),
    PhotoFieldDefinition(field: .rating, name: "rating", unit: .code, kind: .integer, sharing: .exact) {
      photo,
      key,
      json in
      guard let rating = photo.rating else { return }
      json += key
      DecimalDigits.append(rating, to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      guard let next = scanner.peek(), next == UInt8(ascii: "-") || (0x30...0x39).contains(next) else {
        return try scanner.skipValue()
      }
      let rating = Rating.ofStars(try scanner.number())
      draft.photo.rating = rating == 0 ? nil : rating
    },
  ]
}

extension PhotoFieldDefinition {
  /// Any text that is never handed on where positions are made coarse; a value of another kind is none.
  static func addedText(
    _ field: PhotoField,
    _ name: StaticString,
    _ get: @escaping Get<String>,
    _ set: @escaping Set<String>
  ) -> PhotoFieldDefinition {
    PhotoFieldDefinition(field: field, name: name, unit: nil, sharing: .exact) { photo, key, json in
      guard let value = get(photo) else { return }
      json += key
      JSONText.append(value.utf8, to: &json)
    } read: { (scanner, draft) throws(JSONError) in
      guard scanner.peek() == JSONText.quote else { return try scanner.skipValue() }
      set(&draft, String(decoding: try scanner.string(), as: UTF8.self))
    }
  }
}
