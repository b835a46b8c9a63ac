/// What an index knows, counted: one pass over all photos, memory for the different cameras and problems only.
public struct IndexStatus: Sendable {
  /// Photos and videos, with or without a position.
  public private(set) var photos = 0
  /// Those with a position.
  public private(set) var located = 0
  /// Those that could not be read.
  public private(set) var unreadable = 0
  /// Photos that are not there any more; they are in the other counts only where these were asked for.
  public private(set) var missing = 0
  /// By container; photos whose container is not known are not in it.
  public private(set) var formats: [String: Int] = [:]
  /// By maker and model.
  public private(set) var cameras: [String: Int] = [:]
  /// By the year of their date, be it only that of the file's last change.
  public private(set) var years: [Int: Int] = [:]
  /// By which source the position is from.
  public private(set) var sources: [String: Int] = [:]
  /// By kind of problem: numbers in a reason are left out, so that each kind counts once.
  public private(set) var problems: [String: Int] = [:]
  /// By country, as people call it; empty where nobody asked for places.
  public private(set) var countries: [String: Int] = [:]
  /// By the place that a photo is in, not off; with its country. Empty where nobody asked for places.
  public private(set) var places: [String: Int] = [:]
  /// Whether places were asked for.
  public private(set) var hasPlaces = false
  /// The latitudes of all positions; `nil` where there is none.
  public private(set) var latitudes: ClosedRange<Double>?
  /// The first and the last date on which photos were taken, to the day or less precise where no more is known; `nil` where none says.
  public private(set) var dates: (first: LocalTime, last: LocalTime)?

  /// Whether photos that are not there any more are in the other counts too.
  public private(set) var countsMissing = false

  private var longitudes = LongitudeSpan()

  /// The western and the eastern edge of the positions, over the date line where that is shorter: west may be the larger number.
  public var longitudeEdges: (west: Double, east: Double)? { longitudes.edges }

  /// The values as they are in lines: to make text of each photo's would take longer than all the rest.
  private var formatValues = ValueTally()
  private var cameraValues = ValueTally()
  private var sourceValues = ValueTally()
  private var yearTally = YearTally()
  /// Problems that name no number and no file, which nearly all do not: each is its own kind.
  private var plainProblems = ValueTally()

  /// Counts the photos of an index, on several threads.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - countsMissing: Whether photos that are not there any more are counted among the others too.
  ///   - places: Says in which place photos are; `nil` counts no places.
  ///   - problem: Called with each photo that has a problem, in the order of the index.
  /// - Throws: ``IndexError``, ``GazetteerError``, and what the closure throws.
  public init(
    _ index: IndexFile,
    countsMissing: Bool = false,
    places: PlaceLookup? = nil,
    problem: (FoundPhoto) throws -> Void = { _ in }
  ) throws {
    struct Part: Sendable {
      var status = IndexStatus()
      var places = PlaceCounts()
      var problems: [FoundPhoto] = []
    }
    var all = PhotoSelection()
    all.filter.includesMissing = true
    var counts = PlaceCounts()
    self.countsMissing = countsMissing
    var initial = Part()
    initial.status.countsMissing = countsMissing
    try all.forEachPiece(of: index, initial: initial) { part, found in
      if let places { try part.places.add(found, places, countsMissing: countsMissing) }
      let hasProblem = try found.withLine { (members, line) throws(JSONError) in
        try part.status.add(members, line)
      }
      if hasProblem { part.problems.append(found) }
    } take: { part in
      add(part.status)
      counts.add(part.places)
      try part.problems.forEach(problem)
    }
    if let places {
      hasPlaces = true
      (countries, self.places) = try counts.named(by: places)
    }
    do throws(JSONError) {
      try nameValues()
    } catch {
      throw IndexError.damaged(index.path, "a photo is not readable")
    }
  }

  private init() {}

  /// Counts a photo.
  ///
  /// - Returns: Whether it has a problem.
  private mutating func add(_ members: LineMembers, _ line: UnsafeRawBufferPointer) throws(JSONError) -> Bool
  {
    if members.isMissing(in: line) {
      missing += 1
      guard countsMissing else { return false }
    }
    photos += 1
    formatValues.add(members.value(.format, in: line))
    cameraValues.add(members.value(.make, in: line), members.value(.model, in: line))
    if let taken = try members.taken(in: line) {
      yearTally.add(taken.firstDay.year)
      if !isBetweenDates(taken), try members.text(.takenSource, in: line) != TakenSource.modified.rawValue {
        add(taken.truncated(to: .day).with(offset: nil))
      }
    }
    if members.has(.latitude) {
      guard let coordinate = members.coordinate(in: line) else { throw JSONError(offset: 0) }
      located += 1
      sourceValues.add(members.value(.source, in: line))
      latitudes = Self.union(latitudes, coordinate.latitude...coordinate.latitude)
      longitudes.add(coordinate.longitude)
    }
    guard let problem = members.value(.problem, in: line) else { return false }
    if Self.isPlain(problem) {
      plainProblems.add(problem)
    } else if let reason = try members.text(.problem, in: line) {
      problems[Self.kind(of: reason), default: 0] += 1
    }
    if members.isUnreadable(in: line), !members.has(.latitude) { unreadable += 1 }
    return true
  }

  /// Adds what a part of the index came to.
  private mutating func add(_ part: IndexStatus) {
    photos += part.photos
    located += part.located
    unreadable += part.unreadable
    missing += part.missing
    formatValues.add(part.formatValues)
    cameraValues.add(part.cameraValues)
    sourceValues.add(part.sourceValues)
    plainProblems.add(part.plainProblems)
    yearTally.add(part.yearTally)
    problems.merge(part.problems, uniquingKeysWith: +)
    latitudes = Self.union(latitudes, part.latitudes)
    if let dates = part.dates {
      add(dates.first)
      add(dates.last)
    }
    longitudes.add(part.longitudes)
  }

  /// Whether a photo was taken after the first date and before the last, as nearly all were.
  private func isBetweenDates(_ taken: LocalTime) -> Bool {
    guard taken.precision >= .day, let (first, last) = dates else { return false }
    let second = taken.seconds.lowerBound
    return first.seconds.upperBound <= second && second < last.seconds.lowerBound
  }

  /// A year may have been on its first day or on its last; where another photo was taken on that very day, the day is kept.
  private mutating func add(_ day: LocalTime) {
    guard let (first, last) = dates else { return dates = (day, day) }
    let isFirst = (day.seconds.lowerBound, first.precision) < (first.seconds.lowerBound, day.precision)
    let isLast = (last.seconds.upperBound, last.precision) < (day.seconds.upperBound, day.precision)
    dates = (isFirst ? day : first, isLast ? day : last)
  }

  private static func union<Bound>(_ first: ClosedRange<Bound>?, _ second: ClosedRange<Bound>?)
    -> ClosedRange<Bound>?
  {
    guard let first, let second else { return first ?? second }
    return min(first.lowerBound, second.lowerBound)...max(first.upperBound, second.upperBound)
  }

  /// Makes text of the values.
  private mutating func nameValues() throws(JSONError) {
    years = yearTally.counts
    try formatValues.forEach { format, _, count in
      if let format, PhotoFormat(rawValue: format) != nil { formats[format] = count }
    }
    try sourceValues.forEach { source, _, count in
      if let source, Position.Source(rawValue: source) != nil { sources[source] = count }
    }
    try cameraValues.forEach { make, model, count in
      if let camera = Photo.camera(make: make, model: model) { cameras[camera, default: 0] += count }
    }
    try plainProblems.forEach { reason, _, count in
      if let reason { problems[reason, default: 0] += count }
    }
  }

  /// Whether a reason in JSON has neither digits nor a file's extension in it, so that it is its own kind.
  private static func isPlain(_ json: UnsafeRawBufferPointer) -> Bool {
    json.allSatisfy {
      $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "\\")
        && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }

  /// A reason with each number replaced by `…`: `the file is cut off at byte …`.
  static func kind(of reason: String) -> String {
    // A sidecar's name comes in front of what is wrong with it; one kind is enough for all of them.
    for mark in [".xmp: ", ".json: "] {
      if let end = reason.firstRange(of: mark)?.upperBound {
        return "a sidecar (\(mark.dropLast(2))): \(kind(of: String(reason[end...])))"
      }
    }
    var kind = ""
    var isInNumber = false
    for character in reason {
      let isDigit = character.isASCII && character.isNumber
      // A point belongs to a number that it is in, and a minus to one that it comes before.
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
  public var camera: String? { Self.camera(make: make, model: model) }

  /// The same of a camera that no photo is at hand of.
  public static func camera(make: String?, model: String?) -> String? {
    guard let model else { return make }
    guard let make, !model.lowercased().hasPrefix(make.lowercased()) else { return model }
    return "\(make) \(model)"
  }
}

/// Counts years. The few that photos are from are sooner found by looking at each than by hashing.
private struct YearTally {
  private var few: [(year: Int, count: Int)] = []
  private var others: [Int: Int] = [:]

  private static let most = 32

  var counts: [Int: Int] { few.reduce(into: others) { $0[$1.year] = $1.count } }

  mutating func add(_ year: Int, _ count: Int = 1) {
    for index in few.indices where few[index].year == year {
      few[index].count += count
      return
    }
    if few.count < Self.most {
      few.append((year, count))
    } else {
      others[year, default: 0] += count
    }
  }

  mutating func add(_ other: YearTally) {
    for (year, count) in other.counts { add(year, count) }
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

  mutating func add(_ other: LongitudeSpan) {
    for range in other.degrees.compactMap({ $0 }) {
      add(range.lowerBound)
      add(range.upperBound)
    }
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
