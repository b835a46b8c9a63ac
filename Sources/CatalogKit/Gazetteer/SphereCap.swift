#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A circle on the globe around a box, so that how near the box may be takes no trigonometry to see.
struct SphereCap {
  /// The middle of the box.
  let center: Coordinate
  /// The same as a direction.
  let direction: EarthVector
  /// No point of the box is farther from the middle, in metres over the sphere that places are compared on.
  let radius: Double

  init(around box: BoundingBox) {
    let (latitude, longitude) = box.middle
    // No box reaches out of the world but those of a damaged directory.
    center = (try? Coordinate(latitude: latitude, longitude: longitude)) ?? .origin
    direction = EarthVector(center)
    // The way along a straight line of the map is never shorter; rounded up by a metre.
    let widest = cos(min(max(0, box.south), box.north) * .pi / 180)
    let (height, width) = ((box.north - box.south) / 2, (box.east - box.west) / 2 * widest)
    radius = (height * height + width * width).squareRoot() * PlaceCandidate.metresPerDegree + 1
  }

  /// Metres: no point of the box is nearer than that, which may be less than 0.
  func lowerBound(from point: EarthVector) -> Double {
    PlaceCandidate.chord(point, direction) - radius
  }
}

extension BoundingBox {
  /// How far a point is from the box at least: from its parallels, and from its meridians.
  ///
  /// - Parameter point: Any point.
  /// - Returns: Metres over the sphere that places are compared on; 0 in the box.
  func sphericalLowerBound(from point: Coordinate) -> Double {
    let height = max(south - point.latitude, point.latitude - north, 0)
    // A quarter of the way around, a meridian is nearest at its pole, and stays so behind it.
    let width = min(90, degreesWest(of: point.longitude), degreesEast(of: point.longitude))
    let sine = cos(point.latitude * .pi / 180) * sin(width * .pi / 180)
    let degrees = max(height, asin(min(1, max(0, sine))) * 180 / .pi)
    // Less a millionth, for what rounding may have added.
    return degrees * PlaceCandidate.metresPerDegree * 0.999_999
  }

  /// Degrees from a longitude eastwards to the western edge; 0 between the edges.
  private func degreesWest(of longitude: Double) -> Double {
    if west <= longitude, longitude <= east { return 0 }
    return longitude < west ? west - longitude : west + 360 - longitude
  }

  /// Degrees from a longitude westwards to the eastern edge; 0 between the edges.
  private func degreesEast(of longitude: Double) -> Double {
    if west <= longitude, longitude <= east { return 0 }
    return longitude > east ? longitude - east : longitude + 360 - east
  }
}
