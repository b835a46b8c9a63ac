/// What an index knows, counted: one pass over all photos, memory for the different cameras and problems only.
public struct IndexStatus: Sendable {
  /// Photos and videos, with or without a position.
  public private(set) var photos = 0
  /// Those with a position.
  public private(set) var located = 0
  /// Those that could not be read.
  public private(set) var unreadable = 0
  /// By container; photos whose container is not known are not in it.
  public private(set) var formats: [String: Int] = [:]
  /// By maker and model.
  public private(set) var cameras: [String: Int] = [:]
  /// By the year in which they were taken.
  public private(set) var years: [Int: Int] = [:]
  /// By which source the position is from.
  public private(set) var sources: [String: Int] = [:]
  /// By kind of problem: numbers in a reason are left out, so that each kind counts once.
  public private(set) var problems: [String: Int] = [:]
  /// The latitudes of all positions; `nil` where there is none.
  public private(set) var latitudes: ClosedRange<Double>?
  /// The days on which photos were taken; `nil` where none says.
  public private(set) var days: ClosedRange<CalendarDate>?

  private var longitudes = LongitudeSpan()

  /// The western and the eastern edge of the positions, over the date line where that is shorter: west may be the larger number.
  public var longitudeEdges: (west: Double, east: Double)? { longitudes.edges }

  /// Counts the photos of an index.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - problem: Called with each photo that has a problem, in the order of the index.
  /// - Throws: ``IndexError``, and what the closure throws.
  public init(_ index: IndexFile, problem: (Photo) throws -> Void = { _ in }) throws {
    try index.forEachPhoto { photo in
      add(photo)
      if photo.problem != nil { try problem(photo) }
    }
  }

  private mutating func add(_ photo: Photo) {
    photos += 1
    if let format = photo.format { formats[format.rawValue, default: 0] += 1 }
    if let camera = photo.camera { cameras[camera, default: 0] += 1 }
    if let day = photo.taken?.date {
      years[day.year, default: 0] += 1
      days = days.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
    }
    if let position = photo.position {
      located += 1
      if let source = position.source { sources[source.rawValue, default: 0] += 1 }
      let latitude = position.coordinate.latitude
      latitudes =
        latitudes.map { min($0.lowerBound, latitude)...max($0.upperBound, latitude) } ?? latitude...latitude
      longitudes.add(position.coordinate.longitude)
    }
    if let problem = photo.problem {
      problems[Self.kind(of: problem.reason), default: 0] += 1
      if problem.isUnreadable, photo.position == nil { unreadable += 1 }
    }
  }

  /// A reason with each number replaced by `…`: `the file is cut off at byte …`.
  static func kind(of reason: String) -> String {
    // A sidecar's name stands in front of what is wrong with it; one kind is enough for all of them.
    for mark in [".xmp: ", ".json: "] {
      if let end = reason.firstRange(of: mark)?.upperBound {
        return "a sidecar (\(mark.dropLast(2))): \(kind(of: String(reason[end...])))"
      }
    }
    var kind = ""
    var isInNumber = false
    for character in reason {
      let isDigit = character.isASCII && character.isNumber
      // A point belongs to a number that it stands in, and a minus to one that it stands before.
      if isDigit || (isInNumber && character == ".") {
        if !isInNumber {
          if kind.last == "-" { kind.removeLast() }
          kind.append("…")
        }
        isInNumber = true
      } else {
        kind.append(character)
        isInNumber = false
      }
    }
    return kind
  }
}

extension Photo {
  /// Maker and model as people say them: the maker is left out where the model names it already.
  public var camera: String? {
    guard let model else { return make }
    guard let make, !model.lowercased().hasPrefix(make.lowercased()) else { return model }
    return "\(make) \(model)"
  }
}

/// The shortest stretch of longitudes that holds all that were added, known to a degree while adding.
private struct LongitudeSpan {
  /// The smallest and largest longitude in each degree.
  private var degrees = [ClosedRange<Double>?](repeating: nil, count: 361)

  mutating func add(_ longitude: Double) {
    let slot = Int(longitude.rounded(.down)) + 180
    let known = degrees[slot]
    degrees[slot] =
      known.map { min($0.lowerBound, longitude)...max($0.upperBound, longitude) } ?? longitude...longitude
  }

  var edges: (west: Double, east: Double)? {
    let filled = degrees.compactMap { $0 }
    guard let first = filled.first, let last = filled.last else { return nil }
    // The widest gap is what the stretch leaves out; at first the one over the date line.
    var widest = first.lowerBound + 360 - last.upperBound
    var edges = (west: first.lowerBound, east: last.upperBound)
    for (before, behind) in zip(filled, filled.dropFirst())
    where behind.lowerBound - before.upperBound > widest {
      widest = behind.lowerBound - before.upperBound
      edges = (behind.lowerBound, before.upperBound)
    }
    return edges
  }
}
