import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Timed tracks of videos")
struct TimedTrackTests {
  private typealias Build = ISOMediaBuilder

  /// 2021-07-03T10:00:00Z.
  private let header = 1_625_306_400 + 2_082_844_800
  private let place = [-33.8586, -70.67, 520.5]

  private func photo(_ movie: MovieBuilder) -> Photo {
    PhotoExtractor().read(movie.bytes, as: FilePathBytes("a.mp4"))
  }

  private func photo(_ format: String, _ samples: [[UInt8]], perChunk: Int = 1) -> Photo {
    var movie = MovieBuilder()
    movie.tracks = [.init(format: format, samples: samples, samplesPerChunk: perChunk)]
    return photo(movie)
  }

  private func isAtPlace(_ photo: Photo) -> Bool {
    guard let found = photo.position else { return false }
    return abs(found.coordinate.latitude - place[0]) < 1e-6
      && abs(found.coordinate.longitude - place[1]) < 1e-6
      && found.source == .video
  }

  // MARK: GoPro

  @Test("GoPro's first fix gives place, altitude and time, and its dilution of precision no metres")
  func gps5() {
    let found = photo("gpmd", [TimedSample.goPro(TimedSample.gps5([place, [1, 2, 3]]))])
    #expect(isAtPlace(found))
    #expect(found.position?.altitude == 520.5)
    #expect(found.position?.accuracy == nil)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:00.250000000Z")
  }

  @Test("Samples without a lock, and those at 0, 0, are passed over")
  func noLock() {
    let none = TimedSample.goPro(TimedSample.gps5(lock: 0, [[50, 50]]))
    let zero = TimedSample.goPro(TimedSample.gps5([[0, 0]]))
    let good = TimedSample.goPro(TimedSample.gps5(lock: 2, time: "210703100007.000", [[0, 0], place]))
    for perChunk in 1...5 {
      let found = photo("gpmd", [none, none, zero, good], perChunk: perChunk)
      #expect(isAtPlace(found))
      #expect(found.gpsTime?.description == "2021-07-03T10:00:07.000000000Z")
    }
    let never = photo("gpmd", [none, zero, none])
    #expect(never.problem == PhotoProblem("no GPS fix in its track (gpmd)", isUnreadable: false))
  }

  @Test("One scale may count for all values, and none is no place")
  func scales() {
    #expect(isAtPlace(photo("gpmd", [TimedSample.goPro(TimedSample.gps5(scales: [10_000_000], [place]))])))
    for scales in [[], [0], [10_000_000, 0, 1000, 1000, 100]] {
      #expect(photo("gpmd", [TimedSample.goPro(TimedSample.gps5(scales: scales, [place]))]).position == nil)
    }
    let two = photo("gpmd", [TimedSample.goPro(TimedSample.gps5(scales: [10_000_000, 10_000_000], [place]))])
    #expect(isAtPlace(two))
    #expect(two.position?.altitude == nil)
  }

  @Test(
    "A time that is none leaves the place",
    arguments: [nil, "21", "21070310000x.250", "211303100000.250"]
  )
  func badTime(_ time: String?) {
    let found = photo("gpmd", [TimedSample.goPro(TimedSample.gps5(time: time, [place]))])
    #expect(isAtPlace(found))
    #expect(found.gpsTime == nil)
  }

  @Test("GPS9 has lock and time in each of its values")
  func gps9() {
    let stream = TimedSample.gps9([(50, 50, 1, 0), (0, 0, 0, 3), (place[0], place[1], place[2], 3)])
    let found = photo("gpmd", [TimedSample.goPro(stream)])
    #expect(isAtPlace(found))
    #expect(found.position?.altitude == 520.5)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:00.250000000Z")
    #expect(photo("gpmd", [TimedSample.goPro(TimedSample.gps9([(50, 50, 1, 0)]))]).position == nil)
  }

  @Test("An item that is longer than what it lies in is damage, and the next sample counts")
  func longItem() {
    let good = TimedSample.goPro(TimedSample.gps5([place]))
    var bad = good
    bad.replaceSubrange(6..<8, with: [0xFF, 0xFF])
    #expect(isAtPlace(photo("gpmd", [bad, good])))
    let reason = "GPS track (gpmd): damaged: a GPMF item that is longer than what it lies in at byte 0"
    #expect(photo("gpmd", [bad]).problem == PhotoProblem(reason, isUnreadable: false))
  }

  @Test("Samples of another maker under GoPro's name are named")
  func otherMaker() {
    let reason = "GPS track (gpmd): damaged: samples that are not GoPro's at byte 0"
    let sample = Array("FMAS".utf8) + [UInt8](repeating: 1, count: 200)
    #expect(photo("gpmd", [sample]).problem?.reason == reason)
  }

  // MARK: Google

  @Test("A camm sample of type 5 is a place, those of other types are passed over")
  func camm5() {
    let gyro = TimedSample.camm(type: 2, .init(repeating: 1, count: 12))
    let found = photo(
      "camm",
      [gyro, gyro, gyro, TimedSample.camm5(place[0], place[1], place[2])],
      perChunk: 3
    )
    #expect(isAtPlace(found))
    #expect(found.position?.altitude == 520.5)
    #expect(found.gpsTime == nil)
  }

  @Test("A camm sample of type 6 has time and accuracy in metres, and may have no fix")
  func camm6() {
    // GPS's clock began in 1980 and was 18 s ahead in 2021.
    let seconds = Double(1_625_306_400 - 315_964_800 + 18) + 0.5
    let none = TimedSample.camm6(seconds: seconds, fix: 0, 50, 50)
    var movie = MovieBuilder()
    movie.boxes = Build.mvhd(header)
    movie.tracks = [
      .init(format: "camm", samples: [none, TimedSample.camm6(seconds: seconds, place[0], place[1])])
    ]
    let found = photo(movie)
    #expect(isAtPlace(found))
    #expect(found.position?.altitude == 35)
    #expect(found.position?.accuracy == 4.5)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:00.500000000Z")
    // Some cameras count from 1970.
    movie.tracks[0].samples[1] = TimedSample.camm6(seconds: 1_625_306_401, place[0], place[1])
    #expect(photo(movie).gpsTime?.description == "2021-07-03T10:00:01.000000000Z")
  }

  @Test("Numbers that are no place are none", arguments: [.nan, .infinity, 91, -90.1] as [Double])
  func badNumbers(latitude: Double) {
    let bad = [TimedSample.camm5(latitude, 1, 1), TimedSample.camm6(seconds: latitude, latitude, 1)]
    #expect(photo("camm", bad).problem?.reason == "no GPS fix in its track (camm)")
    #expect(isAtPlace(photo("camm", bad + [TimedSample.camm5(place[0], place[1], .nan)])))
  }

  @Test("An accuracy that is no number of metres is none", arguments: [-1, 0, .nan, .infinity] as [Float])
  func badAccuracy(_ accuracy: Float) {
    let found = photo("camm", [TimedSample.camm6(seconds: .nan, place[0], place[1], accuracy: accuracy)])
    #expect(isAtPlace(found))
    #expect(found.position?.accuracy == nil)
    #expect(found.gpsTime == nil)
  }

  // MARK: Sony

  @Test("Sony's real-time metadata have GPS's fields of Exif")
  func rtmd() throws {
    let found = photo(
      "rtmd",
      [TimedSample.rtmd(status: "V"), TimedSample.rtmd(latitudeRef: "X"), TimedSample.rtmd()]
    )
    let position = try #require(found.position)
    #expect(abs(position.coordinate.latitude - RawTIFF.latitude) < 1e-9)
    #expect(abs(position.coordinate.longitude - RawTIFF.longitude) < 1e-9)
    #expect(position.altitude == 12.5)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:10.500000000Z")
    #expect(
      photo("rtmd", [TimedSample.rtmd(status: "V")]).problem?.reason == "no GPS fix in its track (rtmd)"
    )
  }

  // MARK: Dash cameras

  @Test(
    "A dash camera's blocks are found through the movie's list, in both layouts",
    arguments: [false, true]
  )
  func freeGPS(isShort: Bool) throws {
    var movie = MovieBuilder()
    movie.freeGPS = [
      TimedSample.freeGPS(isShort: isShort, status: "V"),
      TimedSample.freeGPS(isShort: isShort, latitudeRef: "S", longitudeRef: "W"),
    ]
    let found = photo(movie)
    let position = try #require(found.position)
    // Four bytes hold a thousandth of a minute.
    #expect(abs(position.coordinate.latitude + 37.5665) < 1e-5)
    #expect(abs(position.coordinate.longitude + 126.978) < 1e-5)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:05.000000000Z")
    movie.freeGPS.removeLast()
    #expect(photo(movie).problem?.reason == "no GPS fix in its track (freeGPS)")
  }

  @Test("A block that is encrypted or of another layout is named, and gives way to a good one")
  func unknownBlock() {
    let bad = [
      // As Akaso writes it: the four bytes are empty and an encrypted number follows.
      TimedSample.freeGPS(latitude: 0, longitude: 1), TimedSample.freeGPS(latitude: 3761),
      TimedSample.freeGPS(month: 13),
      TimedSample.freeGPS(latitudeRef: "1"), TimedSample.freeGPS(status: "?"),
      TimedSample.freeGPS(latitude: .nan), TimedSample.freeGPS(longitude: 18100),
    ]
    let reason = "GPS track (freeGPS): damaged: freeGPS in a layout that is not known at byte 0"
    for block in bad {
      var movie = MovieBuilder()
      movie.freeGPS = [block]
      #expect(photo(movie).problem?.reason == reason)
      movie.freeGPS.append(TimedSample.freeGPS())
      #expect(photo(movie).position != nil)
    }
    var movie = MovieBuilder()
    movie.freeGPS = [[UInt8](repeating: 1, count: 200)]
    #expect(
      photo(movie).problem?.reason
        == "GPS track (freeGPS): damaged: a block without the name freeGPS at byte 0"
    )
  }

  @Test("Sentences of a receiver in subtitles give place, height and time", arguments: ["text", "tx3g"])
  func sentences(_ format: String) throws {
    let none = TimedSample.text("$GPRMC,100000,V,,,,,,,030721,,,N")
    let good = TimedSample.text(
      "$GPRMC,100005,A,3351.516,S,07040.200,W,0,0,030721,,,A\r\n$GPGGA,100005,3351.516,S,07040.200,W,1,8,1,520.5,M,,M,,"
    )
    let found = photo(format, [none, [0, 0], none, good], perChunk: 3)
    #expect(isAtPlace(found))
    #expect(found.position?.altitude == 520.5)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:05.000000000Z")
    #expect(photo(format, [none, none]).problem?.reason == "no GPS fix in its track (text)")
  }

  @Test("Subtitles and names of chapters are words: none is named as a receiver's, and few are read")
  func words() {
    let words = TimedSample.text("Chapter 1: how the cat came to us")
    #expect(photo("text", [words]).problem?.reason == "no position")
    #expect(photo("text", []).problem?.reason == "no position")
    let long = words + [UInt8](repeating: 0, count: 8000)
    var movie = MovieBuilder()
    movie.tracks = [.init(format: "text", samples: [[UInt8]](repeating: long, count: 500))]
    let source = ByteSource(movie.bytes)
    source.allow(.video)
    #expect(throws: Never.self) {
      try MetadataLocator.visitBlocks(of: ByteReader(source), in: .video) { block in
        if case .video(let metadata) = block { #expect(metadata.firstFix().gpsTime == nil) }
        return .next
      }
    }
    #expect(source.counts.calls < 20)
  }

  @Test("A track whose samples lie in fragments is named")
  func fragments() {
    var movie = MovieBuilder()
    movie.boxes = Build.box("mvex", Build.full("trex", [UInt8](repeating: 0, count: 20)))
    movie.tracks = [.init(format: "gpmd"), .init(format: "text")]
    #expect(
      photo(movie).problem?.reason == "GPS track (gpmd): its samples lie in fragments, which are not read"
    )
    movie.boxes = []
    #expect(photo(movie).problem?.reason == "no GPS fix in its track (gpmd)")
  }

  @Test("A box of records whose format is not known is named")
  func gps0() {
    var movie = MovieBuilder(boxes: Build.mvhd(header))
    movie.trailer = Build.box("gps0", .init(repeating: 7, count: 64))
    #expect(
      photo(movie).problem == PhotoProblem("GPS track (gps0): its format is not known", isUnreadable: false)
    )
    movie.boxes += Build.udta(Build.text("©xyz", "+04+010/"))
    #expect(photo(movie).position?.coordinate.latitude == 4)
    #expect(photo(movie).problem == nil)
  }

  // MARK: Apple

  private func appleTrack(_ samples: [[UInt8]], keys: [(number: Int, name: String)]) -> MovieBuilder.Track {
    .init(format: "mebx", samples: samples, description: TimedSample.mebxKeys(keys))
  }

  private static let keys = [
    (number: 1, name: "com.apple.quicktime.video-orientation"), (number: 7, name: TimedSample.placeKey),
  ]

  @Test("Apple's timed metadata gives the first place of the track whose keys have one")
  func mebx() {
    let none = TimedSample.mebx([(1, "up")])
    let zero = TimedSample.mebx([(7, "+00.0000+000.0000/")])
    let good = TimedSample.mebx([(1, "up"), (7, "-33.8586-070.6700+520.500/")])
    let other = appleTrack(
      [TimedSample.mebx([(7, "+01+001/")])],
      keys: [(7, "com.apple.quicktime.video-orientation")]
    )
    let found = photo(MovieBuilder(tracks: [other, appleTrack([none, zero, good], keys: Self.keys)]))
    #expect(isAtPlace(found))
    #expect(found.position?.altitude == 520.5)
    #expect(photo(MovieBuilder(tracks: [other])).problem?.reason == "no position")
  }

  @Test("Apple's timed metadata without a place, or with one that cannot be read, is named")
  func badMebx() {
    let never = MovieBuilder(tracks: [
      appleTrack([TimedSample.mebx([(1, "down, but not up")])], keys: Self.keys)
    ])
    #expect(photo(never).problem?.reason == "no GPS fix in its track (mebx)")
    let bad = MovieBuilder(tracks: [
      appleTrack([TimedSample.mebx([(7, "37.5665, 126.9780")])], keys: Self.keys)
    ])
    #expect(
      photo(bad).problem?.reason
        == "GPS track (mebx): damaged: a place that is not written as ISO 6709 has it at byte 0"
    )
  }

  // MARK: Insta360

  @Test("Insta360's trailer is read from the end of the file", arguments: ["W", "O"])
  func insta360(longitudeRef: String) {
    var movie = MovieBuilder()
    movie.boxes = Build.mvhd(header)
    movie.trailer = TimedSample.insta360(longitudeRef: longitudeRef)
    let found = photo(movie)
    #expect(isAtPlace(found))
    #expect(found.position?.altitude == 520)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:05.000000000Z")
    movie.trailer = TimedSample.insta360(status: "V")
    #expect(photo(movie).problem == PhotoProblem("no position", isUnreadable: false))
  }

  @Test("A trailer that lies about its size is damage")
  func badTrailer() {
    var movie = MovieBuilder()
    movie.trailer = TimedSample.insta360()
    let end = movie.trailer.count
    // The size of the last record.
    movie.trailer.replaceSubrange((end - 76)..<(end - 72), with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(photo(movie).problem?.reason.hasPrefix("GPS track (Insta360): damaged") == true)
  }

  // MARK: Tables

  @Test(
    "Offsets have 32 or 64 bits, and the movie box may come first",
    arguments: [false, true],
    [false, true]
  )
  func offsets(has64BitOffsets: Bool, isMovieFirst: Bool) {
    var movie = MovieBuilder()
    movie.isMovieFirst = isMovieFirst
    let none = TimedSample.goPro(TimedSample.gps5(lock: 0, [[50, 50]]))
    let good = TimedSample.goPro(TimedSample.gps5([place]))
    movie.tracks = [
      .init(format: "tmcd", samples: [[1, 2, 3, 4]]),
      .init(
        format: "gpmd",
        samples: [none, none, none, none, good],
        samplesPerChunk: 2,
        has64BitOffsets: has64BitOffsets
      ),
    ]
    #expect(isAtPlace(photo(movie)))
  }

  @Test("A place of the movie comes before that of a track, which is not read then")
  func notRead() {
    var movie = MovieBuilder()
    movie.boxes = Build.udta(Build.text("©xyz", "+04+010/"))
    movie.tracks = [.init(format: "gpmd", samples: [TimedSample.goPro(TimedSample.gps5([place]))])]
    #expect(photo(movie).position?.coordinate.latitude == 4)
    #expect(photo(movie).gpsTime == nil)
  }

  @Test("The tracks of pictures and sound are not looked into", arguments: ["vide", "soun"])
  func otherHandlers(handler: String) {
    var movie = MovieBuilder()
    movie.tracks = [
      .init(format: "gpmd", handler: handler, samples: [TimedSample.goPro(TimedSample.gps5([place]))])
    ]
    #expect(photo(movie).position == nil)
  }

  @Test("A million samples without a fix cost no more than eight megabytes")
  func manySamples() throws {
    let none = TimedSample.goPro(TimedSample.gps5(lock: 0, [[50, 50]]))
    var movie = MovieBuilder()
    movie.tracks = [.init(format: "gpmd", samples: [none])]
    var bytes = movie.bytes
    // One size for all, a million of them in one chunk.
    let stsz = try #require(bytes.firstRange(of: Array("stsz".utf8))).upperBound
    bytes.replaceSubrange(
      (stsz + 4)..<(stsz + 12),
      with: Build.number(none.count, 4) + Build.number(1_000_000, 4)
    )
    let stsc = try #require(bytes.firstRange(of: Array("stsc".utf8))).upperBound
    bytes.replaceSubrange((stsc + 12)..<(stsc + 16), with: Build.number(1_000_000, 4))
    let reader = PhotoExtractor()
    let found = reader.read(bytes, as: FilePathBytes("a.mp4"))
    #expect(found.position == nil)
    #expect(found.problem?.isUnreadable == false)
    #expect(reader.counts.bytes <= 9 << 20)
  }

  @Test("Tables that say nothing sensible are no position, and no trap")
  func badTables() throws {
    var movie = MovieBuilder()
    movie.tracks = [
      .init(format: "gpmd", samples: [TimedSample.goPro(TimedSample.gps5([place]))], has64BitOffsets: true)
    ]
    let good = movie.bytes
    for name in ["stsz", "stsc", "co64", "stsd"] {
      let start = try #require(good.firstRange(of: Array(name.utf8))).upperBound
      for place in stride(from: start, to: min(start + 20, good.count - 3), by: 4) {
        for value: [UInt8] in [[0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF]] {
          var bytes = good
          bytes.replaceSubrange(place..<(place + 4), with: value)
          let found = PhotoExtractor().read(bytes, as: FilePathBytes("a.mp4"))
          #expect((found.position == nil) == (found.problem != nil))
        }
      }
    }
  }

  @Test("Every prefix of a movie with timed tracks is read without a trap, and never as another place")
  func prefixes() {
    for movie in movies {
      let good = PhotoExtractor().read(movie, as: FilePathBytes("a.mp4"))
      #expect(good.position != nil)
      for length in 0..<movie.count {
        let found = PhotoExtractor().read(Array(movie.prefix(length)), as: FilePathBytes("a.mp4"))
        #expect(found.position == nil || found.position == good.position)
      }
    }
  }

  @Test("Mutations of samples neither trap nor hang")
  func mutations() {
    var random = SeededGenerator(seed: 0x6361_7473)
    let reader = PhotoExtractor()
    for movie in movies {
      for _ in 0..<2000 {
        var bytes = movie
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] =
            [0, 0xFF, 1, 0x7F].randomElement(using: &random) ?? 0
        }
        let found = reader.read(bytes, as: FilePathBytes("a.mp4"))
        #expect((found.position == nil) == (found.problem != nil))
        #expect(reader.counts.bytes <= ByteSource.videoByteLimit)
      }
    }
  }

  /// A movie of each kind, with the movie box first so that a prefix has its tables.
  private var movies: [[UInt8]] {
    let tracks: [MovieBuilder.Track] = [
      .init(format: "gpmd", samples: [TimedSample.goPro(TimedSample.gps5([place]))]),
      .init(format: "gpmd", samples: [TimedSample.goPro(TimedSample.gps9([(place[0], place[1], 5, 3)]))]),
      .init(format: "camm", samples: [TimedSample.camm6(seconds: 1e9, place[0], place[1])]),
      .init(format: "rtmd", samples: [TimedSample.rtmd()]),
      appleTrack([TimedSample.mebx([(1, "up"), (7, "-33.8586-070.6700/")])], keys: Self.keys),
    ]
    var built = tracks.map { track in
      var movie = MovieBuilder(tracks: [track])
      movie.isMovieFirst = true
      return movie.bytes
    }
    built.append(MovieBuilder(freeGPS: [TimedSample.freeGPS()], isMovieFirst: true).bytes)
    built.append(MovieBuilder(boxes: Build.mvhd(header), trailer: TimedSample.insta360()).bytes)
    return built
  }
}
