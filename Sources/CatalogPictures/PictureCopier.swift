public import CatalogKit

/// Copies pictures of photos into a folder, made smaller and without metadata, in place of the photos themselves.
///
/// They are JPEGs under the photos' names: `IMG_1.HEIC` becomes `IMG_1.jpg`. Nothing is overwritten, and a picture that is there already is not
/// written again.
public struct PictureCopier: PhotoExporter {
  public private(set) var count = 0
  /// Pictures that were written.
  public private(set) var copied = 0
  /// Pictures that were there already.
  public private(set) var present = 0
  /// Photos of which no picture could be made.
  public private(set) var failed = 0

  private var folder: CopyFolder
  private let mapping: PathMapping
  private let size: PictureSize
  private let worker: PreviewWorker
  private let locator = PictureLocator()
  private let interruption: () -> Int32?
  private let onFailure: (FilePathBytes, PictureProblem) -> Void

  /// How much of a picture is kept: for a screen, no difference is seen.
  private static let quality = 85

  /// - Parameters:
  ///   - folder: Where pictures go; it is made where only the one above it exists.
  ///   - index: The index whose photos they are of.
  ///   - start: The folder that a relative `folder` starts from; `nil` is where the process runs.
  ///   - edge: Pixels of the longer side, at most.
  ///   - decoder: `catalog-preview`.
  ///   - interruption: Asks whether to stop, and by which signal.
  ///   - onWait: Called again and again while another process copies into the folder.
  ///   - onFailure: Called for each photo of which no picture can be made.
  /// - Throws: ``PhotoCopyError``, ``IndexError``, or ``SystemError`` where the folder cannot be used.
  public init(
    into folder: FilePathBytes,
    of index: IndexFile,
    from start: FilePathBytes?,
    edge: Int,
    decoder: FilePathBytes,
    interruption: @escaping () -> Int32? = { nil },
    onWait: () -> Void = {},
    onFailure: @escaping (FilePathBytes, PictureProblem) -> Void = { _, _ in }
  ) throws {
    self.folder = try CopyFolder(folder, of: index, from: start) {
      if let signal = interruption() { throw PhotoCopyError.interrupted(signal, copied: 0) }
      onWait()
    }
    mapping = PathMapping(indexFolder: index.folder)
    size = PictureSize(edge: edge, coding: .jpeg, quality: Self.quality)
    worker = PreviewWorker(decoder)
    self.interruption = interruption
    self.onFailure = onFailure
  }

  public mutating func begin(_ sink: some ByteSink) throws {}
  public mutating func end(_ sink: some ByteSink) throws { folder.release() }

  public mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    if let signal = interruption() { throw PhotoCopyError.interrupted(signal, copied: copied) }
    count += 1
    guard let path = try photo.file()?.path else { return }
    let picture: SmallPicture
    do throws(PictureProblem) {
      picture = try self.picture(of: mapping.absolute(path))
    } catch {
      if case .noDecoder = error { throw error }
      failed += 1
      return onFailure(path, error)
    }
    let stem = FileNameParts(path.lastComponent.bytes).stem
    do throws(SystemError) {
      if try folder.add(picture.bytes, as: FilePathBytes(stem + Array(".jpg".utf8))) {
        copied += 1
      } else {
        present += 1
      }
    } catch {
      throw PhotoCopyError.stopped(error, copied: copied)
    }
  }

  private func picture(of path: FilePathBytes) throws(PictureProblem) -> SmallPicture {
    let file: OpenFile
    do throws(SystemError) {
      file = try OpenFile(path)
    } catch {
      throw .notOpened(error.reason)
    }
    let found = locator.pictures(of: file.contents)
    guard let source = found.main else { throw .unreadable(found.problem ?? "no picture in it") }
    return try worker.pictures(of: source, in: file.descriptor, [size])[0]
  }
}
