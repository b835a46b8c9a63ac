import CatalogKit

/// Around which place `near` asks.
enum NearCenter: Equatable {
  /// A place that was written down.
  case place(Place)
  /// Where a photo was taken.
  case photo(FilePathBytes)

  /// - Parameter words: A place in any notation, perhaps as several arguments.
  /// - Throws: `PlaceError`.
  init(words: [String]) throws(PlaceError) {
    // Not `joined`, which looks up types at run time: that costs more than reading the place.
    var text = words.first ?? ""
    for word in words.dropFirst() { text += " " + word }
    self = .place(try Place(text))
  }

  /// Where that is.
  ///
  /// - Throws: ``NearCenterError`` for a photo without a position, ``NamedPhotoError`` for one that is nowhere.
  func find(in index: IndexFile, _ context: CommandContext) throws -> Coordinate {
    switch self {
    case .place(let place): return place.coordinate
    case .photo(let name):
      let photo = try NamedPhoto.find([name], in: index, context)[0].get()
      guard let position = photo.photo.position else {
        throw NearCenterError(name: name, problem: photo.photo.problem)
      }
      return position.coordinate
    }
  }

  /// The photo that is the place, as the index keeps it; it is no answer to a question about itself.
  ///
  /// - Throws: ``NamedPhotoError`` where it is nowhere.
  func ownPath(in index: IndexFile, _ context: CommandContext) throws -> FilePathBytes? {
    guard case .photo(let name) = self else { return nil }
    return try NamedPhoto.find([name], in: index, context)[0].get().storedPath
  }

  /// Says which place was taken, where the words leave that open.
  func explain(_ coordinate: Coordinate, in context: CommandContext) {
    switch self {
    case .place(let place):
      switch (place.notation, place.area) {
      case (.link, _), (_, .some): context.note("around \(place)")
      default: break
      }
    case .photo(let name): context.note("around \(coordinate.text), where \(name) was taken")
    }
  }
}

/// The photo of `near --photo` does not say where it was taken.
struct NearCenterError: Error, CustomStringConvertible {
  let name: FilePathBytes
  let problem: PhotoProblem?

  /// Two sentences for people.
  var description: String {
    let reason =
      problem.map { $0.reason == "no position" ? "" : ": \(PrintableText.escape($0.reason))" } ?? ""
    return "\(name) has no position\(reason). Name another photo, or a place"
  }
}
