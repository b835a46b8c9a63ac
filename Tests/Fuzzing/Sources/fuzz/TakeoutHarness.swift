@testable import CatalogKit
@testable import TestSupport

/// Google Takeout's JSON beside a photo.
enum TakeoutHarness {
  static func run(_ bytes: [UInt8]) {
    let source = ByteSource(bytes)
    guard let takeout = (try? TakeoutJSON.read(ByteReader(source))) ?? nil else { return }
    PhotoRules.check(takeout.metadata)
    let name = FilePathBytes("a.jpg")
    for candidate in SidecarNames([name, FilePathBytes(takeout.title)]).files(of: name).takeout {
      _ = candidate.accepts(takeout)
    }
  }

  static let seeds = [
    """
    {"title": "IMG_0042.HEIC", "description": "\\uD83D\\uDC08 \\"Miso\\"", "imageViews": "3",
    "photoTakenTime": {"timestamp": "1777600000", "formatted": "1 May 2026, 01:46:40 UTC"},
    "geoData": {"latitude": 37.5665, "longitude": 126.978, "altitude": 38.25, "latitudeSpan": 0.0},
    "geoDataExif": {"latitude": -1.5e0, "longitude": 2, "altitude": 3.0}, "people": [{"name": "A"}], "trashed": null}
    """,
    "{\"title\":\"a\",\"geoDataExif\":{\"latitude\":0.0,\"longitude\":0.0}}", "[1,2]",
  ].map { Array($0.utf8) }
}
