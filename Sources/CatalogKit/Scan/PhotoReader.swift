/// Reads one photo after another. One reader serves one thread: its buffers are used again for the next photo.
final class PhotoReader {
  private let source = ByteSource()
  private let followLinks: Bool

  init(followLinks: Bool = false) {
    self.followLinks = followLinks
  }

  /// Reads a photo of a folder. A photo that cannot be read is a photo with a problem.
  ///
  /// - Parameters:
  ///   - name: The file's name in the folder.
  ///   - directory: The open folder.
  ///   - path: The name that the photo is to have in the index.
  /// - Returns: The photo; `nil` where no such file is there any more, or a link that is not to be followed.
  func read(_ name: FilePathBytes, in directory: Directory, as path: FilePathBytes) -> Photo? {
    do throws(SystemError) {
      return try PhotoFile.withOpen(name, in: directory, followLinks: followLinks) { status, descriptor in
        source.open(size: status.size) { (offset, buffer) throws(SystemError) in
          try SystemCalls.read(descriptor, at: offset, into: buffer, name)
        }
        return photo(Photo(path: path, size: status.size, modified: status.modified))
      }
    } catch {
      if error.isMissing || error.isLink { return nil }
      // What the folder says of the file can be read without the right to read the file.
      let status = try? SystemCalls.status(of: name, in: directory.descriptor, followLinks: followLinks)
      var photo = Photo(
        path: path,
        size: status?.size ?? 0,
        modified: status?.modified ?? Timestamp(seconds: 0, nanoseconds: 0)
      )
      let reason =
        status.map { $0.kind == .file } ?? true
        ? ContainerError.system(error).description : "not a regular file"
      photo.problem = PhotoProblem(reason, isUnreadable: true)
      return photo
    }
  }

  /// Reads a photo from bytes in memory.
  func read(_ bytes: [UInt8], as path: FilePathBytes) -> Photo {
    source.open(bytes)
    return photo(Photo(path: path, size: bytes.count, modified: Timestamp(seconds: 0, nanoseconds: 0)))
  }

  /// What the last photo cost to read.
  var counts: ReadCounts { source.counts }

  private func photo(_ file: Photo) -> Photo {
    var photo = file
    var findings = PhotoFindings()
    let reader = ByteReader(source)
    do throws(ContainerError) {
      let format = try ExifLocator.format(of: reader)
      photo.format = format
      try ExifLocator.visitPieces(of: reader, in: format) { findings.add($0) }
    } catch {
      // A position that was read before the damage is a position.
      if findings.position == nil { photo.problem = PhotoProblem(error.description, isUnreadable: true) }
    }
    findings.fill(&photo)
    return photo
  }
}

/// What the pieces of one photo said, while they come in.
private struct PhotoFindings {
  private var metadata: PhotoMetadata?
  private var frameSize: PixelSize?
  private var damage: ContainerError?
  /// ``metadata`` comes from the last block, which ended too early; what continues the block replaces it.
  private var isOpen = false

  var position: Position? { try? metadata?.position.get() }

  mutating func add(_ piece: ContainerPiece) -> PieceVerdict {
    switch piece {
    case .pixelSize(let size):
      frameSize = frameSize ?? size
      return isEnough ? .enough : .next
    case .exif(let block): return read(block, isContinuation: false)
    case .continuedExif(let block): return read(block, isContinuation: true)
    case .exifParts, .xmp, .video, .unreadable: return .next
    }
  }

  /// The first block with a position wins, and the first of all where none has one.
  private mutating func read(_ block: ByteReader, isContinuation: Bool) -> PieceVerdict {
    do throws(ContainerError) {
      let repacked = try ExifRepack(block)
      guard let document = try? LibExifDocument(repacked) else { return .next }
      let found = PhotoMetadata(document)
      let hasPosition = (try? found.position.get()) != nil
      if metadata == nil || (isOpen && isContinuation) || (position == nil && hasPosition) {
        metadata = found
        isOpen = repacked.isIncomplete
      } else if !isContinuation {
        isOpen = false
      }
      return repacked.isIncomplete ? .incomplete : isEnough ? .enough : .next
    } catch {
      damage = damage ?? error
      return .next
    }
  }

  private var isEnough: Bool { position != nil && (metadata?.pixelSize ?? frameSize) != nil }

  func fill(_ photo: inout Photo) {
    photo.pixelSize = metadata?.pixelSize ?? frameSize
    if let metadata {
      photo.taken = metadata.taken
      photo.gpsTime = metadata.gpsTime
      photo.heading = metadata.heading
      photo.speed = metadata.speed
      photo.make = metadata.make
      photo.model = metadata.model
      photo.orientation = metadata.orientation
    }
    switch metadata?.position {
    case .success(let position):
      photo.position = position
    case .failure(let problem):
      photo.problem = photo.problem ?? PhotoProblem(problem.description, isUnreadable: false)
    case nil:
      let problem = damage.map { PositionProblem.damagedExif($0.description) } ?? .none
      photo.problem = photo.problem ?? PhotoProblem(problem.description, isUnreadable: false)
    }
  }
}
