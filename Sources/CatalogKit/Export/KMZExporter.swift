/// Placemarks with their pictures, for Google Earth: KML and JPEGs in one ZIP archive (OGC 07-147r2, annex C).
///
/// Which photos have a picture has to be known before the first is added, and the pictures follow after the last.
public struct KMZExporter: PhotoExporter {
  public var count: Int { places.count }
  public var leftOut: Int { places.leftOut }

  private var places = KMLExporter()
  private let document: Document
  private var archive = ZipWriter()
  private var isDocumentWritten = false
  /// The photos with a picture, by their number among all that are added.
  private var pictured: Set<Int> = []

  /// More files than an archive holds, beside the one with the places.
  public static let pictureLimit = ZipWriter.fileLimit - 1

  /// Nothing written yet.
  ///
  /// - Parameter file: A file beside which a temporary one may be made, for places that do not fit into memory.
  public init(beside file: FilePathBytes) {
    document = Document(
      SpillFile(beside: file, otherwise: FilePathBytes("/tmp/").appending(file.lastComponent))
    )
  }

  /// Says which photos have a picture. To be called before the first is added.
  ///
  /// - Parameter rows: Numbers of photos among all that will be added, from 0.
  public mutating func expectPictures(of rows: some Sequence<Int>) {
    pictured = Set(rows)
  }

  public mutating func begin(_ sink: some ByteSink) throws {
    try document.write(places.opening)
  }

  public mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    places.picture = pictured.contains(count) ? Self.name(count) : nil
    try places.add(photo, to: document)
  }

  /// Writes the picture of a photo, after the last photo.
  ///
  /// - Parameters:
  ///   - jpeg: The file.
  ///   - row: The photo's number, one of those that were expected.
  ///   - sink: Where the bytes go.
  /// - Throws: ``ZipError``, and what the sink throws.
  public mutating func addPicture(_ jpeg: [UInt8], of row: Int, to sink: some ByteSink) throws {
    try writeDocument(sink)
    try archive.add(Self.name(row), jpeg, to: sink)
  }

  public mutating func end(_ sink: some ByteSink) throws {
    try writeDocument(sink)
    try archive.end(to: sink)
  }

  private static func name(_ row: Int) -> String { "pictures/\(row + 1).jpg" }

  /// The first file of an archive is the one that is opened.
  private mutating func writeDocument(_ sink: some ByteSink) throws {
    guard !isDocumentWritten else { return }
    isDocumentWritten = true
    try document.write(places.closing(isEmpty: places.rows.count == 0))
    let (file, store) = try document.finish()
    try archive.begin("doc.kml", file, to: sink)
    let piece = 1 << 18
    for start in stride(from: 0, to: file.packed, by: piece) {
      try store.withBytes(start..<min(file.packed, start + piece)) { try sink.write($0) }
    }
  }

  /// The places, packed as they come.
  private final class Document: ByteSink {
    private let store: SpillFile
    private let stream = DeflateStream()
    private var sum = CRC32()
    private var size = 0

    init(_ store: SpillFile) {
      self.store = store
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
      sum.add(bytes)
      size += bytes.count
      try store.append(stream.add(Array(bytes)))
    }

    func finish() throws -> (ZipWriter.File, SpillFile) {
      try store.append(stream.finish())
      try store.finish()
      return (
        ZipWriter.File(sum: sum.number, packed: store.count, size: size, isDeflated: true), store
      )
    }
  }
}
