/// What a date of a photo says: the kinds, in the order in which they are asked. A photo of 1987 that was scanned in 2010 and saved
/// in 2021 was taken in 1987 (Metadata Working Group, "Guidelines for Handling Image Metadata" 2.0, 5.3).
public enum TakenSource: String, CaseIterable, Hashable, Sendable {
  /// When the picture came into being.
  case original
  /// When it became a file: the same moment in a camera, a later one in a scanner.
  case digitized
  /// What an MP4 or QuickTime file says outside of Exif and XMP.
  case video
  /// What Google Takeout's JSON beside the photo says, in UTC.
  case takeout
  /// When the file was last changed by its own account. It is only known that the photo is not younger.
  case modified
}

/// What one source says of its photo's dates: at most one of each kind, each with its own fraction and offset.
struct PhotoDates: Hashable {
  var original: LocalTime?
  var digitized: LocalTime?
  var video: LocalTime?
  var takeout: LocalTime?
  var modified: LocalTime?

  subscript(kind: TakenSource) -> LocalTime? {
    switch kind {
    case .original: original
    case .digitized: digitized
    case .video: video
    case .takeout: takeout
    case .modified: modified
    }
  }
}
