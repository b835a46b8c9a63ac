import FuzzSupport
import Glibc

@testable import CatalogKit
@testable import TestSupport

/// A whole index: opened, asked, read through and exported.
///
/// The first bytes of an input say what is asked and how the others become a file. Without that no change to the lines of an
/// index would come past its checksum.
enum IndexHarness {
  static func run(_ bytes: [UInt8]) {
    guard bytes.count >= Request.length else { return }
    let request = Request(Array(bytes.prefix(Request.length)))
    let rest = Array(bytes.dropFirst(Request.length))
    switch request.kind {
    case .file: write(rest, to: path)
    case .lines: write(IndexBytes.file(lines: IndexBytes.lines(of: rest)), to: path)
    case .photos: write(IndexBytes.file(photos: IndexBytes.photos(of: rest)), to: path)
    case .places: write(IndexBytes.file(photos: IndexBytes.photosAtPlaces(rest)), to: path)
    }
    if request.isScanned { _ = try? PreviousIndex(path: FilePathBytes(path), readAll: false) }
    guard let index = try? IndexFile(path: FilePathBytes(path)) else {
      expect(!request.kind.isWritten, "an index that was written can be opened")
      return
    }
    if request.isCounted { _ = (try? IndexStatus(index))?.longitudeEdges }
    if request.isVerified, let result = try? index.verify(), request.kind.isWritten {
      let kinds = Set(result.findings.map(\.kind))
      // Photos that are made of bytes may share a path.
      expect(kinds.isSubset(of: [.time, .duplicate]), "an index that was written is whole")
    }
    let photos = IndexAnswers.photos(of: index)
    expect(
      !request.kind.isWritten || photos != nil && index.isSorted,
      "an index that was written can be read"
    )
    // A sorted index is trusted, but only in what was written as a scan writes it.
    guard let photos, !index.isSorted || IndexAnswers.isAsWritten(index) else {
      _ = try? request.query.run(on: index)
      return
    }
    if request.isExported { IndexAnswers.checkExport(of: index) }
    IndexAnswers.check(request.query, on: index, photos)
  }

  private static let path: String = {
    let folder = "/dev/shm/catalog-fuzz-\(getpid())"
    mkdir(folder, 0o700)
    atexit {
      unlink(IndexHarness.path)
      rmdir("/dev/shm/catalog-fuzz-\(getpid())")
    }
    return "\(folder)/catalog.json"
  }()

  /// What the first bytes of an input say.
  struct Request {
    static let length = 12
    let kind: Kind
    let query: NearQuery
    // What takes its time and need not be done with every input.
    let isScanned: Bool
    let isCounted: Bool
    let isExported: Bool
    let isVerified: Bool

    /// What the rest of an input is.
    enum Kind: UInt8, CaseIterable {
      /// A file.
      case file
      /// Photo lines, whatever they say, in a file that is right otherwise.
      case lines
      /// Photo lines that are decoded and written anew.
      case photos
      /// Latitudes and longitudes of four bytes each: many photos in a short input.
      case places

      /// Whether the index is one that a scan could have written.
      var isWritten: Bool { self == .photos || self == .places }
    }

    init(_ bytes: [UInt8]) {
      kind = Kind(rawValue: bytes[0] % 4) ?? .file
      isScanned = bytes[0] & 4 != 0
      isCounted = bytes[0] & 8 != 0
      isExported = bytes[0] & 16 != 0
      isVerified = bytes[0] & 32 != 0
      let center = IndexBytes.coordinate(bytes[1..<9])
      // From a millimetre to around the globe.
      let radius = Distance(metres: 0.001 * Double(1 << (Int(bytes[9]) % 36)))
      let limit = Int(bytes[10])
      let scope: NearQuery.Scope =
        bytes[11] % 2 == 0
        ? radius.map { .within($0, limit: limit == 0 ? nil : limit) } ?? .nearest(limit, within: nil)
        : .nearest(limit + 1, within: bytes[11] % 4 == 1 ? nil : radius)
      query = NearQuery(center: center, scope: scope)
    }
  }

  static var seeds: [[UInt8]] {
    let around: [UInt8] = [0xB5, 0x6F, 0, 0, 0xDA, 0x4B, 0, 0]
    let line = Array(LineHarness.seeds.joined(separator: [UInt8(ascii: "\n")]))
    let places = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    let file = IndexBytes.file(photos: IndexBytes.photos(of: line))
    return [
      [60] + around + [30, 0, 0] + file, [0] + around + [30, 9, 1] + file.filter { $0 != 0x0A },
      [61] + around + [30, 5, 0] + line, [62] + around + [30, 5, 0] + line, [2] + around + [10, 2, 1] + line,
      [63] + around + [35, 0, 0] + places, [3] + around + [30, 4, 3] + places,
      [3] + around + [33, 3, 1] + places,
    ]
  }
}

extension IndexFile {
  var isSorted: Bool { if case .sorted = layout { true } else { false } }
}
