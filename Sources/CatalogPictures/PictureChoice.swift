import CatalogKit
import Synchronization

/// Takes the pictures of a page, those of the newest photos first, until there is no room.
///
/// What is taken depends on the pictures and on nothing else: neither on how many decoders there are, nor on how quick they are.
final class PictureChoice {
  private let photos: [PagePhotos.Photo]
  private let budget: PictureBudget
  private let use: PictureUse
  let collector: RowPictures.Collector
  private(set) var counts = PagePictures.Counts()
  /// Whether something was added to the cache.
  private(set) var isNew = false
  private var smallBytes = 0
  private var largeBytes = 0
  /// Photos, from the first, of which there is a large picture, or none to be had.
  private var largeDone = 0
  private var isLargeFull = false

  init(
    _ photos: [PagePhotos.Photo],
    _ budget: PictureBudget,
    for use: PictureUse,
    beside index: FilePathBytes
  ) {
    (self.photos, self.budget, self.use) = (photos, budget, use)
    isLargeFull = use == .archive
    collector = RowPictures.Collector(beside: index)
    counts.photos = photos.count
  }

  /// Goes through the photos once, and takes large pictures along with the small ones as long as it looks as if there were room for both; then
  /// once more, for large ones in what is left.
  func fill(_ settings: PictureSettings, jobs: Int, _ progress: (PagePictures.Progress) -> Void) throws {
    guard budget != .none else {
      counts.leftOut = photos.count
      return
    }
    let total = photos.count
    var done = 0
    try forEachResult(settings, 0..<total, jobs) { number, result in
      guard try takeSmall(result, photos[number]) else { return false }
      done = number + 1
      let room = budget.bytes - min(budget.small(use), expectedSmallBytes(after: done))
      if !isLargeFull { try takeLarge(result, photos[number], number, room: room) }
      progress(PagePictures.Progress(done: done, total: total))
      return true
    }
    counts.leftOut = total - done
    while largeBytes > budget.bytes - smallBytes,
      let bytes = collector.removeLast(size: PictureAudience.largeEdge)
    {
      largeBytes -= use.cost(bytes)
      counts.large -= 1
      largeDone = done
    }
    if use == .page, largeDone < done {
      isLargeFull = false
      try forEachResult(settings, largeDone..<done, jobs) { number, result in
        try takeLarge(result, photos[number], number, room: budget.bytes - smallBytes)
        return !isLargeFull
      }
    }
    counts.bytes = smallBytes + largeBytes
  }

  /// What small pictures will take in all, if the rest is like those so far.
  private func expectedSmallBytes(after done: Int) -> Int {
    budget == .all ? 0 : Int(Double(smallBytes) / Double(done) * Double(photos.count) * 1.02)
  }

  /// - Returns: `false` where there is no room any more.
  private func takeSmall(_ result: PictureMaker.Result, _ photo: PagePhotos.Photo) throws -> Bool {
    isNew = isNew || result.isNew
    if let problem = result.problem {
      if case .noDecoder = problem { throw problem }
      counts.problems.append((photo.file.path, problem))
    }
    guard let small = result.small else { return true }
    let cost = use.cost(small.bytes.count)
    guard cost <= budget.small(use) - smallBytes else { return false }
    smallBytes += cost
    counts.small += 1
    try collector.add(small, row: photo.row, size: PictureAudience.smallEdge, turn: result.turn)
    return true
  }

  private func takeLarge(_ result: PictureMaker.Result, _ photo: PagePhotos.Photo, _ number: Int, room: Int)
    throws
  {
    if let large = result.large {
      let cost = use.cost(large.bytes.count)
      guard cost <= room - largeBytes else {
        isLargeFull = true
        return
      }
      largeBytes += cost
      counts.large += 1
      try collector.add(large, row: photo.row, size: PictureAudience.largeEdge, turn: result.turn)
    }
    largeDone = number + 1
  }

  /// Makes pictures on several threads, and takes them in order. Large ones are made only as long as they are taken.
  private func forEachResult(
    _ settings: PictureSettings,
    _ numbers: Range<Int>,
    _ jobs: Int,
    take: (Int, PictureMaker.Result) throws -> Bool
  ) throws {
    let flag = Flag(use == .page)
    var next = 0
    try OrderedWork.run(count: numbers.count, threads: jobs) { [photos] in
      let maker = PictureMaker(settings)
      return { offset in
        maker.pictures(
          of: photos[numbers.lowerBound + offset].file,
          withLarge: flag.isSet.load(ordering: .relaxed)
        )
      }
    } take: { result in
      defer { next += 1 }
      let goesOn = try take(numbers.lowerBound + next, result)
      if isLargeFull { flag.isSet.store(false, ordering: .relaxed) }
      return goesOn
    }
  }

  private final class Flag: Sendable {
    let isSet: Atomic<Bool>

    init(_ isSet: Bool) { self.isSet = Atomic(isSet) }
  }
}
