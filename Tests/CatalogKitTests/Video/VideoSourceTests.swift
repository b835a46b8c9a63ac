import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Where a video says its place")
struct VideoSourceTests {
  private typealias Build = ISOMediaBuilder

  private let brands = ISOMediaBuilder.ftyp(["isom", "mp42"])

  /// A movie with boxes in it, and boxes of the file after it.
  private func photo(_ boxes: [UInt8], after: [UInt8] = []) -> Photo {
    PhotoExtractor().read(brands + Build.box("moov", boxes) + after, as: FilePathBytes("a.mp4"))
  }

  private func latitude(_ boxes: [UInt8], after: [UInt8] = []) -> Double? {
    photo(boxes, after: after).position?.coordinate.latitude
  }

  /// An XMP packet with a latitude of this many degrees.
  private func packet(_ degrees: Int) -> [UInt8] {
    Array(
      """
      <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="\(degrees),0.0N"
      exif:GPSLongitude="10,0.0E"/></rdf:RDF></x:xmpmeta>
      """.utf8
    )
  }

  private func canon() -> [UInt8] {
    Build.box("CNTH", Build.box("CNDA", JPEGBuilder().exif(RawTIFF.photo(make: "Canon").bytes).scan().bytes))
  }

  private func track(_ boxes: [UInt8], format: String = "mett", samples: [[UInt8]] = []) -> [UInt8] {
    Build.box("trak", boxes)
  }

  /// The sources in their order, each with another latitude.
  private var sources: [(boxes: [UInt8], latitude: Double)] {
    [
      (Build.meta([("com.apple.quicktime.location.ISO6709", "+01+010/")]), 1),
      (Build.meta([("location", "+02+010/")]), 2),
      (Build.udta(Build.meta([("location-eng", "+03+010/")], hasVersion: true)), 3),
      (Build.udta(Build.text("©xyz", "+04+010/")), 4),
      (Build.udta(Build.items([("©xyz", "+05+010/")])), 5),
      (Build.udta(Build.loci(latitude: 6, longitude: 10)), 6),
      (Build.udta(Build.box("XMP_", packet(7))), 7),
      (Build.udta(canon()), RawTIFF.latitude),
      (track(Build.meta([("com.apple.quicktime.location.ISO6709", "+08+010/")])), 8),
      (track(Build.udta(Build.text("©xyz", "+09+010/"))), 9),
    ]
  }

  @Test("Each source counts where all before it are missing, wherever they are")
  func order() throws {
    for first in sources.indices {
      let rest = sources[first...].flatMap(\.boxes)
      let found = try #require(latitude(rest))
      #expect(abs(found - sources[first].latitude) < 1e-6)
      let reversed = sources[first...].reversed().flatMap(\.boxes)
      let again = try #require(latitude(reversed))
      #expect(abs(again - sources[first].latitude) < 1e-6)
    }
  }

  @Test("A source that is no position gives way to the next", arguments: ["+00+000/", "nowhere", "+91+000/"])
  func bad(_ text: String) {
    let bad = Build.meta([("com.apple.quicktime.location.ISO6709", text)])
    for source in sources.dropFirst() {
      #expect(abs((latitude(bad + source.boxes) ?? 0) - source.latitude) < 1e-6)
    }
  }

  @Test("XMP in a box of the file counts before Exif, and after the movie's own fields")
  func fileXMP() {
    let box = Build.uuid(Build.xmpUUID, packet(7))
    #expect(latitude(Build.udta(canon()), after: box) == 7)
    #expect(photo(Build.udta(canon()), after: box).position?.source == .xmp)
    #expect(latitude(Build.udta(Build.loci(latitude: 6, longitude: 10)), after: box) == 6)
    #expect(latitude(box) == 7)
  }

  @Test("Canon's thumbnail gives place, camera and date, but not the size of the picture")
  func canonThumbnail() {
    let size = RawTIFF([
      [.init(tag: 0x8769, value: .directory(1)), .init(tag: 0x8825, value: .directory(2))],
      [.init(tag: 0xA002, value: .short([160])), .init(tag: 0xA003, value: .short([120]))] + RawTIFF.exif,
      RawTIFF.gps,
    ])
    let jpeg = JPEGBuilder().exif(size.bytes).frame(width: 160, height: 120).scan().bytes
    let found = photo(Build.udta(Build.box("CNTH", Build.box("CNDA", jpeg))) + Build.mvhd(3_797_823_689))
    #expect(found.position?.source == .exif)
    #expect(found.pixelSize == nil)
    #expect(found.taken?.description == "2024-05-06T07:08:09")
    #expect(found.takenSource == .original)
    #expect(photo(Build.udta(canon())).make == "Canon")
  }

  @Test("A thumbnail that is no JPEG is named")
  func badThumbnail() {
    let box = Build.udta(Build.box("CNTH", Build.box("CNDA", [0xFF, 0xD8, 1, 2])))
    #expect(photo(box).problem?.reason == "JPEG in the video: damaged: no JPEG marker at byte 2")
  }

  @Test(
    "Cameras are named by Apple's names, Android's, and QuickTime's texts",
    arguments: [
      Build.meta([("com.apple.quicktime.make", "Acme"), ("com.apple.quicktime.model", "One")]),
      Build.meta([("com.android.manufacturer", "Acme"), ("com.android.model", "One")]),
      Build.udta(Build.text("©mak", "Acme"), Build.text("©mod", "One")),
      Build.udta(Build.items([("©mak", "Acme"), ("©mod", "One")])),
      Build.box("trak", Build.udta(Build.text("©mak", "Acme"), Build.text("©mod", "One"))),
    ]
  )
  func cameras(boxes: [UInt8]) {
    let found = photo(boxes)
    #expect(found.make == "Acme")
    #expect(found.model == "One")
  }

  @Test("The accuracy is that of Apple's place, and of no other")
  func accuracy() {
    let accuracy = ("com.apple.quicktime.location.accuracy.horizontal", "4.5")
    #expect(
      photo(Build.meta([accuracy, ("com.apple.quicktime.location.ISO6709", "+01+010/")])).position?.accuracy
        == 4.5
    )
    #expect(
      photo(Build.meta([accuracy]) + Build.udta(Build.text("©xyz", "+04+010/"))).position?.accuracy == nil
    )
  }

  @Test("A place without the length and language in front of it is read")
  func bareText() {
    #expect(latitude(Build.udta(Build.box("©xyz", Array("+04+010/".utf8)))) == 4)
    #expect(latitude(Build.udta(Build.box("©xyz", Array("-04+010/".utf8)))) == -4)
  }

  @Test("A movie that says all costs nothing for its tracks")
  func tracksUnread() {
    let all = Build.meta([
      ("com.apple.quicktime.location.ISO6709", "+01+010/"),
      ("com.apple.quicktime.creationdate", "2024-05-06T16:08:09+0900"),
    ])
    let start = brands.count
    let tracks = (0..<4).map { _ in Build.box("trak", [UInt8](repeating: 0, count: 100_000)) }
    let movie = Build.box("moov", tracks.flatMap(\.self) + all)
    let pieces = PhotoPieces(
      SparseFile(size: start + movie.count, pieces: [(0, brands), (start, movie)]).source
    )
    #expect(pieces.videos.first?.hasPosition == true)
    // The beginning, a header each, and the window that holds the names.
    #expect(pieces.counts.calls <= 8)
  }

  @Test(
    "A movie box with tables of 12 MB, before or after 5 GB of pictures, costs few bytes",
    arguments: [false, true]
  )
  func largeTables(isMovieFirst: Bool) {
    let track = Build.box("trak", Build.box("mdia", [UInt8](repeating: 0, count: 12 << 20)))
    let movie = Build.box("moov", track + Build.udta(Build.text("©xyz", "+04+010/")))
    let size = 5 << 30
    let mdat = Build.large("mdat", size: size, [])
    let movieStart = isMovieFirst ? brands.count : brands.count + size
    let dataStart = isMovieFirst ? brands.count + movie.count : brands.count
    let file = SparseFile(
      size: brands.count + movie.count + size,
      pieces: [(0, brands), (movieStart, movie), (dataStart, mdat)]
    )
    let pieces = PhotoPieces(file.source)
    #expect(pieces.videos.first?.hasPosition == true)
    #expect(pieces.error == nil)
    #expect(pieces.counts.bytes <= 64 << 10)
  }

  @Test("A movie of thousands of fragments is read as far as a few of them")
  func fragments() {
    let fragment = Build.box("moof", [UInt8](repeating: 0, count: 100)) + Build.box("mdat", [1, 2, 3])
    let movie = Build.moov(Build.mvhd(3_797_823_689), Build.udta(Build.text("©xyz", "+04+010/")))
    let file = brands + movie + (0..<10_000).flatMap { _ in fragment }
    let pieces = PhotoPieces(file)
    #expect(pieces.videos.first?.hasPosition == true)
    #expect(pieces.error == nil)
    #expect(pieces.counts.bytes <= 64 << 10)
    // Without a place it is no damaged file either.
    let none = PhotoExtractor().read(
      brands + Build.moov(Build.mvhd(3_797_823_689)) + (0..<10_000).flatMap { _ in fragment },
      as: FilePathBytes("a.mp4")
    )
    #expect(none.problem == PhotoProblem("no position", isUnreadable: false))
  }

  @Test("What follows the movie box and is no box does not make the file a damaged one")
  func trailer() {
    let found = photo(Build.mvhd(3_797_823_689), after: [0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8])
    #expect(found.problem == PhotoProblem("no position", isUnreadable: false))
  }

  @Test("A compressed movie box is named")
  func compressed() {
    let found = photo(Build.box("cmov", [1, 2, 3]))
    #expect(found.problem?.reason == "damaged: a compressed movie box, which is not read at byte 0")
  }
}
