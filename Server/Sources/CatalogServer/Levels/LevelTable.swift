import CatalogKit

/// All photos as one level knows them, in memory: places in the order of the curve, times, tags.
///
/// Whatever is asked at a level is answered from its table and nothing else. The coarse table holds middles of cells and days: nobody can get more
/// out of it than was put in.
struct LevelTable: Sendable {
  /// What is known of one photo.
  struct Row: Hashable, Sendable {
    /// The photo's number.
    let number: PhotoNumber
    /// The end of its id.
    var idRest: UInt32 = 0
    /// The beginning of its id, which is what order among equals goes by.
    let id: UInt64
    /// The first second of what is known of its time, by the clock on the spot; see ``noTime``.
    let start: Int
    /// Which file it is of: a ``FileMark``.
    let file: UInt64
    /// Seconds of the span that is known: 1 for a second, 86,400 for a day.
    let length: UInt32
    /// Stars, -1 to 5; 0 is none, as at the coarse level.
    var rating: Int8 = 0

    static let noTime = Int.min

    /// Its name in addresses.
    var photoID: PhotoID { PhotoID(prefix: id, rest: idRest) }

    /// The span in which it was taken.
    var seconds: Range<Int>? { start == Self.noTime ? nil : start..<(start + Int(length)) }

    /// The hour of the day, `0...23`; `nil` where it is not known.
    var hour: Int? {
      guard start != Self.noTime, length <= 3600 else { return nil }
      return (start - Self.days(start) * 86400) / 3600
    }

    /// The day; `nil` where it is not known.
    var day: CalendarDate? {
      guard start != Self.noTime, length <= 86400 else { return nil }
      return CalendarDate(daysSince1970: Self.days(start))
    }

    /// The month, or the first one that it may be; `nil` where no time is known.
    var firstMonth: CalendarDate? {
      start == Self.noTime ? nil : CalendarDate(daysSince1970: Self.days(start))
    }

    /// Whole days since 1970 of a moment, also before that.
    private static func days(_ second: Int) -> Int {
      second >= 0 ? second / 86400 : -((86399 - second) / 86400)
    }
  }

  /// What only the exact level knows of one photo.
  struct Line: Hashable, Sendable {
    /// Where its line lies in the index.
    var offset: Int
    /// Bytes of the line.
    let count: UInt32
    /// Its camera in ``LevelTable/cameras``; 0 is none.
    var camera: UInt32
  }

  let level: Level
  /// Places of the rows that have one; those are the first, in the same order.
  let places: PlaceTable
  /// All photos: located ones in the order of their places, equal places in the order of ids; then the others in the order of ids.
  let rows: [Row]
  /// The rows' lines; empty below the exact level.
  let lines: [Line]
  let tags: TagColumn
  /// Cameras by their numbers; the first is none.
  let cameras: [Camera]
  /// Rows in the order of time; see ``TimeOrder``.
  let byTime: TimeOrder
  /// Rows in the order of ids.
  private let byID: [UInt32]

  /// What can be filtered by, with counts; counted when it is first asked for.
  var facets: Facets { counted.value { Facets(of: self) } }
  private let counted = LazyValue<Facets>()

  /// A camera as photos name it.
  struct Camera: Hashable, Sendable {
    let make: String?
    let model: String?

    /// What people call it; `nil` of no camera.
    var name: String? { Photo.camera(make: make, model: model) }
  }

  /// A photo on its way into a table.
  struct Draft: Sendable {
    var row: Row
    /// Its line; of none or of all photos of a table.
    var line: Line?
    var place: PlaceTable.Place?
    var tags: [UInt32]
  }

  /// - Parameters:
  ///   - level: Whose knowledge it is.
  ///   - drafts: The photos, in any order.
  ///   - tagNames: Tags by their numbers.
  ///   - cameras: Cameras by their numbers; the first is none.
  init(_ level: Level, _ drafts: [Draft], tagNames: [String], cameras: [Camera]) {
    let order = DraftOrder.places(of: drafts)
    var rows: [Row] = []
    var lines: [Line] = []
    var places: [PlaceTable.Place] = []
    var tags = TagLists()
    rows.reserveCapacity(drafts.count)
    if level == .exact { lines.reserveCapacity(drafts.count) }
    places.reserveCapacity(drafts.count)
    tags.starts.reserveCapacity(drafts.count + 1)
    for number in order {
      let draft = drafts[Int(number)]
      rows.append(draft.row)
      if let line = draft.line { lines.append(line) }
      if let place = draft.place { places.append(place) }
      tags.append(draft.tags[...])
    }
    self.init(level, rows, lines, places, tags, tagNames: tagNames, cameras: cameras)
  }

  /// - Parameters:
  ///   - level: Whose knowledge it is.
  ///   - rows: The photos in their order.
  ///   - lines: The line of each; empty below the exact level.
  ///   - places: The places of the first of them.
  ///   - tags: The tags of each.
  ///   - tagNames: Tags by their numbers.
  ///   - cameras: Cameras by their numbers; the first is none.
  init(
    _ level: Level,
    _ rows: [Row],
    _ lines: [Line],
    _ places: [PlaceTable.Place],
    _ tags: TagLists,
    tagNames: [String],
    cameras: [Camera]
  ) {
    self.level = level
    self.rows = rows
    self.lines = lines
    self.cameras = cameras
    self.places = PlaceTable(places)
    self.tags = TagColumn(names: tagNames, tags)
    byID = SpreadOrder.places(of: rows.count) { rows[$0].id }
    byTime = TimeOrder(rows)
  }

  /// The row of a photo; `nil` where this level knows none of that id.
  func row(of id: PhotoID) -> Int? { rows(of: id).first }

  /// The rows of a photo: several where an index has it twice.
  func rows(of id: PhotoID) -> [Int] {
    var (low, high) = (0, byID.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[Int(byID[middle])].id < id.prefix { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    while low < byID.count, rows[Int(byID[low])].id == id.prefix {
      let row = Int(byID[low])
      if rows[row].photoID == id { found.append(row) }
      low += 1
    }
    return found
  }

  /// Whether another table of the same level answers every question alike, by the same steps.
  func saysTheSame(as other: LevelTable) -> Bool {
    rows == other.rows && lines == other.lines && cameras == other.cameras && tags.names == other.tags.names
      && tags.lists == other.tags.lists
      && places.places.elementsEqual(other.places.places) { $0.coordinate == $1.coordinate }
  }

  /// A photo's line; `nil` below the exact level.
  func line(_ row: Int) -> Line? { row < lines.count ? lines[row] : nil }

  /// Where a photo is; `nil` where that is not known.
  func coordinate(_ row: Int) -> Coordinate? { row < places.count ? places.places[row].coordinate : nil }
}

/// The tags of each row, one after the other.
struct TagLists: Hashable, Sendable {
  /// Where each row's numbers begin in ``numbers``, and where the last one's end.
  var starts: [UInt32] = [0]
  var numbers: [UInt32] = []

  /// The tags of a row.
  func numbers(of row: Int) -> ArraySlice<UInt32> { numbers[Int(starts[row])..<Int(starts[row + 1])] }

  /// Adds the tags of the next row.
  mutating func append(_ tags: ArraySlice<UInt32>) {
    numbers += tags
    starts.append(UInt32(numbers.count))
  }

  /// Counts tags anew, so that only those that a row has are numbered.
  ///
  /// - Parameter names: Tags by their numbers of before.
  /// - Returns: Tags by their numbers of now, in the same order.
  mutating func renumber(_ names: [String]) -> [String] {
    var isUsed = [Bool](repeating: false, count: names.count)
    for tag in numbers { isUsed[Int(tag)] = true }
    if !isUsed.contains(false) { return names }
    let used = names.indices.filter { isUsed[$0] }
    var renumbered = [UInt32](repeating: 0, count: names.count)
    for (number, tag) in used.enumerated() { renumbered[tag] = UInt32(number) }
    for place in numbers.indices { numbers[place] = renumbered[Int(numbers[place])] }
    return used.map { names[$0] }
  }
}

/// The tags of a table's rows, both ways.
struct TagColumn: Sendable {
  /// Tags by their numbers.
  let names: [String]
  /// The numbers of each row's tags.
  let lists: TagLists
  /// The rows of each tag, in their order.
  let rows: [[UInt32]]

  fileprivate init(names: [String], _ lists: TagLists) {
    self.names = names
    self.lists = lists
    var rows = [[UInt32]](repeating: [], count: names.count)
    for row in 0..<(lists.starts.count - 1) {
      for number in lists.numbers[Int(lists.starts[row])..<Int(lists.starts[row + 1])] {
        rows[Int(number)].append(UInt32(row))
      }
    }
    self.rows = rows
  }

  /// The numbers of a row's tags.
  func numbers(of row: Int) -> ArraySlice<UInt32> { lists.numbers(of: row) }

  /// A row's tags.
  func tags(of row: Int) -> [String] { numbers(of: row).map { names[Int($0)] } }

  /// The numbers of tags that a photo has, those of most photos first, equals by their names.
  var commonestFirst: [Int] {
    names.indices.filter { !rows[$0].isEmpty }.sorted {
      rows[$0].count == rows[$1].count ? names[$0] < names[$1] : rows[$0].count > rows[$1].count
    }
  }
}

/// The rows of a table by time, newest first; equal times by id, those without a time last. Made when it is first asked for.
final class TimeOrder: Sendable {
  private let rows: [LevelTable.Row]
  private let order = LazyValue<[UInt32]>()

  fileprivate init(_ rows: [LevelTable.Row]) {
    self.rows = rows
  }

  /// The rows' places in the table.
  var newestFirst: [UInt32] {
    order.value {
      rows.indices.map { UInt32($0) }.sorted { Self.precedes(rows[Int($0)], rows[Int($1)]) }
    }
  }

  /// Whether a row comes before another one.
  static func precedes(_ first: LevelTable.Row, _ second: LevelTable.Row) -> Bool {
    first.start == second.start ? first.id < second.id : first.start > second.start
  }
}
