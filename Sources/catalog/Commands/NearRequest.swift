import CatalogKit

/// What `catalog near` is asked, whoever has parsed it: ``NearCommand`` or ``NearShortcut``.
struct NearRequest: Equatable {
  /// Around which place.
  var center: NearCenter
  /// How far, and how many.
  var scope: NearQuery.Scope
  /// How far, in the words of whoever asked.
  var radius: String
  /// Whether nobody said how far, so that a place that has a name says it by its size.
  let isUsualRadius: Bool
  /// Which photos.
  var filter = PhotoFilter()
  /// The same as it was typed.
  var filterWords = ""
  /// What `--in` says.
  var area: PlaceName?
  /// What is counted; `nil` lists the photos.
  var count: CountRequest?
  /// The order of the answer; `nil` is the nearest first.
  var order: PhotoOrder?
  var answer = OutputRequest()
  var explains = false
  /// Whether what is no warning is left out.
  var isQuiet = false
  var index = IndexLocation()

  static let defaultRadius = "1km"
  static let defaultLimit = 50

  /// - Parameters:
  ///   - center: Around which place.
  ///   - radius: How far; one kilometre where neither this nor `nearest` says anything.
  ///   - limit: The largest number of photos.
  ///   - nearest: The number of nearest photos, however far.
  /// - Throws: ``NearRequestError``.
  init(around center: NearCenter, radius: Radius?, limit: PhotoLimit?, nearest: NearestCount?) throws {
    self.center = center
    isUsualRadius = radius == nil && nearest == nil
    if let nearest {
      guard limit == nil else { throw NearRequestError.nearestAndLimit }
      self.radius = radius?.words ?? ""
      scope = .nearest(nearest.number, within: radius?.distance)
    } else {
      let radius = try radius ?? Radius(Self.defaultRadius)
      self.radius = radius.words
      scope = .within(radius.distance, limit: limit.map(\.most) ?? Self.defaultLimit)
    }
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let context = context.quiet(isQuiet)
    let index = try self.index.open(in: context)
    let found = try center.find(in: index, context)
    if isUsualRadius, let radius = found.radius, case .within(_, let limit) = scope {
      var request = self
      request.scope = .within(radius.distance, limit: limit)
      request.radius = radius.words
      return try request.run(around: found, index, in: context)
    }
    return try run(around: found, index, in: context)
  }

  private func run(around found: NearCenter.Found, _ index: IndexFile, in context: CommandContext) throws
    -> ExitStatus
  {
    var query = NearQuery(center: found.coordinate, scope: scope)
    query.filter = filter
    query.filter.area = try context.area(area)
    query.filter.unwanted.photo = try center.ownPath(in: index, context)
    if count != nil { query.countsAll() }
    let answer = try query.run(on: index)
    IndexLocation.explainFallback(answer.fallback, index, in: context)
    for note in found.notes { context.note(note) }
    var status = ExitStatus.done
    if let count {
      try write(count, answer, of: index, in: context)
    } else {
      let exporter = try write(answer.hits, of: index, in: context)
      status = self.answer.finish(exporter, in: context)
    }
    if !isQuiet, let remark = try NearRemark(request: self, query: query).text(on: answer, in: index) {
      context.note(remark)
    }
    if explains {
      let reads = index.counts
      context.say(
        "explain: cells \(answer.cells), lines \(answer.lines), preads \(reads.calls), bytes \(reads.bytes)"
      )
    }
    return status
  }

  private func write(_ hits: NearHits, of index: IndexFile, in context: CommandContext) throws
    -> any PhotoExporter
  {
    let columns = OutputRequest.Columns(
      table: [.distance, .bearing, .taken] + (filter.includesMissing ? [.missing] : []) + [.path],
      csv: [.distance, .bearing] + CSVExporter.defaultColumns
    )
    var exporter = try answer.exporter(of: index, columns, in: context)
    let places = try answer.lookup(in: context)
    var memory = PlaceLookup.Memory()
    let paths = PathMapping(indexFolder: index.folder)
    try answer.write(&exporter, of: index, in: context) { body in
      do {
        // There may be a million: one after the other.
        for place in try order.map(hits.places(in:)) ?? Array(hits.indices) {
          var photo = try hits[place].found()
          // A page leads to the photos by itself, from where it lies.
          if answer.format != .html {
            photo.path = paths.openable(try photo.writtenPath(), from: context.workingFolder)
          }
          if let places { try photo.place(by: places, &memory) }
          try body(photo)
        }
      } catch is JSONError {
        throw IndexError.damaged(index.path, "a photo is not readable")
      }
    }
    return exporter
  }

  private func write(
    _ count: CountRequest,
    _ answer: NearQuery.Answer,
    of index: IndexFile,
    in context: CommandContext
  ) throws {
    let sink = self.answer.sink(in: context)
    guard let key = count.key else { return try count.write(answer.total, to: sink) }
    var counts = PhotoCounts(by: key)
    do throws(JSONError) {
      for place in answer.hits.indices { try counts.add(answer.hits[place].found()) }
    } catch {
      throw IndexError.damaged(index.path, "a photo is not readable")
    }
    try count.write(counts, to: sink)
  }
}

extension NearQuery {
  /// Counts every photo, whatever the number that would be shown.
  fileprivate mutating func countsAll() {
    if case .within(let radius, _) = scope { scope = .within(radius, limit: nil) }
  }
}

/// Options of `near` that cannot be meant.
enum NearRequestError: Error, CustomStringConvertible {
  case nearestAndLimit

  /// One sentence for people.
  var description: String {
    switch self {
    case .nearestAndLimit: "--nearest already says how many photos; leave --limit out."
    }
  }
}
