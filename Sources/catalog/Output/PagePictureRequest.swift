import CatalogKit
import CatalogMap
import CatalogPictures

/// The pictures that go into a page or an archive, and what is said of them.
struct PagePictureRequest {
  let use: PictureUse
  let budget: PictureBudget

  /// Problems that are listed one by one.
  private static let problemLimit = 5

  /// Makes the pictures, where there are to be any.
  ///
  /// - Parameters:
  ///   - index: The index whose photos they are of.
  ///   - audience: Who sees them.
  ///   - context: Shows progress, takes the words, and knows where the decoder is.
  ///   - forEachPhoto: Calls with each photo, in order, as the index has it.
  /// - Returns: The pictures.
  /// - Throws: ``IndexError``, and `SystemError` where pictures cannot be kept until the file is written.
  func make(
    _ index: IndexFile,
    for audience: PictureAudience,
    in context: CommandContext,
    _ forEachPhoto: ((FoundPhoto) throws -> Void) throws -> Void
  ) throws -> RowPictures? {
    guard budget != .none else { return nil }
    let other = context.environment("CATALOG_PREVIEW").map { FilePathBytes($0) }
    var reason = "catalog-preview is not installed"
    if let program = PreviewProgram.find(otherwise: other) {
      do {
        return try make(index, for: audience, with: program, because: nil, in: context, forEachPhoto)
      } catch let problem as PictureProblem {
        reason = "\(problem)"
      }
    }
    return try make(index, for: audience, with: nil, because: reason, in: context, forEachPhoto)
  }

  private func make(
    _ index: IndexFile,
    for audience: PictureAudience,
    with program: FilePathBytes?,
    because reason: String?,
    in context: CommandContext,
    _ forEachPhoto: ((FoundPhoto) throws -> Void) throws -> Void
  ) throws -> RowPictures? {
    if let reason, audience != .exact {
      context.say(
        "\(file) has no pictures: \(reason), and the previews that photos bring along may show more than a blurred \(noun) does"
      )
      return nil
    }
    let display = context.isQuiet ? nil : context.terminal.map { PictureProgressDisplay($0) }
    defer { display?.clear() }
    let made = try PagePictures(
      of: index,
      audience: audience,
      for: use,
      budget: budget,
      decoder: program,
      cache: program == nil ? nil : PictureCache(beside: index.path),
      progress: { display?.show($0) },
      forEachPhoto: forEachPhoto
    )
    display?.clear()
    explain(made.counts, reason, in: context)
    return made.pictures
  }

  private var noun: String { use == .page ? "page" : "file" }
  private var file: String { "the \(noun)" }

  /// - Parameters:
  ///   - counts: What became of the photos.
  ///   - reason: Why there are only the previews that photos bring along; `nil` where a decoder made pictures of them.
  ///   - context: Takes the words.
  private func explain(_ counts: PagePictures.Counts, _ reason: String?, in context: CommandContext) {
    // What a photo does not bring along is no fault of its file.
    let problems = counts.problems.filter { $0.problem != .noPreview }
    for (path, problem) in problems.prefix(Self.problemLimit) {
      context.say("no picture of \(path): \(problem)")
    }
    if problems.count > Self.problemLimit {
      let more = problems.count - Self.problemLimit
      context.say("no picture of \(more) more photo\(more == 1 ? "" : "s")")
    }
    // Where there is no photo, the answer says so.
    if counts.photos > 0 { context.note(sentence(counts, because: reason)) }
  }

  /// `pictures of 812 of 850 photos, 402 of them large too: 11.2 MB`, and why there are only previews that photos bring along.
  func sentence(_ counts: PagePictures.Counts, because reason: String? = nil) -> String {
    let photos = counts.photos == 1 ? "1 photo" : "\(counts.photos) photos"
    guard counts.small > 0 else {
      guard let reason else { return "no pictures of \(photos)" }
      let none = counts.photos == 1 ? "the photo brings no preview" : "none of the \(photos) brings a preview"
      return "\(file) has no pictures: \(reason), and \(none) along"
    }
    var words = "pictures of \(counts.small) of \(photos)"
    if use == .page {
      words +=
        counts.large == counts.small ? ", all of them large too" : ", \(counts.large) of them large too"
    }
    words += ": \(FixedPoint.text(Double(counts.bytes) / 1e6, decimals: 1)) MB"
    if counts.leftOut > 0 { words += ", the newest; --pictures all takes all" }
    if let reason { words += ", only previews that photos bring along: \(reason)" }
    return words
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
