#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Makes positions coarse before photos are handed on: each moves to the middle of a cell of a fixed grid, and what would give
/// the place away again is left out. `docs/privacy.md` says what that protects and what it does not.
///
/// The grid depends on nothing but the size of its cells, so that a place always goes to the same cell, however often it is handed on:
/// there is nothing to average.
public struct Blur: Hashable, Sendable {
  /// The size of a cell from north to south, and about that from west to east. The cell at a pole is a circle of that diameter.
  public let cell: Distance
  /// Whether names of files are replaced by numbers.
  public let isAnonymous: Bool
  /// Roots of tags that everybody may know: those below them are handed on, and no others, which name people.
  public let publicTags: [String]
  /// How often a cell's height goes into the way from pole to pole.
  private let steps: Int

  /// The sizes that a cell can have, in metres. Below, it would hide nothing; above, the grid would be no grid.
  public static let sizes = 1.0...1_000_000.0
  /// Half a meridian of WGS 84 in metres.
  private static let poleToPole = 20_003_931.46

  /// - Parameters:
  ///   - cell: The size of a cell; it is fitted to a whole number of them between the poles.
  ///   - isAnonymous: Whether names of files are replaced by numbers.
  ///   - publicTags: Roots of tags that everybody may know.
  /// - Throws: ``BlurError`` for a size that is out of range.
  public init(
    cell: Distance,
    isAnonymous: Bool = false,
    publicTags: [String] = ["cats"]
  ) throws(BlurError) {
    guard Self.sizes.contains(cell.metres) else { throw .sizeOutOfRange(cell) }
    self.cell = cell
    self.isAnonymous = isAnonymous
    self.publicTags = publicTags
    steps = Int((Self.poleToPole / cell.metres).rounded())
  }

  /// Where a place goes.
  public struct Cell: Hashable, Sendable {
    /// The middle of the cell, rounded to nine decimals.
    public let center: Coordinate
    /// Whole metres: no place of the cell is farther from its middle.
    public let uncertainty: Double
  }

  /// The cell that holds a place.
  ///
  /// Rows lie around the parallels `180° / steps` apart that begin at a pole; each is cut into as many equal columns as make their
  /// width, on that parallel, that of their height. A pole is the middle of its cell, whatever its longitude.
  ///
  /// - Parameter place: Any place.
  /// - Returns: The same cell for each of its places, its middle among them.
  public func cell(of place: Coordinate) -> Cell {
    let rows = Double(steps)
    let row = ((place.latitude + 90) / 180 * rows).rounded()
    let latitude = row / rows * 180 - 90
    let phi = latitude * .pi / 180
    // None at a pole, which makes one.
    let columns = max(1, (2 * rows * cos(phi)).rounded())
    let column = ((place.longitude + 180) / 360 * columns).rounded(.down)
    // Longitude 180 is -180.
    let longitude = ((column == columns ? 0 : column) + 0.5) / columns * 360 - 180
    let halfHeight = .pi / 2 / rows
    let corners = [phi - halfHeight, phi + halfHeight].map {
      BoundingBox.haversineAngle(phi, $0, .pi / columns)
    }
    return Cell(latitude: latitude, longitude: longitude, farthest: max(corners[0], corners[1]))
  }

  /// What may be handed on of a photo: of each field what ``PhotoFieldTable`` says, and no field that this version does not know.
  ///
  /// - Parameter photo: A photo of the index.
  /// - Returns: The photo, with a path that says nothing where names are replaced; its file's size and time are zero.
  func blurred(_ photo: Photo) -> Photo {
    var blurred = Photo(
      path: FilePathBytes("photo"),
      size: 0,
      modified: Timestamp(seconds: 0, nanoseconds: 0)
    )
    for row in PhotoFieldTable.rows {
      if case .coarse(let share) = row.sharing { share(photo, self, &blurred) }
    }
    if isAnonymous { blurred.path = FilePathBytes("photo") }
    return blurred
  }

  /// What may be handed on of a position.
  func shared(_ position: Position) -> Position {
    Position(cell(of: position.coordinate).center, source: position.source)
  }

  /// Whether a tag lies below a root that everybody may know: `cats/Nabi`, and not `cats` alone, which says nothing, or `catsitters/Anna`.
  ///
  /// - Parameter tag: A tag as a record lists it.
  /// - Returns: Whether it does.
  public func isPublic(_ tag: String) -> Bool {
    publicTags.contains { root in
      let path = tag.split(separator: "/")
      let levels = root.split(separator: "/")
      return path.count > levels.count && !levels.isEmpty && path.starts(with: levels)
    }
  }

  /// The fields that a blurred photo has a value for. The others would say that it is zero.
  static let fields = PhotoFieldSet(PhotoField.allCases).subtracting([.size, .modified])
}

extension Blur.Cell {
  /// - Parameters:
  ///   - latitude: The middle's.
  ///   - longitude: The middle's.
  ///   - farthest: The angle on the unit sphere, in radians, between the middle and the farthest corner. Along an edge the angle
  ///     has no other maximum than at the ends, since no cell is wider than a quarter of the globe.
  fileprivate init(latitude: Double, longitude: Double, farthest: Double) {
    guard let center = try? Coordinate(latitude: latitude, longitude: longitude) else {
      preconditionFailure("the middle of a cell lies on the earth")
    }
    self.center = center.rounded
    // A centimetre for the rounding of the middle, here and in formats with seven decimals.
    uncertainty = (BoundingBox.largestRadius * farthest + 0.01).rounded(.up)
  }
}

/// Why positions cannot be made coarse like that.
public enum BlurError: Error, Hashable, Sendable {
  case sizeOutOfRange(Distance)
}

extension BlurError: CustomStringConvertible {
  /// What is wrong and what would be right, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .sizeOutOfRange(let size):
      """
      \(FixedPoint.text(size.metres, decimals: 3)) m is no size to blur with: it lies in 1 m to 1000 km; 1km hides a house \
      among its neighbours in a town
      """
    }
  }
}
