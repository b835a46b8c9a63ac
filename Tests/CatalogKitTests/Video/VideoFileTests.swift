import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Video")
struct VideoFileTests {
  private typealias Build = ISOMediaBuilder

  private let brands = ISOMediaBuilder.ftyp(["isom", "mp42"])
  private let seoul = "+37.5665+126.9780+035.000/"
  private let location = "com.apple.quicktime.location.ISO6709"
  /// 2024-05-06T07:08:09Z.
  private let created = 1_714_979_289 + 2_082_844_800

  private func photo(_ boxes: [UInt8]...) -> Photo {
    PhotoExtractor().read(brands + Build.box("moov", boxes.flatMap(\.self)), as: FilePathBytes("a.mp4"))
  }

  private func place(_ photo: Photo) -> [Double]? {
    photo.position.map { [$0.coordinate.latitude, $0.coordinate.longitude] }
  }

  private func place(_ metadata: PhotoMetadata?) -> [Double]? {
    guard let position = try? metadata?.position.get() else { return nil }
    return [position.coordinate.latitude, position.coordinate.longitude]
  }

  @Test("Apple's names and values tell place, accuracy, time and camera", arguments: [false, true])
  func keys(hasVersion: Bool) throws {
    let found = photo(
      Build.meta(
        [
          ("com.apple.quicktime.location.accuracy.horizontal", "4.5"),
          (location, seoul), ("com.apple.quicktime.make", "Apple"),
          ("com.apple.quicktime.model", "iPhone 15"), ("com.apple.quicktime.software", "17.4"),
          ("com.apple.quicktime.creationdate", "2024-05-06T16:08:09+0900"),
        ],
        hasVersion: hasVersion
      )
    )
    let position = try #require(found.position)
    #expect(place(found) == [37.5665, 126.978])
    #expect(position.altitude == 35)
    #expect(position.accuracy == 4.5)
    #expect(position.source == .video)
    #expect(found.make == "Apple")
    #expect(found.model == "iPhone 15")
    #expect(found.taken?.description == "2024-05-06T16:08:09+09:00")
  }

  @Test("An accuracy below zero, Apple's word for none, is none", arguments: ["-1", "-0.001", "-4.5"])
  func negativeAccuracy(_ text: String) throws {
    let accuracy = ("com.apple.quicktime.location.accuracy.horizontal", text)
    let found = photo(Build.meta([(location, seoul), accuracy]))
    #expect(place(found) == [37.5665, 126.978])
    #expect(found.position?.accuracy == nil)
  }

  @Test("User data hold place and camera as texts")
  func userData() {
    let found = photo(
      Build.udta(Build.text("©xyz", seoul), Build.text("©mak", "Cat"), Build.text("©mod", "Nine"))
    )
    #expect(place(found) == [37.5665, 126.978])
    #expect(found.make == "Cat")
    #expect(found.model == "Nine")
  }

  @Test("Apple's names and values may lie in the user data")
  func keysInUserData() {
    #expect(
      place(photo(Build.udta(Build.meta([(location, seoul)], hasVersion: true)))) == [37.5665, 126.978]
    )
  }

  @Test("A text that says it is longer than its box is cut to it")
  func longText() {
    let text = Build.box("©xyz", [0xFF, 0xFF, 0, 0] + Array(seoul.utf8))
    #expect(place(photo(Build.udta(text))) == [37.5665, 126.978])
  }

  @Test(
    "3GPP's place is read behind its name, in UTF-8 or UTF-16",
    arguments: [
      [0], Array("Sydney".utf8) + [0], [0xFE, 0xFF, 0, 0x53, 0, 0x79, 0, 0],
      [0xFF, 0xFE, 0x53, 0, 0x79, 0, 0, 0], [0xFE, 0xFF, 0x53, 0, 0x79, 0, 0, 0], [0xFE, 0xFF, 0, 0],
    ]
  )
  func loci(name: [UInt8]) throws {
    let box = Build.loci(latitude: -33.5, longitude: 151.25, altitude: -12.5, name: name)
    let found = photo(Build.udta(box))
    #expect(place(found) == [-33.5, 151.25])
    #expect(found.position?.altitude == -12.5)
  }

  @Test("A place whose name does not end is damage, not a guess")
  func endlessName() {
    let name = [UInt8](repeating: 0x61, count: 1000)
    let box = Build.udta(Build.loci(latitude: 1, longitude: 2, name: name))
    let pieces = PhotoPieces(brands + Build.moov(box))
    #expect(place(pieces.videos.first) == nil)
    #expect(pieces.error == .damaged("a place's name without an end", offset: 512))
  }

  @Test("The movie's header tells the time in UTC, in 32 or 64 bits", arguments: [0, 1])
  func header(version: Int) {
    let found = photo(Build.mvhd(version: version, created))
    #expect(found.taken?.description == "2024-05-06T07:08:09+00:00")
    #expect(found.taken?.offset?.source == .video)
    #expect(found.problem?.reason == PositionProblem.none.description)
  }

  @Test("A time before 1970 is one")
  func oldTime() {
    #expect(photo(Build.mvhd(1)).taken?.description == "1904-01-01T00:00:01+00:00")
  }

  @Test("Zero and what is beyond the year 9999 are no time", arguments: [0, 255_485_232_000, -1, Int.max])
  func noTime(seconds: Int) {
    #expect(photo(Build.mvhd(version: 1, seconds)).taken == nil)
  }

  @Test("A stated time comes before the header's, wherever the two are")
  func times() {
    let stated = Build.meta([("com.apple.quicktime.creationdate", "2020-01-02T03:04:05-0330")])
    let header = Build.mvhd(created)
    for found in [photo(stated, header), photo(header, stated)] {
      #expect(found.taken?.description == "2020-01-02T03:04:05-03:30")
    }
    let none = Build.meta([("com.apple.quicktime.creationdate", "yesterday")])
    #expect(photo(none, header).taken?.description == "2024-05-06T07:08:09+00:00")
  }

  @Test("Zero, out of range and what is no place are named")
  func problems() {
    for (text, expected) in [
      ("+00.0000-000.0000/", PositionProblem.zero), ("+90.5+010/", .outOfRange(.latitude, 90.5)),
      ("+10+180.5/", .outOfRange(.longitude, 180.5)), ("here", .unreadable(.latitude)),
      ("", .unreadable(.latitude)),
    ] {
      #expect(photo(Build.udta(Build.text("©xyz", text))).problem?.reason == expected.description)
    }
    #expect(
      photo(Build.udta(Build.loci(latitude: 0, longitude: 0))).problem?.reason
        == PositionProblem.zero.description
    )
    let far = Build.udta(Build.loci(latitude: -91, longitude: 0))
    #expect(photo(far).problem?.reason == PositionProblem.outOfRange(.latitude, -91).description)
  }

  @Test("Zero in one of the two is a real place")
  func halfZero() {
    #expect(place(photo(Build.udta(Build.text("©xyz", "+51.5+000.0/")))) == [51.5, 0])
    #expect(place(photo(Build.udta(Build.loci(latitude: 0, longitude: 9.5)))) == [0, 9.5])
  }

  @Test("XMP lies in a box of its own")
  func xmp() {
    let packet = Array("<x:xmpmeta/>".utf8)
    let pieces = PhotoPieces(
      brands + Build.moov(Build.mvhd(created)) + Build.uuid(Build.xmpUUID, packet)
    )
    #expect(pieces.order == ["video", "xmp"])
    #expect(pieces.xmp == [packet])
  }

  @Test("Old QuickTime has no box of brands", arguments: ["moov", "mdat", "wide", "free", "skip", "pnot"])
  func oldQuickTime(first: String) {
    let movie = Build.moov(Build.mvhd(created), Build.udta(Build.text("©xyz", seoul)))
    let pieces = PhotoPieces((first == "moov" ? [] : Build.box(first, [])) + movie)
    #expect(pieces.format == .video)
    #expect(place(pieces.videos.first) == [37.5665, 126.978])
  }

  @Test("A movie box behind 20 GB of pictures costs few bytes")
  func hugeFile() {
    let head = brands + Build.large("mdat", size: 20 << 30, [])
    let start = brands.count + (20 << 30)
    let movie = Build.moov(Build.mvhd(created), Build.udta(Build.text("©xyz", seoul)))
    let pieces = PhotoPieces(
      SparseFile(size: start + movie.count, pieces: [(0, head), (start, movie)]).source
    )
    #expect(place(pieces.videos.first) == [37.5665, 126.978])
    #expect(pieces.counts.bytes <= 32 << 10)
  }

  @Test("A file without a movie box is damaged, or cut off")
  func noMovie() {
    #expect(PhotoPieces(brands).error == .damaged("no movie box", offset: 0))
    let cut = brands + [0, 0, 1, 0] + Array("mdat".utf8) + [1, 2, 3]
    #expect(PhotoPieces(cut).error == .endOfFile(offset: cut.count))
  }

  @Test("A damaged box in the movie does not hide what the others say")
  func damagedBox() {
    let good = Build.udta(Build.text("©xyz", seoul))
    let endless = Build.full("keys", Build.number(1, 4) + [0, 0, 0, 3] + Array("mdta".utf8))
    for bad in [
      Build.box("mvhd", [0]), Build.box("udta", Build.box("©xyz", [1])),
      Build.box("udta", Build.box("loci", [])),
      Build.box("meta", endless + Build.box("ilst", [])),
      Build.box("meta", Build.full("keys", Build.number(257, 4)) + Build.box("ilst", [])),
    ] {
      for boxes in [bad + good, good + bad] {
        let pieces = PhotoPieces(brands + Build.box("moov", boxes))
        #expect(place(pieces.videos.first) == [37.5665, 126.978])
        #expect(pieces.error != nil)
      }
    }
    let broken = PhotoPieces(brands + Build.moov(good, [0, 0, 0, 3] + Array("trak".utf8)))
    #expect(place(broken.videos.first) == [37.5665, 126.978])
    #expect(broken.error == .damaged("a box without a size", offset: good.count))
  }

  @Test("A movie box that is cut off tells what comes before the cut, and that it is cut off")
  func cutOff() {
    let movie = Build.moov(
      Build.udta(Build.text("©xyz", seoul)),
      Build.meta([("com.apple.quicktime.make", "Apple")])
    )
    for count in [1, 20, 60] {
      let file = brands + movie.dropLast(count)
      let pieces = PhotoPieces(file)
      #expect(place(pieces.videos.first) == [37.5665, 126.978])
      #expect(pieces.error == .endOfFile(offset: file.count))
    }
  }

  @Test("Values without a name, and names without a value, are passed over")
  func strayValues() {
    let names = Build.full("keys", Build.number(0, 4))
    let data = Build.box("data", Build.number(0, 8) + Array(seoul.utf8))
    let item = { (number: Int, payload: [UInt8]) in
      Build.number(payload.count + 8, 4) + Build.number(number, 4) + payload
    }
    for list in [item(1, data), item(0, data), item(0xFFFF_FFFF, data), item(1, []), []] {
      #expect(
        photo(Build.box("meta", names + Build.box("ilst", list))).problem?.reason
          == PositionProblem.none.description
      )
    }
    #expect(photo(Build.box("meta", names)).problem?.reason == PositionProblem.none.description)
    #expect(photo(Build.box("meta", [])).problem?.reason == PositionProblem.none.description)
  }

  @Test("Prefixes and mutations neither trap nor read beyond the limit")
  func damaged() {
    let file =
      brands + Build.large("mdat", [1, 2, 3])
      + Build.moov(
        Build.mvhd(version: 1, created),
        Build.meta([(location, seoul), ("com.apple.quicktime.creationdate", "2024-05-06T16:08:09+0900")]),
        Build.udta(
          Build.loci(latitude: 1, longitude: 2, name: [0xFE, 0xFF, 0, 0x53, 0, 0]),
          Build.text("©xyz", seoul),
          Build.meta([("com.apple.quicktime.make", "Apple")], hasVersion: true),
          Build.items([("©xyz", seoul), ("©day", "2024")]),
          Build.box("XMP_", Array(XMPSample.good.utf8)),
          Build.box("CNTH", Build.box("CNDA", JPEGBuilder().exif(RawTIFF.photo().bytes).scan().bytes))
        )
      )
    DamagedFiles.readPrefixes(of: file)
    DamagedFiles.readMutations(of: file)
  }
}
