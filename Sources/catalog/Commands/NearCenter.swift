import CatalogKit

/// Around which place `near` asks.
enum NearCenter: Equatable {
  /// A place that was written down.
  case place(Place)
  /// A place that is called so; where none is, the words are what the other part says.
  case name(PlaceName, otherwise: OtherReading)
  /// Where a photo was taken.
  case photo(FilePathBytes)

  /// What words are that no place is called by.
  enum OtherReading: Equatable {
    /// Nothing: they can only be a name.
    case none
    /// A geohash, which has only letters.
    case geohash(Place)
    /// A place that is not written as it should be.
    case mistake(PlaceError)
  }

  /// - Parameter words: A place in any notation, or its name, perhaps as several arguments.
  /// - Throws: `PlaceError`, `PlaceNameError`.
  init(words: [String]) throws {
    // Not `joined`, which looks up types at run time: that costs more than reading the place.
    var text = words.first ?? ""
    for word in words.dropFirst() { text += " " + word }
    let error: PlaceError
    do throws(PlaceError) {
      self = .place(try Place(text))
      return
    } catch let caught {
      error = caught
    }
    guard let name = try Self.name(text, error) else { throw error }
    self = name
  }

  /// What is no notation of a place may be its name.
  private static func name(_ text: String, _ error: PlaceError) throws -> NearCenter? {
    switch error {
    case .empty: throw PlaceNameError.empty
    case .tooLong(let bytes):
      // Whatever is in it, no name is so long either.
      throw PlaceError.tooLong(bytes: bytes)
    case .nameOnly(let name): return .name(try PlaceName(name), otherwise: .none)
    default: break
    }
    if text.utf8.contains(UInt8(ascii: ":")), text.lowercased().contains(PlaceName.mark) {
      return .name(try PlaceName(text), otherwise: .none)
    }
    // Addresses and links say themselves what is wrong with them.
    guard !text.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "+") }),
      text.contains(where: { $0.isLetter })
    else { return nil }
    guard text.contains(where: { $0.isNumber }) else {
      let geohash = try? Place("geohash:" + text)
      return .name(try PlaceName(text), otherwise: geohash.map { .geohash($0) } ?? .none)
    }
    // Some names have numbers in them, and most places that are written wrongly have no words in them.
    let hasWord = text.split(whereSeparator: { !$0.isLetter }).contains { $0.count >= 3 }
    guard hasWord, let name = try? PlaceName(text) else { return nil }
    return .name(name, otherwise: .mistake(error))
  }

  /// Whether it is more likely a place that is written wrongly, which the argument parser's side explains.
  var isDoubtful: Bool {
    if case .name(_, .mistake) = self { true } else { false }
  }

  /// What the words come to.
  struct Found {
    let coordinate: Coordinate
    /// How far around it photos are looked for where nobody says so; `nil` is the usual distance.
    var radius: Radius?
    /// How far off the point may be, in metres, where what was typed says so.
    var accuracy: Double?
    /// What words leave open.
    var notes: [String] = []
  }

  /// Where that is.
  ///
  /// - Parameters:
  ///   - index: Where photos are looked up by name; `nil` for files alone.
  ///   - context: Finds names of places.
  /// - Returns: The point, with what the words leave open.
  /// - Throws: ``NearCenterError`` for a photo without a position, ``NamedPhotoError`` for one that is nowhere, and
  ///   `PlaceNameError` for a name that no place has.
  func find(in index: IndexFile?, _ context: CommandContext) throws -> Found {
    switch self {
    case .place(let place): return Self.found(place)
    case .name(let name, let otherwise): return try Self.find(name, otherwise, context)
    case .photo(let name):
      let photo = try NamedPhoto.find([name], in: index, context)[0].get()
      guard let position = photo.photo.position else {
        throw NearCenterError(name: name, problem: photo.photo.problem)
      }
      let coordinate = position.coordinate
      return Found(coordinate: coordinate, notes: ["around \(coordinate.text), where \(name) was taken"])
    }
  }

  private static func found(_ place: Place) -> Found {
    let accuracy = place.area?.accuracy
    return switch (place.notation, place.area) {
    case (.link, _), (_, .some):
      Found(coordinate: place.coordinate, accuracy: accuracy, notes: ["around \(place)"])
    default: Found(coordinate: place.coordinate, accuracy: accuracy)
    }
  }

  private static func find(_ name: PlaceName, _ otherwise: OtherReading, _ context: CommandContext) throws
    -> Found
  {
    let gazetteer: Gazetteer
    do throws(GazetteerError) {
      gazetteer = try GazetteerLocation.open(in: context)
    } catch {
      // Words that are hardly a name are better explained as what they are not.
      if case .mistake(let mistake) = otherwise { throw NearWordsError(error: mistake) }
      throw error
    }
    switch try resolve(name, otherwise, in: gazetteer) {
    case .geohash(let place): return found(place)
    case .name(let answer, let notes):
      let place = answer.place
      return Found(
        coordinate: place.coordinate,
        radius: try Radius("\(FixedPoint.text(place.radius / 1000, decimals: 1))km"),
        accuracy: place.radius,
        notes: [PlaceNote.around(place, context.language(nil, forPeople: true))] + notes
      )
    }
  }

  /// What words come to that may be a name.
  enum Resolved {
    case name(PlaceNameAnswer, notes: [String])
    case geohash(Place)
  }

  /// Finds a name.
  ///
  /// - Throws: `PlaceNameError` where no place is called so, ``NearWordsError`` where they are hardly a name.
  static func resolve(_ name: PlaceName, _ otherwise: OtherReading, in gazetteer: Gazetteer) throws
    -> Resolved
  {
    var notes: [String] = []
    let answer: PlaceNameAnswer
    switch otherwise {
    case .none: answer = try gazetteer.find(name)
    case .geohash(let place):
      do throws(PlaceNameError) {
        answer = try gazetteer.findExactly(name)
        // Transcriptions into Latin letters make a name of nearly every short word.
        // The code of an airport is matched in capitals only, and nobody writes a geohash so.
        guard answer.match == .main || answer.match == .code else { return .geohash(place) }
      } catch {
        if case .gazetteer = error { throw error }
        return .geohash(place)
      }
      notes.append("\(name) is also a geohash: geohash:\(name) is that")
    case .mistake(let mistake):
      do throws(PlaceNameError) {
        answer = try gazetteer.findExactly(name)
      } catch {
        if case .gazetteer = error { throw error }
        throw NearWordsError(error: mistake)
      }
    }
    if let runnerUp = answer.runnerUp { notes.append(PlaceNote.runnerUp(runnerUp)) }
    if let country = answer.country {
      notes.append("\(country.name) is also a country: catalog list --in \(country.code) lists its photos")
    }
    return .name(answer, notes: notes)
  }

  /// The photo that is the place, as the index keeps it; it is no answer to a question about itself.
  ///
  /// - Throws: ``NamedPhotoError`` where it is nowhere.
  func ownPath(in index: IndexFile, _ context: CommandContext) throws -> FilePathBytes? {
    guard case .photo(let name) = self else { return nil }
    return try NamedPhoto.find([name], in: index, context)[0].get().storedPath
  }
}

/// Words that are no place's name, and no place as it should be written.
struct NearWordsError: Error, CustomStringConvertible {
  let error: PlaceError

  var description: String { error.description }
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
