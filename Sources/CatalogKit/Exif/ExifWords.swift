extension PhotoWords {
  /// What the fields of an Exif block say in words (CIPA DC-008-2019, table 4, and Windows' own fields).
  init(_ document: LibExifDocument) {
    self.init()
    if let value = document.value(.imageDescription), value.format.isText || value.format == .byte {
      description = text(LatinText.decode(value.bytes.prefix { $0 != 0 }))
    }
    title = text(document.value(.xpTitle).map { ExifCodedText.wide($0.bytes, .little) })
    rating = Rating.ofStars(document.value(.rating)?.number(at: 0)?.value)
    if let keywords = document.value(.xpKeywords) {
      // Windows separates them so.
      for word in ExifCodedText.wide(keywords.bytes, .little).split(separator: ";") {
        tags.add(word: String(word))
      }
    }
    switch document.leftOut {
    case .xpKeywords?: tags.leaveOutLongTag()
    case nil: break
    default: leaveOutLongText()
    }
  }
}
