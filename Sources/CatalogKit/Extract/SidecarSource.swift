/// Where the files beside a photo come from: a folder, or whoever hands them over.
protocol SidecarSource {
  /// Hands a file to a closure.
  ///
  /// - Throws: ``SystemError`` where there is no such file, or it is not to be read.
  func withFile<R>(_ name: FilePathBytes, _ body: (FileContents) -> R) throws(SystemError) -> R

  /// Size and time of a file; `nil` where there is none.
  func state(of name: FilePathBytes) -> Sidecar?
}

extension SidecarSource {
  /// The sidecars of a photo as they are now; one that is gone is left out.
  func states(of files: SidecarFiles) -> [Sidecar] {
    (files.xmp + files.takeout.map(\.file)).compactMap(state)
  }
}

/// The files of a folder that is open.
struct OpenFolder: SidecarSource {
  let directory: Directory
  let followLinks: Bool

  func withFile<R>(_ name: FilePathBytes, _ body: (FileContents) -> R) throws(SystemError) -> R {
    try OpenRegularFile.withOpen(name, in: directory, followLinks: followLinks) { status, descriptor in
      body(FileContents(descriptor: descriptor, status: status, name: name))
    }
  }

  func state(of name: FilePathBytes) -> Sidecar? {
    let status = try? SystemCalls.status(of: name, in: directory.descriptor, followLinks: followLinks)
    return status.map { Sidecar(name: name, size: $0.size, modified: $0.modified) }
  }
}

/// Files that somebody hands over.
struct GivenFiles: SidecarSource {
  private let files: [FilePathBytes: FileContents]

  init(_ files: [FilePathBytes: FileContents]) {
    self.files = files
  }

  func withFile<R>(_ name: FilePathBytes, _ body: (FileContents) -> R) throws(SystemError) -> R {
    guard let file = files[name] else { throw .missing(name) }
    return body(file)
  }

  func state(of name: FilePathBytes) -> Sidecar? {
    files[name].map { Sidecar(name: name, size: $0.size, modified: $0.modified) }
  }
}
