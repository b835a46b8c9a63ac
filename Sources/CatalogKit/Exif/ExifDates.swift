/// Reads when a photo was taken, digitized and changed (CIPA DC-008-2019, 4.6.5.4 and 4.6.5.7).
enum ExifDates {
  /// Each date that exists, with the fraction and the offset of its own fields.
  static func read(_ document: LibExifDocument) -> PhotoDates {
    var dates = PhotoDates()
    dates.original =
      date(.dateTimeOriginal, [.subSecTimeOriginal], [.offsetTimeOriginal], document)
      ?? date(
        .imageDateTimeOriginal,
        [.imageSubSecTimeOriginal, .subSecTimeOriginal],
        [.imageOffsetTimeOriginal, .offsetTimeOriginal],
        document
      )
    dates.digitized = date(.dateTimeDigitized, [.subSecTimeDigitized], [.offsetTimeDigitized], document)
    dates.modified = date(.dateTime, [.subSecTime], [.offsetTime], document)
    return dates
  }

  /// A date with the first fraction and the first offset of its fields that are there.
  private static func date(
    _ field: ExifField,
    _ fractions: [ExifField],
    _ offsets: [ExifField],
    _ document: LibExifDocument
  ) -> LocalTime? {
    guard let text = document.value(field), var date = LenientDateText.read(text.bytes, offsetSource: .exif)
    else { return nil }
    // Fields of their own are the standard's; some writers put both into the date.
    if let value = fractions.lazy.compactMap(document.value).first,
      let digits = LocalTime.Fraction(value.trimmedText)
    {
      date = date.with(fraction: digits)
    }
    if let value = offsets.lazy.compactMap(document.value).first,
      let minutes = OffsetText.minutes(value.trimmedText),
      let stated = LocalTime.Offset(minutes: minutes, source: .exif)
    {
      date = date.with(offset: stated)
    }
    return date
  }
}
