/// Blurred photos on their way out, put in the order of what is told of them.
///
/// The order of the index is that of exact positions, and would tell which of two photos of a cell lies farther along the curve of
/// geohashes. They wait in a temporary file that has no name; what is sorted in memory is 24 bytes a photo.
final class BlurredPhotos {
  private let blur: Blur
  private let store: LineStore
  private var lines: [Line] = []
  private let name: FilePathBytes

  private struct Line {
    /// The geohash of the middle of the cell; photos without a position stand behind all others.
    let order: UInt64
    let range: Range<Int>
  }

  /// - Parameters:
  ///   - blur: What was done to the photos.
  ///   - index: A file beside which the temporary file is made; where that is not permitted, `/tmp` takes it.
  init(_ blur: Blur, beside index: FilePathBytes) {
    self.blur = blur
    name = index
    store = LineStore(beside: index, otherwise: FilePathBytes("/tmp/").appending(index.lastComponent))
  }

  /// Adds a photo as ``Blur/blurred(_:)`` made it.
  func add(_ photo: Photo) throws(SystemError) {
    let start = store.count
    try store.append(photo.json)
    let order = photo.position.map { Geohash($0.coordinate).bits } ?? PhotoLinePlace.unlocatedOrder
    lines.append(Line(order: order, range: start..<store.count))
  }

  /// Goes through the photos. Numbers for names are given in this order, so that they tell nothing either.
  func forEach(_ body: (ExportedPhoto) throws -> Void) throws {
    try store.finish()
    lines.sort { first, second in
      if first.order != second.order { return first.order < second.order }
      return store.withBytes(first.range) { first in
        store.withBytes(second.range) { first.lexicographicallyPrecedes($0) }
      }
    }
    for (index, line) in lines.enumerated() {
      let photo = try store.withBytes(line.range) { line in
        do throws(JSONError) {
          return try PhotoLine.decode(line)
        } catch {
          throw IndexError.damaged(name, "a photo is not readable")
        }
      }
      var exported = ExportedPhoto(photo)
      exported.tellsFile = false
      exported.uncertainty = photo.position.map { blur.cell(of: $0.coordinate).uncertainty }
      if blur.isAnonymous { exported.photo.path = Self.name(number: index + 1, photo.format) }
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
