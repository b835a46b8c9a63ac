import CatalogKit
import CatalogMap
import CatalogPictures

/// The pictures that go into a page, and what is said of them.
struct PagePictureRequest {
  let budget: PictureBudget

  /// Problems that are listed one by one.
  private static let problemLimit = 5

  /// Makes the pictures, where there are to be any.
  ///
  /// - Parameters:
  ///   - index: The index whose photos are on the page.
  ///   - selection: What the page shows of it.
  ///   - context: Shows progress, takes the words, and knows where the decoder is.
  /// - Returns: The pictures.
  /// - Throws: ``IndexError``, and `SystemError` where pictures cannot be kept until the page is written.
  func make(_ index: IndexFile, _ selection: PhotoSelection, in context: CommandContext) throws
    -> RowPictures?
  {
    guard budget != .none else { return nil }
    guard
      let program = PreviewProgram.find(
        otherwise: context.environment("CATALOG_PREVIEW").map { FilePathBytes($0) }
      )
    else {
      return try make(index, selection, with: nil, because: "catalog-preview is not installed", in: context)
    }
    do {
      return try make(index, selection, with: program, because: "", in: context)
    } catch let problem as PictureProblem {
      return try make(index, selection, with: nil, because: "\(problem)", in: context)
    }
  }

  private func make(
    _ index: IndexFile,
    _ selection: PhotoSelection,
    with program: FilePathBytes?,
    because reason: String,
    in context: CommandContext
  ) throws -> RowPictures? {
    if program == nil, selection.blur != nil {
      context.say(
        "the page has no pictures: \(reason), and the previews that photos bring along may show more than a blurred page does"
      )
      return nil
    }
    let display = context.isQuiet ? nil : context.terminal.map { PictureProgressDisplay($0) }
    defer { display?.clear() }
    let made = try PagePictures(
      of: index,
      selection,
      budget: budget,
      decoder: program,
      cache: program == nil ? nil : PictureCache(beside: index.path),
      progress: { display?.show($0) }
    )
    display?.clear()
    explain(made.counts, reason, in: context)
    return made.pictures
  }

  /// - Parameters:
  ///   - counts: What became of the photos.
  ///   - reason: Why there are only the previews that photos bring along; empty where a decoder made pictures of them.
  ///   - context: Takes the words.
  private func explain(_ counts: PagePictures.Counts, _ reason: String, in context: CommandContext) {
    // What a photo does not bring along is no fault of its file.
    let problems = counts.problems.filter { $0.problem != .noPreview }
    for (path, problem) in problems.prefix(Self.problemLimit) {
      context.say("no picture of \(path): \(problem)")
    }
    if problems.count > Self.problemLimit {
      let more = problems.count - Self.problemLimit
      context.say("no picture of \(more) more photo\(more == 1 ? "" : "s")")
    }
    context.note(
      reason.isEmpty ? Self.sentence(counts) : "\(Self.sentence(counts)), of what they bring along: \(reason)"
    )
  }

  /// `pictures of 812 of 850 photos, 402 of them large too: 11.2 MB`.
  static func sentence(_ counts: PagePictures.Counts) -> String {
    let photos = counts.photos == 1 ? "1 photo" : "\(counts.photos) photos"
    guard counts.small > 0 else { return "no pictures of \(photos)" }
    let size = FixedPoint.text(Double(counts.bytes) / 1e6, decimals: 1)
    let large = counts.large == counts.small ? "all of them large too" : "\(counts.large) of them large too"
    let newest = counts.leftOut > 0 ? ", the newest; --pictures all takes all" : ""
    return "pictures of \(counts.small) of \(photos), \(large): \(size) MB\(newest)"
  }
}

extension PagePicture {
  /// A picture as the page takes it.
  init(_ picture: RowPicture) {
    self.init(
      row: picture.row,
      size: picture.size,
      mediaType: picture.mediaType,
      width: picture.width,
      height: picture.height,
      turn: picture.turn,
      bytes: picture.bytes
    )
  }
}
