/// Where a photo's line lies in the file of an index.
public struct LineLocation: Hashable, Sendable {
  /// Bytes from the start of the file.
  public let offset: Int
  /// Bytes of the line, without its comma and line break.
  public let count: Int

  /// - Parameters:
  ///   - offset: Bytes from the start of the file.
  ///   - count: Bytes of the line.
  public init(offset: Int, count: Int) {
    self.offset = offset
    self.count = count
  }
}

/// A photo's line, while all lines of an index are gone through: each member is read only where it is asked for.
public struct IndexedPhoto: ~Copyable {
  private var members = LineMembers()
  private var line = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Where the line lies; `nil` where someone changed the index, so that no line of it is as a scan writes it.
  public private(set) var location: LineLocation?

  fileprivate init() {}

  fileprivate mutating func read(_ line: UnsafeRawBufferPointer, _ location: LineLocation?) throws(JSONError)
  {
    self.line = line
    self.location = location
    try members.read(line)
  }

  fileprivate var isMissing: Bool { members.isMissing(in: line) }

  /// Reads a line that lies in no file.
  ///
  /// - Parameters:
  ///   - line: A photo as the index has it.
  ///   - body: Called once with the photo.
  /// - Throws: ``JSONError`` where the bytes are no photo, and what the body throws.
  public static func read(_ line: [UInt8], _ body: (borrowing IndexedPhoto) throws -> Void) throws {
    try line.withUnsafeBytes { line in
      var photo = IndexedPhoto()
      try photo.read(line, nil)
      try body(photo)
    }
  }

  /// The line's bytes.
  public var bytes: [UInt8] { Array(line) }

  /// Where the photo was taken; `nil` where it does not say.
  public var coordinate: Coordinate? { members.coordinate(in: line) }

  /// When the photo was taken; `nil` where it does not say.
  ///
  /// - Returns: The time by the clock on the spot.
  /// - Throws: ``JSONError`` where that is not a text.
  public func taken() throws(JSONError) -> LocalTime? { try members.taken(in: line) }

  /// What people call what it shows.
  ///
  /// - Returns: The tags; empty where there are none.
  /// - Throws: ``JSONError`` where they are not texts.
  public func tags() throws(JSONError) -> [String] {
    guard let value = members.value(.tags, in: line) else { return [] }
    return try TagList.read(value)
  }

  /// Stars that people gave the photo: -1 (rejected) to 5; 0 where the line does not say.
  public var rating: Int { Rating.ofStars(members.number(.rating, in: line)) ?? 0 }

  /// The bytes of the path, as the line spells them: the same for the same path in every index that a scan wrote.
  ///
  /// - Returns: A hash of them, with this process's own key.
  public func pathHash() -> Int {
    let bytes = members.value(.pathBytes, in: line)
    return Self.hash(bytes ?? members.value(.path, in: line) ?? Self.none, isText: bytes == nil)
  }

  /// The hash that ``pathHash()`` gives for the line of a photo with that path.
  ///
  /// - Parameter path: A path as the index keeps it.
  /// - Returns: A hash, with this process's own key.
  public static func pathHash(of path: FilePathBytes) -> Int {
    var json: [UInt8] = []
    JSONText.append(path.isUTF8 ? path.bytes : Base64.encode(path.bytes), to: &json)
    return json.withUnsafeBytes { hash($0, isText: path.isUTF8) }
  }

  private static func hash(_ json: UnsafeRawBufferPointer, isText: Bool) -> Int {
    var hasher = Hasher()
    hasher.combine(isText)
    hasher.combine(bytes: json)
    return hasher.finalize()
  }

  /// The path as the index keeps it.
  ///
  /// - Returns: The path, byte for byte.
  /// - Throws: ``JSONError`` where there is none.
  public func path() throws(JSONError) -> FilePathBytes { try members.path(in: line) }

  /// Bytes of the file; 0 where the line does not say.
  public var size: Int { members.integer(.size, in: line) ?? 0 }

  /// When the file was last changed; `nil` where the line does not say.
  public var modified: Timestamp? { members.modified(in: line) }

  /// The camera's maker and model as JSON texts, one after the other: equal for the same camera.
  public var cameraBytes: [UInt8] {
    Array(members.value(.make, in: line) ?? Self.none) + [0]
      + Array(members.value(.model, in: line) ?? Self.none)
  }

  /// Whether the line names a camera.
  public var hasCamera: Bool { members.has(.make) || members.has(.model) }

  /// The camera's maker and model, each `nil` where the line does not say.
  ///
  /// - Returns: The names as the file spells them.
  /// - Throws: ``JSONError`` where one is no text.
  public func camera() throws(JSONError) -> (make: String?, model: String?) {
    (try members.text(.make, in: line), try members.text(.model, in: line))
  }

  private static var none: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}

extension IndexSnapshot {
  /// Goes through all photos that are there, in pieces, on as many threads as there are cores.
  ///
  /// - Parameters:
  ///   - initial: What a piece begins with.
  ///   - add: Adds a photo to what its piece came to, on any thread; it must not keep the photo.
  ///   - take: Called with what each piece came to, in the order of the index, on the caller's thread.
  /// - Throws: ``IndexError``, and what the closures throw.
  public func forEachPart<Output: Sendable>(
    initial: Output,
    _ add: @escaping @Sendable (inout Output, borrowing IndexedPhoto) throws -> Void,
    take: (Output) throws -> Void
  ) throws {
    let path = index.path
    try index.forEachPiece { piece in
      var output = initial
      var photo = IndexedPhoto()
      do {
        try piece.forEachLine { line, range in
          let location = piece.offset.map { LineLocation(offset: $0 + range.lowerBound, count: range.count) }
          try photo.read(line, location)
          if !photo.isMissing { try add(&output, photo) }
        }
      } catch is JSONError {
        throw IndexError.damaged(path, "a photo is not readable")
      }
      return output
    } take: { output in
      try take(output)
      return true
    }
  }

  /// The photo of a line.
  ///
  /// - Parameter location: Where the line lies, as ``IndexedPhoto/location`` gave it for this snapshot.
  /// - Returns: All that is known of the photo.
  /// - Throws: ``IndexError`` where the line is not readable.
  public func photo(at location: LineLocation) throws(IndexError) -> Photo {
    do {
      let bytes = try index.file.read(at: location.offset, count: location.count)
      return try Photo(line: bytes)
    } catch let error as SystemError {
      throw .system(error)
    } catch {
      throw .damaged(index.path, "a photo is not readable (at byte \(location.offset))")
    }
  }
}

extension Photo {
  /// Reads a photo from a line of an index.
  ///
  /// - Parameter line: A JSON object.
  /// - Throws: ``JSONError`` where the bytes are no photo.
  public init(line: [UInt8]) throws(JSONError) {
    self = try line.withBytes { (line) throws(JSONError) in try PhotoLine.decode(line) }
  }
}
