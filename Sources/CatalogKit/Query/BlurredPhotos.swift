/// Blurred photos on their way out, put in the order of what is told of them.
///
/// The order of the index is that of exact positions, and would tell which of two photos of a cell lies farther along the curve of
/// geohashes.
final class BlurredPhotos {
  private let blur: Blur
  private let waiting: ExternalSort

  /// - Parameters:
  ///   - blur: What was done to the photos.
  ///   - order: `nil` is that of the geohashes of the middles of cells.
  ///   - index: A file beside which a temporary file may be made.
  init(_ blur: Blur, _ order: PhotoOrder?, beside index: FilePathBytes) {
    self.blur = blur
    waiting = ExternalSort(order, beside: index)
  }

  /// Adds a photo as ``Blur/blurred(_:)`` made it.
  func add(_ photo: Photo) throws(SystemError) { try waiting.add(photo) }

  /// Goes through the photos. Numbers for names are given in this order, so that they tell nothing either.
  func forEach(_ body: (FoundPhoto) throws -> Void) throws {
    var number = 0
    try waiting.forEach { photo in
      number += 1
      var exported = FoundPhoto(photo)
      exported.tellsFile = false
      exported.uncertainty = photo.position.map { blur.cell(of: $0.coordinate).uncertainty }
      if blur.isAnonymous { exported.photo.path = Self.name(number: number, photo.format) }
      try body(exported)
    }
  }

  /// `photo-000001.jpg`.
  private static func name(number: Int, _ format: PhotoFormat?) -> FilePathBytes {
    var name = Array("photo-".utf8)
    DecimalDigits.append(number, width: 6, to: &name)
    switch format {
    case nil: break
    case .jpeg: name += Array(".jpg".utf8)
    case .bigTIFF: name += Array(".tiff".utf8)
    case .video: name += Array(".mp4".utf8)
    case .some(let format): name += Array(".\(format.rawValue)".utf8)
    }
    return FilePathBytes(name)
  }
}
