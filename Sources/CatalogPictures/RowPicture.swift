import CatalogKit

/// A picture of a photo for a page.
public struct RowPicture: Hashable, Sendable {
  /// The photo's number among those of the page, from 0.
  public let row: Int
  /// The kind: ``PictureAudience/smallEdge`` or ``PictureAudience/largeEdge``, whatever its size is.
  public let size: Int
  /// `image/webp` or `image/jpeg`.
  public let mediaType: String
  /// Pixels, before it is turned.
  public let width: Int
  /// Pixels, before it is turned.
  public let height: Int
  /// Degrees clockwise by which the page has to turn it: 0, 90, 180 or 270.
  public let turn: Int
  /// The file.
  public let bytes: [UInt8]
}

/// The pictures of a page, small ones first, each kind in the order of rows. Beyond 32 MB they wait in a temporary file.
public struct RowPictures: Sequence {
  private let entries: [Entry]
  private let store: SpillFile

  /// A picture without its bytes.
  struct Entry: Sendable {
    let row: Int
    let size: Int
    let coding: PictureSize.Coding
    let width: Int
    let height: Int
    let turn: Int
    let range: Range<Int>
  }

  /// Pictures in the order in which they come.
  final class Collector {
    private(set) var entries: [Entry] = []
    private let store: SpillFile

    /// - Parameter index: A file beside which a temporary one may be made.
    init(beside index: FilePathBytes) {
      store = SpillFile(beside: index, otherwise: FilePathBytes("/tmp/").appending(index.lastComponent))
    }

    func add(_ picture: SmallPicture, row: Int, size: Int, turn: Int) throws {
      let start = store.count
      try store.append(picture.bytes)
      entries.append(
        Entry(
          row: row,
          size: size,
          coding: picture.coding,
          width: picture.width,
          height: picture.height,
          turn: turn,
          range: start..<store.count
        )
      )
    }

    /// Takes the last picture of a kind back.
    ///
    /// - Returns: Its bytes in the file that it is; `nil` where there is none.
    func removeLast(size: Int) -> Int? {
      entries.lastIndex { $0.size == size }.map { entries.remove(at: $0).range.count }
    }

    func finish() throws -> RowPictures {
      try store.finish()
      return RowPictures(entries: entries.sorted { ($0.size, $0.row) < ($1.size, $1.row) }, store: store)
    }
  }

  private init(entries: [Entry], store: SpillFile) {
    (self.entries, self.store) = (entries, store)
  }

  /// How many there are.
  public var count: Int { entries.count }

  /// The photos that they are of, by number; those with two come twice.
  public var rows: [Int] { entries.map(\.row) }

  /// Goes through them.
  public struct Iterator: IteratorProtocol {
    private var entries: IndexingIterator<[Entry]>
    private let store: SpillFile

    fileprivate init(_ pictures: RowPictures) {
      entries = pictures.entries.makeIterator()
      store = pictures.store
    }

    /// The next picture; `nil` at the end.
    public mutating func next() -> RowPicture? {
      entries.next().map { entry in
        RowPicture(
          row: entry.row,
          size: entry.size,
          mediaType: entry.coding.mediaType,
          width: entry.width,
          height: entry.height,
          turn: entry.turn,
          bytes: store.withBytes(entry.range) { Array($0) }
        )
      }
    }
  }

  /// - Returns: An iterator at the first picture.
  public func makeIterator() -> Iterator { Iterator(self) }
}
