public import CatalogKit

/// The pictures of a page: made by as many decoders as there are cores, until the budget is used up.
public struct PagePictures {
  /// The pictures.
  public let pictures: RowPictures
  /// What became of the photos.
  public let counts: Counts

  /// What became of the photos of a page.
  public struct Counts: Sendable {
    /// Photos of the page.
    public internal(set) var photos = 0
    /// Those with a small picture.
    public internal(set) var small = 0
    /// Those with a large picture too.
    public internal(set) var large = 0
    /// Those that were not looked at, since the budget was used up.
    public internal(set) var leftOut = 0
    /// Bytes that the pictures take in the page.
    public internal(set) var bytes = 0
    /// Those of which no picture could be made, and why.
    public internal(set) var problems: [(path: FilePathBytes, problem: PictureProblem)] = []
  }

  /// How far it is.
  public struct Progress: Sendable {
    /// Photos that were looked at.
    public let done: Int
    /// Photos of the page; fewer are looked at where the budget is used up before.
    public let total: Int
  }

  /// Makes the pictures of a page.
  ///
  /// - Parameters:
  ///   - index: An open index.
  ///   - selection: What the page shows of it.
  ///   - use: What they are made for.
  ///   - budget: How many bytes the pictures may take.
  ///   - decoder: `catalog-preview`; `nil` where it is not installed, when previews that photos bring along are taken for pages that may
  ///     know everything, and none for others.
  ///   - cache: Pictures that were made before.
  ///   - jobs: How many decoders run at once.
  ///   - progress: Called after each photo, on the caller's thread.
  /// - Throws: ``IndexError``, ``SystemError`` where pictures cannot be kept, and ``PictureProblem/noDecoder(_:)``.
  public init(
    of index: IndexFile,
    _ selection: PhotoSelection,
    for use: PictureUse = .page,
    budget: PictureBudget,
    decoder: FilePathBytes?,
    cache: PictureCache?,
    jobs: Int = defaultJobs,
    progress: (Progress) -> Void = { _ in }
  ) throws {
    var selection = selection
    selection.keepsFiles = true
    try self.init(
      of: index,
      audience: selection.blur.map { .shared($0) } ?? .exact,
      for: use,
      budget: budget,
      decoder: decoder,
      cache: cache,
      jobs: jobs,
      progress: progress
    ) { body in try selection.forEachPhoto(of: index, body) }
  }

  /// Makes the pictures of any photos.
  ///
  /// - Parameters:
  ///   - index: The index that they are of.
  ///   - audience: Who sees them.
  ///   - use: What they are made for.
  ///   - budget: How many bytes the pictures may take.
  ///   - decoder: As above.
  ///   - cache: Pictures that were made before.
  ///   - jobs: How many decoders run at once.
  ///   - progress: Called after each photo, on the caller's thread.
  ///   - forEachPhoto: Calls with each photo, in their order, as the index has it.
  /// - Throws: ``IndexError``, ``SystemError`` where pictures cannot be kept, and ``PictureProblem/noDecoder(_:)``.
  public init(
    of index: IndexFile,
    audience: PictureAudience = .exact,
    for use: PictureUse = .page,
    budget: PictureBudget,
    decoder: FilePathBytes?,
    cache: PictureCache?,
    jobs: Int = defaultJobs,
    progress: (Progress) -> Void = { _ in },
    forEachPhoto: ((FoundPhoto) throws -> Void) throws -> Void
  ) throws {
    let settings = PictureSettings(
      mapping: PathMapping(indexFolder: index.folder),
      audience: audience,
      use: use,
      decoder: decoder,
      cache: cache
    )
    let photos = try PagePhotos(for: use, forEachPhoto).photos
    let choice = PictureChoice(photos, budget, for: use, beside: index.path)
    try choice.fill(settings, jobs: jobs, progress)
    if choice.isNew { cache?.trim() }
    counts = choice.counts
    pictures = try choice.collector.finish()
  }

  /// As many as there are cores.
  public static var defaultJobs: Int { WorkerThreads.processorCount }
}
