import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// What an index has to answer, found out the slow way.
enum IndexAnswers {
  static func photos(of index: IndexFile) -> [Photo]? {
    var photos: [Photo] = []
    do {
      try index.forEachPhoto { photos.append($0) }
      return photos
    } catch {
      return nil
    }
  }

  /// Whether each line of a sorted index is the one that its photo would have, in order.
  static func isAsWritten(_ index: IndexFile) -> Bool {
    var isAsWritten = true
    var last: UInt64 = 0
    do {
      try index.forEachLine { line in
        let order = SortKey.of(line)
        let written = try PhotoLine.decode(line).json
        isAsWritten = isAsWritten && order.map { $0 >= last } ?? false && written == Array(line)
        last = order ?? last
      }
    } catch {
      return false
    }
    return isAsWritten
  }

  /// Compares an answer with what comparing every photo gives.
  static func check(_ query: NearQuery, on index: IndexFile, _ photos: [Photo]) {
    let answer: NearQuery.Answer
    do {
      answer = try query.run(on: index)
    } catch {
      fail("an index that can be read can be asked: \(error)")
    }
    expect(answer.fallback == nil || !index.isSorted, "a search in a sorted index")
    let located = photos.compactMap { photo in
      (photo.position?.coordinate).map { (Geodesic(from: query.center, to: $0).distance, photo.path.bytes) }
    }
    let (radius, limit) = query.bounds
    let all = located.filter { $0.0 <= radius }.sorted {
      $0.0 == $1.0 ? $0.1.lexicographicallyPrecedes($1.1) : $0.0 < $1.0
    }
    let expected = all.prefix(limit ?? all.count)
    expect(answer.hits.map(\.distance) == expected.map { $0.0 }, "the same distances as comparing all")
    expect(answer.hits.map(\.photo.path.bytes) == expected.map { $0.1 }, "the same photos as comparing all")
    if case .within = query.scope { expect(answer.total == all.count, "the same number as comparing all") }
  }

  /// An export is one JSON value.
  static func checkExport(of index: IndexFile) {
    let output = Output()
    var exporter = JSONExporter()
    do {
      try exporter.export(index, to: output)
    } catch {
      fail("an index that can be read can be exported: \(error)")
    }
    let isJSON = output.bytes.withUnsafeBytes { bytes in
      var scanner = JSONScanner(bytes)
      return (try? scanner.skipValue()) != nil && (try? scanner.end()) != nil
    }
    expect(isJSON, "an export that is JSON")
  }

  private final class Output: ByteSink {
    var bytes: [UInt8] = []
    func write(_ more: UnsafeRawBufferPointer) { bytes += more }
  }
}

extension NearQuery {
  fileprivate var bounds: (radius: Double, limit: Int?) {
    switch scope {
    case .within(let radius, let limit): (radius.metres, limit)
    case .nearest(let count, let radius): (radius?.metres ?? .infinity, count)
    }
  }
}
