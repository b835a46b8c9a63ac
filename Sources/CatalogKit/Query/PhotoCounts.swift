/// How many photos there are of each year, camera, tag or the like.
public struct PhotoCounts: Sendable {
  /// What is counted apart.
  public enum Key: String, CaseIterable, Sendable {
    case year, month, camera, tag, format, folder
  }

  /// Photos that have the same value.
  public struct Group: Hashable, Sendable {
    /// `2024`, `2024-05`, `Apple iPhone 15`, `cats/Nabi`, `jpeg`, `photos/miso`; `nil` where photos do not say.
    public let name: String?
    /// How many.
    public let photos: Int
  }

  /// What is counted apart.
  public let key: Key
  /// All photos; one that has several tags counts once.
  public private(set) var photos = 0
  private var counts: [String?: Int] = [:]

  /// Nothing counted yet.
  ///
  /// - Parameter key: What is counted apart.
  public init(by key: Key) {
    self.key = key
  }

  /// Counts the photos of an index, on several threads. Memory grows with the number of groups only.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - selection: Which photos.
  ///   - key: What is counted apart.
  /// - Throws: ``IndexError``.
  public init(_ index: IndexFile, _ selection: PhotoSelection, by key: Key) throws {
    self.init(by: key)
    try selection.forEachPiece(of: index, initial: PhotoCounts(by: key)) { part, photo in
      try part.add(photo)
    } take: { part in
      photos += part.photos
      counts.merge(part.counts, uniquingKeysWith: +)
    }
  }

  /// Years and months in their order, all others by their number, most photos first; what photos do not say comes last.
  public var groups: [Group] {
    let isInTime = key == .year || key == .month
    return counts.map { Group(name: $0.key, photos: $0.value) }.sorted { first, second in
      guard let name = first.name else { return false }
      guard let other = second.name else { return true }
      if !isInTime, first.photos != second.photos { return first.photos > second.photos }
      return name < other
    }
  }

  /// Counts a photo.
  ///
  /// - Parameter photo: A photo that was found.
  /// - Throws: ``JSONError`` where a value in its line is not as it should be.
  public mutating func add(_ photo: FoundPhoto) throws(JSONError) {
    photos += 1
    let names = try Self.names(of: photo, key)
    if names.isEmpty { counts[nil, default: 0] += 1 }
    for name in names { counts[name, default: 0] += 1 }
  }

  private static func names(of photo: FoundPhoto, _ key: Key) throws(JSONError) -> [String] {
    switch key {
    case .year: try time(of: photo, .year)
    case .month: try time(of: photo, .month)
    case .camera:
      [Photo.camera(make: try photo.text(.make), model: try photo.text(.model))].compactMap { $0 }
    case .tag: Array(Set(try photo.photo([.tags, .path, .pathBytes]).tags))
    case .format: [try photo.text(.format)].compactMap { $0 }
    case .folder: [try photo.writtenPath().parent.lossyText]
    }
  }

  /// The year or month; a photo of a year alone has no month.
  private static func time(of photo: FoundPhoto, _ precision: LocalTime.Precision) throws(JSONError)
    -> [String]
  {
    guard let time = try photo.taken(), time.precision >= precision else { return [] }
    return [time.with(offset: nil).truncated(to: precision).description]
  }
}
