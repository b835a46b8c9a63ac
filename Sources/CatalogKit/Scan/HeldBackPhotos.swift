/// Photos that are not saved before a scan has seen everything: they may be photos that somebody wrote about under other names.
///
/// Saved without that, they would be known from then on, and nobody would look again for what was written about them. The next scan
/// reads them anew, and what is in their places in the index stays until then.
struct HeldBackPhotos {
  private var sizes: Set<Int> = []

  /// - Parameters:
  ///   - records: Those of the old index.
  ///   - isOpen: Whether the photo of a record is not where it was, or was not reached yet.
  init(_ records: PreviousRecords, where isOpen: (Int) -> Bool) {
    for number in 0..<records.count where records[number].hasUnknownFields && isOpen(number) {
      sizes.insert(records[number].size)
    }
  }

  /// Whether no photo is held back.
  var isEmpty: Bool { sizes.isEmpty }

  /// Whether a new photo may be one that somebody wrote about.
  ///
  /// - Parameter line: Of the photo.
  /// - Returns: Whether its size is that of such a photo. Its time may differ, as ``MovedPhotos`` says.
  func mayContain(_ line: UnsafeRawBufferPointer) -> Bool {
    var members = LineMembers()
    guard !isEmpty, (try? members.read(line)) != nil else { return false }
    return members.integer(.size, in: line).map { sizes.contains($0) } ?? false
  }
}
