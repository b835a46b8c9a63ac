import CatalogKit

/// All photos as one level knows them, in memory: places in the order of the curve, times, tags.
///
/// Whatever is asked at a level is answered from its table and nothing else. The coarse table holds middles of cells and days: nobody can get more
/// out of it than was put in.
struct LevelTable: Sendable {
  /// What is known of one photo.
  struct Row: Sendable {
    /// The photo's number.
    let number: PhotoNumber
    /// The beginning of its id, which is what order among equals goes by.
    let id: UInt64
    /// The first second of what is known of its time, by the clock on the spot; see ``noTime``.
    let start: Int
    /// Seconds of the span that is known: 1 for a second, 86,400 for a day.
    let length: UInt32
    /// Its camera in ``LevelTable/cameras``; 0 is none.
    let camera: UInt32
    /// Where its line lies in the index; at the coarse level always 0.
    let offset: Int
    /// Bytes of the line.
    let count: UInt32
    /// Which file it is of: a ``FileMark``.
    let file: UInt64

    static let noTime = Int.min

    /// The span in which it was taken.
    var seconds: Range<Int>? { start == Self.noTime ? nil : start..<(start + Int(length)) }
  }

  let level: Level
  /// Places of the rows that have one; those are the first, in the same order.
  let places: PlaceTable
  /// All photos: located ones in the order of their places, equal places in the order of ids; then the others in the order of ids.
  let rows: [Row]
  let tags: TagColumn
  /// Cameras by their numbers; the first is none.
  let cameras: [Camera]
  /// Rows in the order of time; see ``TimeOrder``.
  let byTime: TimeOrder
  /// Rows in the order of ids.
  private let byID: [UInt32]

  /// A camera as photos name it.
  struct Camera: Hashable, Sendable {
    let make: String?
    let model: String?
  }

  /// A photo on its way into a table.
  struct Draft: Sendable {
    var row: Row
    var place: PlaceTable.Place?
    var tags: [UInt32]
  }

  /// - Parameters:
  ///   - level: Whose knowledge it is.
  ///   - drafts: The photos, in any order.
  ///   - tagNames: Tags by their numbers.
  ///   - cameras: Cameras by their numbers; the first is none.
  init(_ level: Level, _ drafts: [Draft], tagNames: [String], cameras: [Camera]) {
    self.level = level
    self.cameras = cameras
    let order = Self.order(drafts)
    let sorted = order.map { drafts[Int($0)] }
    rows = sorted.map(\.row)
    places = PlaceTable(sorted.prefix { $0.place != nil }.compactMap(\.place))
    tags = TagColumn(names: tagNames, of: sorted)
    byID = rows.indices.map { UInt32($0) }.sorted { [rows] in rows[Int($0)].id < rows[Int($1)].id }
    byTime = TimeOrder(rows)
  }

  /// Photos are nearly in their order already: the index is sorted by geohash.
  private static func order(_ drafts: [Draft]) -> [UInt32] {
    // Plain numbers decide nearly always, and are quicker to compare than photos.
    let keys = drafts.map { draft in draft.place?.geohash.bits ?? .max }
    let ids = drafts.map(\.row.id)
    return drafts.indices.map { UInt32($0) }.sorted { first, second in
      let (one, other) = (Int(first), Int(second))
      if keys[one] != keys[other] { return keys[one] < keys[other] }
      if keys[one] != .max, let mine = drafts[one].place, let theirs = drafts[other].place,
        let isBefore = mine.precedes(theirs)
      {
        return isBefore
      }
      return ids[one] < ids[other]
    }
  }

  /// The row of a photo; `nil` where this level knows none of that id.
  func row(of id: PhotoID, _ ids: PhotoIDMaker) -> Int? {
    var (low, high) = (0, byID.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[Int(byID[middle])].id < id.prefix { low = middle + 1 } else { high = middle }
    }
    while low < byID.count, rows[Int(byID[low])].id == id.prefix {
      let row = Int(byID[low])
      if ids.id(of: rows[row].number) == id { return row }
      low += 1
    }
    return nil
  }

  /// Where a photo is; `nil` where that is not known.
  func coordinate(_ row: Int) -> Coordinate? { row < places.count ? places.places[row].coordinate : nil }
}

/// The tags of a table's rows, both ways.
struct TagColumn: Sendable {
  /// Tags by their numbers.
  let names: [String]
  /// Where each row's numbers begin in ``numbers``.
  private let starts: [UInt32]
  private let numbers: [UInt32]
  /// The rows of each tag, in their order.
  let rows: [[UInt32]]

  fileprivate init(names: [String], of drafts: [LevelTable.Draft]) {
    self.names = names
    var starts: [UInt32] = [0]
    starts.reserveCapacity(drafts.count + 1)
    var numbers: [UInt32] = []
    var rows = [[UInt32]](repeating: [], count: names.count)
    for (row, draft) in drafts.enumerated() {
      for number in draft.tags { rows[Int(number)].append(UInt32(row)) }
      numbers += draft.tags
      starts.append(UInt32(numbers.count))
    }
    self.starts = starts
    self.numbers = numbers
    self.rows = rows
  }

  /// The numbers of a row's tags.
  func numbers(of row: Int) -> ArraySlice<UInt32> { numbers[Int(starts[row])..<Int(starts[row + 1])] }

  /// A row's tags.
  func tags(of row: Int) -> [String] { numbers(of: row).map { names[Int($0)] } }
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
