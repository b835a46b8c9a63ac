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
