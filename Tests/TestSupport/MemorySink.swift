@testable import CatalogKit

/// Keeps what is written.
final class MemorySink: ByteSink {
  var bytes: [UInt8] = []
  var text: String { String(decoding: bytes, as: UTF8.self) }
  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) { self.bytes += bytes }
}

extension PhotoExporter {
  /// What the format makes of some photos.
  func bytes(_ photos: [FoundPhoto]) throws -> [UInt8] {
    let memory = MemorySink()
    var exporter = self
    try exporter.begin(memory)
    for photo in photos { try exporter.add(photo, to: memory) }
    try exporter.end(memory)
    return memory.bytes
  }

  func text(_ photos: [FoundPhoto]) throws -> String {
    String(decoding: try bytes(photos), as: UTF8.self)
  }

  /// What the format makes of an index.
  func bytes(_ index: FilePathBytes, _ selection: PhotoSelection = PhotoSelection()) throws -> [UInt8] {
    let memory = MemorySink()
    var exporter = self
    try exporter.export(IndexFile(path: index), as: selection, to: memory)
    return memory.bytes
  }
}
