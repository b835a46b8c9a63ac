import Synchronization

/// Places of the world by name and by position, out of a file that is searched and never loaded. Any number of threads can ask it.
///
/// GeoNames' places of over 500 inhabitants, and Natural Earth's outlines of states. Kinds of places are not known, and districts only
/// where GeoNames counts them as places.
public final class Gazetteer: Sendable {
  let file: GazetteerFile
  private let parts = Mutex(Parts())

  /// What was read so far.
  private struct Parts {
    var tables: GazetteerTables?
    var places: PlaceDirectory?
    var names: NameDirectory?
    /// Blocks of places by their numbers, when the first of them was asked for.
    var blocks: [PlaceBlock?] = []
  }

  /// Opens a gazetteer; only its header is read.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``GazetteerError``.
  public init(path: FilePathBytes) throws(GazetteerError) {
    file = try GazetteerFile(path: path)
  }

  /// Countries, regions and time zones.
  func tables() throws(GazetteerError) -> GazetteerTables {
    try parts.withLock { (parts) throws(GazetteerError) in
      if let tables = parts.tables { return tables }
      let tables = try GazetteerTables(file)
      parts.tables = tables
      return tables
    }
  }

  func placeDirectory() throws(GazetteerError) -> PlaceDirectory {
    try parts.withLock { (parts) throws(GazetteerError) in try directory(&parts) }
  }

  private func directory(_ parts: inout sending Parts) throws(GazetteerError) -> PlaceDirectory {
    if let places = parts.places { return places }
    let places = try PlaceDirectory(file)
    parts.places = places
    return places
  }

  func nameDirectory() throws(GazetteerError) -> NameDirectory {
    try parts.withLock { (parts) throws(GazetteerError) in
      if let names = parts.names { return names }
      let names = try NameDirectory(file)
      parts.names = names
      return names
    }
  }

  /// A block of names.
  func nameBlock(_ number: Int, _ directory: NameDirectory) throws(GazetteerError) -> NameBlock {
    NameBlock(try file.block(of: .names, directory.frame(number)), of: file.path)
  }

  /// A block of places; all that were read stay in memory, some 20 MB for the whole world.
  func placeBlock(_ number: Int) throws(GazetteerError) -> PlaceBlock {
    try parts.withLock { (parts) throws(GazetteerError) in
      if number < parts.blocks.count, let block = parts.blocks[number] { return block }
      let directory = try directory(&parts)
      if parts.blocks.isEmpty { parts.blocks = Array(repeating: nil, count: directory.count) }
      let bytes = try file.block(of: .places, directory.frame(number))
      let block = try PlaceBlock(bytes, count: directory.placeCount(of: number), of: file.path)
      parts.blocks[number] = block
      return block
    }
  }

  /// How many blocks of places were read so far.
  var blocksRead: Int { parts.withLock { $0.blocks.count { $0 != nil } } }

  /// A place by its number.
  func place(_ number: Int) throws(GazetteerError) -> GazetteerPlace {
    guard number >= 0, number < (try placeDirectory()).placeCount else {
      throw .damaged(file.path, "a name in it means a place that is not there")
    }
    let block = try placeBlock(number / PlaceBlock.size)
    return try block.place(number % PlaceBlock.size, number: number, tables(), of: file.path)
  }
}
