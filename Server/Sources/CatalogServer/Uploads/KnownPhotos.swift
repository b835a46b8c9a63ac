import CatalogKit

/// Recognises photos that are here already.
struct KnownPhotos: Sendable {
  let catalogue: CatalogueAccess
  let records: UploadRecords

  /// - Parameters:
  ///   - file: What came.
  ///   - format: What it is.
  ///   - viewer: Whoever sent it. Only photos that they may see exactly are looked at: for all others it is as if they were not there.
  /// - Returns: The photo that has the same bytes or the same picture.
  /// - Throws: What reading it or the database throws.
  func find(_ file: FilePathBytes, _ format: PhotoFormat, for viewer: Viewer) throws -> UploadService.Outcome?
  {
    let owner = viewer.level == .exact ? nil : viewer.person
    guard viewer.level == .exact || owner != nil else { return nil }
    let size = try FileReader(path: file).status.size
    let sum = try PhotoFingerprint(of: file, format)?.sum
    let candidates = try records.candidates(size: size, sum: sum, owner: owner)
    guard !candidates.isEmpty, let catalogue = catalogue.library.catalogue else { return nil }
    let whole = catalogue.whole
    var similar: UploadService.Outcome?
    for number in candidates {
      guard owner == nil || catalogue.keeping.owners[number] == owner,
        let row = whole.table.row(of: whole.ids.id(of: number)), let photo = whole.photo(row),
        let other = whole.file(row)
      else { continue }
      // One that cannot be read is not recognised.
      switch try? PhotoFingerprint.likeness(of: file, and: other) {
      case .same: return UploadService.Outcome(number: number, photo: photo, wasKnown: true)
      case .picture:
        similar = similar ?? UploadService.Outcome(number: number, photo: photo, wasKnown: true)
      case nil: break
      }
    }
    return similar
  }
}
