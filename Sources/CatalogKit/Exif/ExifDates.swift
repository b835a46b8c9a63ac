/// Reads when a photo was taken, digitized and changed (CIPA DC-008-2019, 4.6.5.4 and 4.6.5.7).
enum ExifDates {
  /// Each date that exists, with the fraction and the offset of its own fields.
  static func read(_ document: LibExifDocument) -> PhotoDates {
    var dates = PhotoDates()
    dates.original =
      date(.dateTimeOriginal, (.subSecTimeOriginal, nil), (.offsetTimeOriginal, nil), document)
      ?? date(
        .imageDateTimeOriginal,
        (.imageSubSecTimeOriginal, .subSecTimeOriginal),
        (.imageOffsetTimeOriginal, .offsetTimeOriginal),
        document
      )
    dates.digitized = date(
      .dateTimeDigitized,
      (.subSecTimeDigitized, nil),
      (.offsetTimeDigitized, nil),
      document
    )
    dates.modified = date(.dateTime, (.subSecTime, nil), (.offsetTime, nil), document)
    return dates
  }

  /// A field, and another that counts where it is not there.
  private typealias Choice = (first: ExifField, second: ExifField?)

  /// A date with the fraction and the offset of its fields.
  private static func date(
    _ field: ExifField,
    _ fraction: Choice,
    _ offset: Choice,
    _ document: LibExifDocument
  ) -> LocalTime? {
    guard let text = document.value(field), var date = LenientDateText.read(text.bytes, offsetSource: .exif)
    else { return nil }
    // Fields of their own are the standard's; some writers put both into the date.
    if let value = value(fraction, document),
      let digits = LocalTime.Fraction(value.trimmedText)
    {
      date = date.with(fraction: digits)
    }
    if let value = value(offset, document),
      let minutes = OffsetText.minutes(value.trimmedText),
      let stated = LocalTime.Offset(minutes: minutes, source: .exif)
    {
      date = date.with(offset: stated)
    }
    return date
  }

  private static func value(_ choice: Choice, _ document: LibExifDocument) -> ExifValue? {
    document.value(choice.first) ?? choice.second.flatMap(document.value)
  }
}
