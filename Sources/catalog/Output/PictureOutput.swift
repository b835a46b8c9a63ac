import CatalogKit
import CatalogMap
import CatalogPictures

extension OutputRequest {
  /// Writes photos and, where the format has them, their pictures: to the file that is named, as a whole or not at all, or to standard output.
  ///
  /// - Parameters:
  ///   - exporter: The writer of the format.
  ///   - index: The index that the photos are of.
  ///   - audience: Who sees the pictures.
  ///   - context: Shows progress, takes the words, and has standard output.
  ///   - forEachPhoto: Calls with each photo, in order. It is asked once more for the pictures.
  /// - Throws: ``UnshowableFormat``, `OutputFileError`, `IndexError`, `SystemError`, and what the closure throws.
  func write(
    _ exporter: inout any PhotoExporter,
    of index: IndexFile,
    for audience: PictureAudience = .exact,
    in context: CommandContext,
    _ forEachPhoto: ((FoundPhoto) throws -> Void) throws -> Void
  ) throws {
    try write(&exporter, of: index, for: audience, in: context, pictured: forEachPhoto) { exporter, sink in
      try forEachPhoto { try exporter.add($0, to: sink) }
    }
  }

  /// The same of a selection, which some formats write on all cores.
  func write(
    _ exporter: inout any PhotoExporter,
    of index: IndexFile,
    _ selection: PhotoSelection,
    in context: CommandContext
  ) throws {
    var pictured = selection
    pictured.keepsFiles = true
    let audience = selection.blur.map { PictureAudience.shared($0) } ?? .exact
    try write(&exporter, of: index, for: audience, in: context) { body in
      try pictured.forEachPhoto(of: index, body)
    } add: { exporter, sink in
      try exporter.add(index, selection, to: sink)
    }
  }

  private func write(
    _ exporter: inout any PhotoExporter,
    of index: IndexFile,
    for audience: PictureAudience,
    in context: CommandContext,
    pictured forEachPhoto: ((FoundPhoto) throws -> Void) throws -> Void,
    add: (inout any PhotoExporter, any ByteSink) throws -> Void
  ) throws {
    let output = try file.map { try OutputFile($0, exporting: index) }
    if format.isBinary, output == nil, context.isTerminal(1) { throw UnshowableFormat(name: format.rawValue) }
    var made: RowPictures?
    if action == nil, let use = format.pictureUse {
      let request = PagePictureRequest(use: use, budget: pictures)
      made = try request.make(index, for: audience, in: context, forEachPhoto)
    }
    let sink: any ByteSink = output ?? self.sink(in: context)
    if var archive = exporter as? KMZExporter, let made {
      archive.expectPictures(of: made.rows)
      exporter = archive
    }
    try exporter.begin(sink)
    try add(&exporter, sink)
    if let made { try Self.add(made, to: &exporter, sink) }
    try exporter.end(sink)
    if let output { try output.commit() } else { try context.output.flush() }
  }

  private static func add(_ pictures: RowPictures, to exporter: inout any PhotoExporter, _ sink: any ByteSink)
    throws
  {
    if var page = exporter as? HTMLExporter {
      try page.addPictures(pictures.lazy.map { PagePicture($0) }, to: sink)
      exporter = page
    } else if var archive = exporter as? KMZExporter {
      for picture in pictures { try archive.addPicture(picture.bytes, of: picture.row, to: sink) }
      exporter = archive
    }
  }
}

/// A format of bytes is to be shown on a terminal.
struct UnshowableFormat: Error, CustomStringConvertible {
  let name: String

  /// One sentence for people.
  var description: String { "\(name) is no text that a terminal shows. Name a file with -o FILE" }
}
