import CatalogKit
import HTTPTypes
import Hummingbird
import NIOCore

/// Sends a file as it is, whole or one range of it, piece by piece: the next is read when the last one is on its way.
struct FileAnswer: Sendable {
  let file: FileReader
  let contentType: String
  let tag: EntityTag
  /// How many are sent at once.
  let slots: SlotLimit
  /// The connection's event loop; `nil` where there is no network.
  let loop: (any EventLoop)?

  private static let pieceSize = 64 << 10

  /// The answer.
  ///
  /// - Parameter headers: The request's.
  /// - Returns: The file, a part of it, or that it has not changed.
  /// - Throws: ``Problem``: 503 where too many are sent already.
  func response(_ headers: HTTPFields) throws(Problem) -> Response {
    var fields: HTTPFields = [.acceptRanges: "bytes", .eTag: tag.text, .contentType: contentType]
    if tag.isKnown(headers) { return Response(status: .notModified, headers: fields) }
    let size = file.status.size
    let condition = headers[.ifRange]
    switch ByteRange(condition == nil || condition == tag.text ? headers[.range] : nil, size: size) {
    case .unsatisfiable:
      throw Problem(
        status: .rangeNotSatisfiable,
        detail: "The file has no such bytes.",
        headers: [.contentRange: "bytes */\(size)"]
      )
    case .all:
      return Response(status: .ok, headers: fields, body: try body(0..<size))
    case .part(let range):
      fields[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
      return Response(status: .partialContent, headers: fields, body: try body(range))
    }
  }

  private func body(_ range: Range<Int>) throws(Problem) -> ResponseBody {
    guard let slot = slots.take() else { throw .busy }
    return ResponseBody(contentLength: range.count) { [file, loop] writer in
      defer { withExtendedLifetime(slot) {} }
      var offset = range.lowerBound
      while offset < range.upperBound {
        let bytes = try file.read(at: offset, count: min(Self.pieceSize, range.upperBound - offset))
        // Somebody cut the file off: the client has to see that it did not get all of it.
        guard !bytes.isEmpty else { throw CutOff() }
        try await writer.write(ByteBuffer(bytes: bytes))
        // Only once the connection has the piece is it known whether it takes another; without that all pieces would wait in memory.
        try await loop?.submit {}.get()
        offset += bytes.count
      }
      try await writer.finish(nil)
    }
  }

  private struct CutOff: Error {}
}
