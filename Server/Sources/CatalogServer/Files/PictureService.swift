import CatalogKit
import CatalogPictures
import Crypto
import Dispatch
import HTTPTypes
import NIOCore
import Synchronization

/// A picture as it is sent.
struct ServedPicture: Sendable {
  let bytes: ByteBuffer
  let mediaType: String
  let tag: EntityTag
}

/// Which of a photo's pictures.
enum PictureKind: Hashable, Sendable {
  /// 320 pixels, for marks and lists.
  case thumbnail
  /// 1600 pixels, for looking at.
  case preview

  fileprivate var size: PictureSize {
    switch self {
    case .thumbnail: PictureSize(edge: 320)
    case .preview: PictureSize(edge: 1600, quality: 75)
    }
  }
}

/// Makes photos' pictures when they are first asked for, as many at once as there are cores; whoever asks for one that is being made waits for the same.
final class PictureService: Sendable {
  /// Which picture.
  struct Key: Hashable {
    /// The photo's number.
    let number: PhotoNumber
    /// What its file is known by: a ``FileMark``.
    let file: UInt64
    let kind: PictureKind
    /// Whether, without `catalog-preview`, one that the photo brings along may be given.
    let allowsOwn: Bool
  }

  private struct Kept {
    let picture: ServedPicture
    /// When its photo was seen the last time.
    var seen: Duration
  }

  private struct State {
    var making: [Key: Task<ServedPicture, any Error>] = [:]
    var kept: [Key: Kept] = [:]
    /// In the order in which they were kept.
    var order: [Key] = []
    var keptBytes = 0
    var next = 0
  }

  private let makers: [Maker]
  private let tagKey: SymmetricKey
  private let cache: PictureCache?
  private let space: Int
  private let clock: SystemClock
  private let state = Mutex(State())
  private let waiting: SlotLimit
  private let made = Atomic(0)

  /// Small pictures in memory, so that a page that many look at does not read the disk.
  private static let memoryLimit = 32 << 20
  private static let smallAtMost = 64 << 10
  /// The cache on disk is looked over once in this many new pictures.
  private static let trimInterval = 256
  /// So long a photo that was seen is taken to be there still.
  private static let trust = Duration.seconds(1)

  /// - Parameters:
  ///   - index: The index.
  ///   - state: The folder where pictures are kept, in `previews`.
  ///   - program: `catalog-preview`, where it is not beside this program.
  ///   - space: Bytes that pictures may take on the disk.
  ///   - tagKey: For marks of versions.
  ///   - clock: Says how long ago a photo was seen.
  init(
    index: FilePathBytes,
    state: FilePathBytes,
    program: FilePathBytes?,
    space: Int,
    tagKey: SymmetricKey,
    clock: SystemClock
  ) {
    let decoder = PreviewProgram.find(otherwise: program)
    let resolved = (try? SystemFolder.resolve(index.parent)) ?? index.parent
    let cache = PictureCache(in: state)
    self.cache = cache
    self.space = space
    self.tagKey = tagKey
    self.clock = clock
    makers = (0..<PagePictures.defaultJobs).map { number in
      Maker(PhotoPictureMaker(indexFolder: resolved, decoder: decoder, cache: cache), number: number)
    }
    waiting = SlotLimit(200)
    cache?.trim(to: space)
  }

  /// A picture in memory whose photo was there a moment ago.
  ///
  /// - Parameter key: Which picture.
  /// - Returns: The picture; `nil` where there is none, and the photo has to be looked for.
  func recent(_ key: Key) -> ServedPicture? {
    let now = clock.uptime()
    return state.withLock { state in state.kept[key].flatMap { now - $0.seen < Self.trust ? $0.picture : nil }
    }
  }

  /// A picture of a photo.
  ///
  /// - Parameters:
  ///   - photo: The photo, which was seen to be there just now.
  ///   - key: Which picture.
  /// - Returns: The picture.
  /// - Throws: ``Problem``: 503 where too many wait, 404 where none can be made.
  func picture(_ photo: Photo, _ key: Key) async throws -> ServedPicture {
    let now = clock.uptime()
    let (kept, task): (ServedPicture?, Task<ServedPicture, any Error>?) = try state.withLock { state in
      state.kept[key]?.seen = now
      if let kept = state.kept[key] { return (kept.picture, nil) }
      if let task = state.making[key] { return (nil, task) }
      guard let slot = waiting.take() else { throw Problem.busy }
      let maker = makers[state.next % makers.count]
      state.next += 1
      let task = Task { [self] in
        defer { withExtendedLifetime(slot) {} }
        let result = await maker.picture(of: photo, key.kind.size, allowsOwn: key.allowsOwn)
        return try finish(key, result, seen: now)
      }
      state.making[key] = task
      return (nil, task)
    }
    if let kept { return kept }
    guard let task else { preconditionFailure("a picture is kept or being made") }
    return try await task.value
  }

  /// Keeps a picture that was made.
  ///
  /// - Parameters:
  ///   - key: Which picture.
  ///   - result: What making it came to.
  ///   - seen: When its photo was seen: before it waited for a maker, which may take longer than it is trusted.
  /// - Returns: The picture.
  /// - Throws: ``Problem`` where none can be made.
  private func finish(_ key: Key, _ result: Result<SmallPicture, PictureProblem>, seen: Duration) throws
    -> ServedPicture
  {
    let served = result.map { picture in
      ServedPicture(
        bytes: ByteBuffer(bytes: picture.bytes),
        mediaType: picture.coding.mediaType,
        tag: EntityTag(picture.bytes, tagKey)
      )
    }
    state.withLock { state in
      state.making[key] = nil
      guard case .success(let picture) = served, picture.bytes.readableBytes <= Self.smallAtMost else {
        return
      }
      state.kept[key] = Kept(picture: picture, seen: seen)
      state.order.append(key)
      state.keptBytes += picture.bytes.readableBytes
      while state.keptBytes > Self.memoryLimit {
        let oldest = state.order.removeFirst()
        state.keptBytes -= state.kept.removeValue(forKey: oldest)?.picture.bytes.readableBytes ?? 0
      }
    }
    if made.add(1, ordering: .relaxed).newValue % Self.trimInterval == 0 { cache?.trim(to: space) }
    switch served {
    case .success(let picture): return picture
    case .failure: throw Problem(status: .notFound, detail: "There is no picture of this photo.")
    }
  }

  /// One decoder, on a thread of its own.
  private final class Maker: @unchecked Sendable {
    private let queue: DispatchQueue
    // Touched on the queue only.
    private let maker: PhotoPictureMaker

    init(_ maker: PhotoPictureMaker, number: Int) {
      self.maker = maker
      queue = DispatchQueue(label: "catalog pictures \(number)")
    }

    func picture(of photo: Photo, _ size: PictureSize, allowsOwn: Bool) async -> Result<
      SmallPicture, PictureProblem
    > {
      await withCheckedContinuation { continuation in
        queue.async { [self] in
          let result = Result { () throws(PictureProblem) in
            try maker.picture(of: photo, size, allowsOwn: allowsOwn)
          }
          continuation.resume(returning: result)
        }
      }
    }
  }
}
