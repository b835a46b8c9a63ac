/// A place as a map has it: a name at a point.
public struct GazetteerTown: Hashable, Sendable {
  /// Its number in the gazetteer.
  public let number: Int
  /// Its name, in the language that was asked for where it has one there.
  public let name: String
  /// Where it is.
  public let coordinate: Coordinate
  /// How many people live there; 0 where nobody says.
  public let inhabitants: Int
}

extension Gazetteer {
  /// The places of a piece of the map. The blocks of places that touch it are read, of which each has 128.
  ///
  /// - Parameters:
  ///   - latitudes: From south to north, in degrees.
  ///   - longitudes: From west to east, in degrees, not over the date line.
  ///   - language: The language of the names.
  /// - Returns: The places, in the order of the gazetteer.
  /// - Throws: ``GazetteerError``.
  public func towns(
    latitudes: ClosedRange<Double>,
    longitudes: ClosedRange<Double>,
    in language: PlaceLanguage
  ) throws(GazetteerError) -> [GazetteerTown] {
    let directory = try placeDirectory()
    let box = BoundingBox(
      south: latitudes.lowerBound,
      west: longitudes.lowerBound,
      north: latitudes.upperBound,
      east: longitudes.upperBound
    )
    var towns: [GazetteerTown] = []
    for number in 0..<directory.count where directory.box(number).touches(box) {
      let block = try placeBlock(number)
      for index in 0..<block.count {
        let town = try town(index, of: block, number, language)
        if latitudes.contains(town.coordinate.latitude), longitudes.contains(town.coordinate.longitude) {
          towns.append(town)
        }
      }
    }
    return towns
  }

  /// The places of most inhabitants in the world.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - language: The language of the names.
  /// - Returns: The largest first.
  /// - Throws: ``GazetteerError``.
  public func largestTowns(_ count: Int, in language: PlaceLanguage) throws(GazetteerError) -> [GazetteerTown]
  {
    var towns: [GazetteerTown] = []
    for number in try NotablePlaces(self).largest(count) {
      let (block, index) = number.quotientAndRemainder(dividingBy: PlaceBlock.size)
      guard number >= 0, number < (try placeDirectory()).placeCount else {
        throw .damaged(file.path, "a name in it means a place that is not there")
      }
      towns.append(try town(index, of: placeBlock(block), block, language))
    }
    return towns
  }

  private func town(_ index: Int, of block: PlaceBlock, _ number: Int, _ language: PlaceLanguage)
    throws(GazetteerError) -> GazetteerTown
  {
    GazetteerTown(
      number: number * PlaceBlock.size + index,
      name: String(decoding: block.name(index, language), as: UTF8.self),
      coordinate: try block.coordinate(index, of: file.path),
      inhabitants: block.inhabitants[index]
    )
  }
}
