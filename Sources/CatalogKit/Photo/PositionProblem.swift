/// Why there is no position.
enum PositionProblem: Error, Hashable {
  case none
  case missing(Axis)
  case zero
  case noReference(Axis)
  case contradictoryReferences(Axis)
  case swappedReferences
  case outOfRange(Axis, Double)
  case unreadable(Axis)
  case damagedExif(String)
  case unreadableSidecar(String, String)
  /// A video's timed track, by its name: its receiver had no fix.
  case noFix(String)
  /// A video's timed track, by its name, and why it could not be read.
  case damagedTrack(String, String)
}

extension PositionProblem: CustomStringConvertible {
  /// The reason as the index keeps it in `problem`.
  var description: String {
    switch self {
    case .none: "no position"
    case .missing(let axis): "no \(axis.rawValue)"
    case .zero: "zero position"
    case .noReference(let axis): "no \(axis.rawValue) reference"
    case .contradictoryReferences(let axis): "two \(axis.rawValue) references that differ"
    case .swappedReferences: "latitude and longitude references are swapped"
    case .outOfRange(let axis, let value):
      "\(axis.rawValue) \(FixedPoint.text(value, decimals: 9)) out of range"
    case .unreadable(let axis): "\(axis.rawValue) is not a number"
    case .damagedExif(let reason): "Exif block: \(reason)"
    case .unreadableSidecar(let name, let reason): "\(name): \(reason)"
    case .noFix(let track): "no GPS fix in its track (\(track))"
    case .damagedTrack(let track, let reason): "GPS track (\(track)): \(reason)"
    }
  }
}
