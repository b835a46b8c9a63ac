import CatalogKit

/// Makes the pictures of one photo after another: from the cache, with the decoder, or of what the photo brings along. One maker serves one thread.
final class PictureMaker {
  private let settings: PictureSettings
  private let worker: PreviewWorker?
  private let locator = PictureLocator()

  init(_ settings: PictureSettings) {
    self.settings = settings
    worker = settings.decoder.map { PreviewWorker($0) }
  }

  /// What came of one photo.
  struct Result: Sendable {
    var small: SmallPicture?
    var large: SmallPicture?
    /// Degrees clockwise by which both are to be turned.
    var turn = 0
    /// Why there is none.
    var problem: PictureProblem?
    /// Whether something was added to the cache.
    var isNew = false
  }

  /// Makes the small picture of a photo, and the large one where that is wanted.
  func pictures(of file: IndexedFile, withLarge: Bool) -> Result {
    guard let worker else { return ownPreviews(of: file, withLarge: withLarge) }
    var sizes = [settings.first]
    if withLarge { sizes.append(settings.audience.large) }
    if let known = cached(file, sizes, worker) { return known }
    do throws(PictureProblem) {
      let pictures = try decode(file, sizes, worker)
      for (picture, size) in zip(pictures, sizes) {
        settings.cache?.keep(.picture(picture), PictureCache.Key(file, size))
      }
      return Result(small: pictures[0], large: withLarge ? pictures[1] : nil, isNew: settings.cache != nil)
    } catch {
      // What depends on how busy the machine is may go well the next time.
      if let hello = worker.hello, error.isLasting {
        let failure = PictureCache.Entry.failure(decoder: hello.decoder, reason: error.description)
        settings.cache?.keep(failure, PictureCache.Key(file, settings.first))
      }
      return Result(problem: error)
    }
  }

  /// All that is wanted, where the cache has it.
  private func cached(_ file: IndexedFile, _ sizes: [PictureSize], _ worker: PreviewWorker) -> Result? {
    guard let cache = settings.cache else { return nil }
    var pictures: [SmallPicture] = []
    for size in sizes {
      switch cache.entry(PictureCache.Key(file, size)) {
      case .picture(let picture): pictures.append(picture)
      case .failure(let decoder, let reason):
        // Another version may know more.
        try? worker.start()
        return worker.hello?.decoder == decoder ? Result(problem: .unreadable(reason)) : nil
      case nil: return nil
      }
    }
    return Result(small: pictures[0], large: pictures.count > 1 ? pictures[1] : nil)
  }

  /// One picture of a photo, from the cache or the decoder.
  func picture(of file: IndexedFile, _ size: PictureSize) throws(PictureProblem) -> SmallPicture {
    guard let worker else { throw .noPreview }
    let key = PictureCache.Key(file, size)
    switch settings.cache?.entry(key) {
    case .picture(let picture): return picture
    case .failure(let decoder, let reason):
      try worker.start()
      if worker.hello?.decoder == decoder { throw .unreadable(reason) }
    case nil: break
    }
    do throws(PictureProblem) {
      let picture = try decode(file, [size], worker)[0]
      settings.cache?.keep(.picture(picture), key)
      return picture
    } catch {
      if let hello = worker.hello, error.isLasting {
        settings.cache?.keep(.failure(decoder: hello.decoder, reason: error.description), key)
      }
      throw error
    }
  }

  private func decode(
    _ file: IndexedFile,
    _ sizes: [PictureSize],
    _ worker: PreviewWorker
  ) throws(PictureProblem) -> [SmallPicture] {
    let opened: OpenFile
    do throws(SystemError) {
      opened = try OpenFile(settings.mapping.absolute(file.path))
    } catch {
      throw .notOpened(error.reason)
    }
    let found = locator.pictures(of: opened.contents)
    guard let source = found.main else { throw .unreadable(found.problem ?? "no picture in it") }
    return try worker.pictures(
      of: source,
      in: opened.descriptor,
      sizes,
      baseEdge: settings.audience.large.edge
    )
  }

  // MARK: What a photo brings along

  /// Pixels that a preview needs, to be shown as a large one.
  private static let largeAtLeast = 320
  private static let smallAtMost = 64 << 10
  private static let largeAtMost = 256 << 10

  /// The JPEGs that came with the photo: the smallest that is good enough. Their metadata stay behind; the page turns them.
  private func ownPreviews(of file: IndexedFile, withLarge: Bool) -> Result {
    guard settings.audience == .exact else { return Result(problem: .noPreview) }
    let opened: OpenFile
    do throws(SystemError) {
      opened = try OpenFile(settings.mapping.absolute(file.path))
    } catch {
      return Result(problem: .notOpened(error.reason))
    }
    let contents = opened.contents
    var result = Result()
    // Nothing turns the pictures of an archive.
    let previews = locator.pictures(of: contents).previews.filter {
      settings.use == .page ? Self.turns[$0.orientation] != nil : $0.orientation == 1
    }
    let least = settings.use == .page ? PictureAudience.smallEdge : Self.largeAtLeast
    let most = settings.use == .page ? Self.smallAtMost : Self.largeAtMost
    let smallest = previews.first { Self.edge($0) >= least } ?? previews.last
    if let smallest, smallest.range.count <= most {
      result.small = Self.bare(smallest, contents)
      result.turn = Self.turns[smallest.orientation] ?? 0
    }
    if withLarge, let large = previews.first(where: { Self.edge($0) >= Self.largeAtLeast }),
      large.range.count <= Self.largeAtMost
    {
      result.large = Self.bare(large, contents)
    }
    if result.small == nil { result.problem = .noPreview }
    return result
  }

  /// Degrees for the orientations of TIFF 6.0 that are no mirror images.
  private static let turns = [1: 0, 3: 180, 6: 90, 8: 270]

  private static func edge(_ source: PictureSource) -> Int {
    source.pixelSize.map { max($0.width, $0.height) } ?? 0
  }

  private static func bare(_ source: PictureSource, _ contents: FileContents) -> SmallPicture? {
    guard let bytes = try? contents.bytes(source.range), let bare = BarePicture.bareJPEG(bytes) else {
      return nil
    }
    return SmallPicture(coding: .jpeg, width: bare.size.width, height: bare.size.height, bytes: bare.bytes)
  }
}

/// What all makers of one page share.
struct PictureSettings: Sendable {
  let mapping: PathMapping
  let audience: PictureAudience
  var use = PictureUse.page
  /// `catalog-preview`, where it is installed.
  let decoder: FilePathBytes?
  let cache: PictureCache?

  /// The picture that every photo has.
  var first: PictureSize { use == .page ? audience.small : audience.archived }
}
