import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Timed tracks of videos")
struct TimedTrackTests {
  private typealias Build = ISOMediaBuilder
  private let place = TimedMovie.place

  private func photo(_ format: String, _ samples: [[UInt8]], perChunk: Int = 1) -> Photo {
    var movie = MovieBuilder()
    movie.tracks = [.init(format: format, samples: samples, samplesPerChunk: perChunk)]
    return TimedMovie.photo(movie)
  }

  // MARK: GoPro

  @Test("GoPro's first fix gives place, altitude and time, and its dilution of precision no metres")
  func gps5() {
    let found = photo("gpmd", [TimedSample.goPro(TimedSample.gps5([place, [1, 2, 3]]))])
    #expect(TimedMovie.isAtPlace(found))
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
      #expect(TimedMovie.isAtPlace(found))
      #expect(found.gpsTime?.description == "2021-07-03T10:00:07.000000000Z")
    }
    let never = photo("gpmd", [none, zero, none])
    #expect(never.problem == PhotoProblem("no GPS fix in its track (gpmd)", isUnreadable: false))
  }

  @Test("One scale may count for all values, and none is no place")
  func scales() {
    let sample = TimedSample.goPro(TimedSample.gps5(scales: [10_000_000], [place]))
    #expect(TimedMovie.isAtPlace(photo("gpmd", [sample])))
    for scales in [[], [0], [10_000_000, 0, 1000, 1000, 100]] {
      #expect(photo("gpmd", [TimedSample.goPro(TimedSample.gps5(scales: scales, [place]))]).position == nil)
    }
    let two = photo("gpmd", [TimedSample.goPro(TimedSample.gps5(scales: [10_000_000, 10_000_000], [place]))])
    #expect(TimedMovie.isAtPlace(two))
    #expect(two.position?.altitude == nil)
  }

  @Test(
    "A time that is none leaves the place",
    arguments: [nil, "21", "21070310000x.250", "211303100000.250"]
  )
  func badTime(_ time: String?) {
    let found = photo("gpmd", [TimedSample.goPro(TimedSample.gps5(time: time, [place]))])
    #expect(TimedMovie.isAtPlace(found))
    #expect(found.gpsTime == nil)
  }

  @Test("GPS9 has lock and time in each of its values")
  func gps9() {
    let stream = TimedSample.gps9([(50, 50, 1, 0), (0, 0, 0, 3), (place[0], place[1], place[2], 3)])
    let found = photo("gpmd", [TimedSample.goPro(stream)])
    #expect(TimedMovie.isAtPlace(found))
    #expect(found.position?.altitude == 520.5)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:00.250000000Z")
    #expect(photo("gpmd", [TimedSample.goPro(TimedSample.gps9([(50, 50, 1, 0)]))]).position == nil)
  }

  @Test("An item that is longer than what it lies in is damage, and the next sample counts")
  func longItem() {
    let good = TimedSample.goPro(TimedSample.gps5([place]))
    var bad = good
    bad.replaceSubrange(6..<8, with: [0xFF, 0xFF])
    #expect(TimedMovie.isAtPlace(photo("gpmd", [bad, good])))
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
    #expect(TimedMovie.isAtPlace(found))
    #expect(found.position?.altitude == 520.5)
    #expect(found.gpsTime == nil)
  }

  @Test("A camm sample of type 6 has time and accuracy in metres, and may have no fix")
  func camm6() {
    // GPS's clock began in 1980 and was 18 s ahead in 2021.
    let seconds = Double(1_625_306_400 - 315_964_800 + 18) + 0.5
    let none = TimedSample.camm6(seconds: seconds, fix: 0, 50, 50)
    var movie = MovieBuilder()
    movie.boxes = Build.mvhd(TimedMovie.header)
    movie.tracks = [
      .init(format: "camm", samples: [none, TimedSample.camm6(seconds: seconds, place[0], place[1])])
    ]
    let found = TimedMovie.photo(movie)
    #expect(TimedMovie.isAtPlace(found))
    #expect(found.position?.altitude == 35)
    #expect(found.position?.accuracy == 4.5)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:00.500000000Z")
    // Some cameras count from 1970.
    movie.tracks[0].samples[1] = TimedSample.camm6(seconds: 1_625_306_401, place[0], place[1])
    #expect(TimedMovie.photo(movie).gpsTime?.description == "2021-07-03T10:00:01.000000000Z")
  }

  @Test("Numbers that are no place are none", arguments: [.nan, .infinity, 91, -90.1] as [Double])
  func badNumbers(latitude: Double) {
    let bad = [TimedSample.camm5(latitude, 1, 1), TimedSample.camm6(seconds: latitude, latitude, 1)]
    #expect(photo("camm", bad).problem?.reason == "no GPS fix in its track (camm)")
    #expect(TimedMovie.isAtPlace(photo("camm", bad + [TimedSample.camm5(place[0], place[1], .nan)])))
  }

  @Test("An accuracy that is no number of metres is none", arguments: [-1, 0, .nan, .infinity] as [Float])
  func badAccuracy(_ accuracy: Float) {
    let found = photo("camm", [TimedSample.camm6(seconds: .nan, place[0], place[1], accuracy: accuracy)])
    #expect(TimedMovie.isAtPlace(found))
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
    let found = TimedMovie.photo(movie)
    let position = try #require(found.position)
    // Four bytes hold a thousandth of a minute.
    #expect(abs(position.coordinate.latitude + 37.5665) < 1e-5)
    #expect(abs(position.coordinate.longitude + 126.978) < 1e-5)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:05.000000000Z")
    movie.freeGPS.removeLast()
    #expect(TimedMovie.photo(movie).problem?.reason == "no GPS fix in its track (freeGPS)")
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
      #expect(TimedMovie.photo(movie).problem?.reason == reason)
      movie.freeGPS.append(TimedSample.freeGPS())
      #expect(TimedMovie.photo(movie).position != nil)
    }
    var movie = MovieBuilder()
    movie.freeGPS = [[UInt8](repeating: 1, count: 200)]
    #expect(
      TimedMovie.photo(movie).problem?.reason
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
    #expect(TimedMovie.isAtPlace(found))
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
      TimedMovie.photo(movie).problem?.reason
        == "GPS track (gpmd): its samples lie in fragments, which are not read"
    )
    movie.boxes = []
    #expect(TimedMovie.photo(movie).problem?.reason == "no GPS fix in its track (gpmd)")
  }

  @Test("A box of records whose format is not known is named")
  func gps0() {
    var movie = MovieBuilder(boxes: Build.mvhd(TimedMovie.header))
    movie.trailer = Build.box("gps0", .init(repeating: 7, count: 64))
    #expect(
      TimedMovie.photo(movie).problem
        == PhotoProblem("GPS track (gps0): its format is not known", isUnreadable: false)
    )
    movie.boxes += Build.udta(Build.text("©xyz", "+04+010/"))
    #expect(TimedMovie.photo(movie).position?.coordinate.latitude == 4)
    #expect(TimedMovie.photo(movie).problem == nil)
  }

  // MARK: Apple

  @Test("Apple's timed metadata gives the first place of the track whose keys have one")
  func mebx() {
    let none = TimedSample.mebx([(1, "up")])
    let zero = TimedSample.mebx([(7, "+00.0000+000.0000/")])
    let good = TimedSample.mebx([(1, "up"), (7, "-33.8586-070.6700+520.500/")])
    let other = TimedMovie.appleTrack(
      [TimedSample.mebx([(7, "+01+001/")])],
      keys: [(7, "com.apple.quicktime.video-orientation")]
    )
    let places = TimedMovie.appleTrack([none, zero, good], keys: TimedMovie.keys)
    let found = TimedMovie.photo(MovieBuilder(tracks: [other, places]))
    #expect(TimedMovie.isAtPlace(found))
    #expect(found.position?.altitude == 520.5)
    #expect(TimedMovie.photo(MovieBuilder(tracks: [other])).problem?.reason == "no position")
  }

  @Test("Apple's timed metadata without a place, or with one that cannot be read, is named")
  func badMebx() {
    let never = MovieBuilder(tracks: [
      TimedMovie.appleTrack([TimedSample.mebx([(1, "down, but not up")])], keys: TimedMovie.keys)
    ])
    #expect(TimedMovie.photo(never).problem?.reason == "no GPS fix in its track (mebx)")
    let bad = MovieBuilder(tracks: [
      TimedMovie.appleTrack([TimedSample.mebx([(7, "37.5665, 126.9780")])], keys: TimedMovie.keys)
    ])
    #expect(
      TimedMovie.photo(bad).problem?.reason
        == "GPS track (mebx): damaged: a place that is not written as ISO 6709 has it at byte 0"
    )
  }

  // MARK: Insta360

  @Test("Insta360's trailer is read from the end of the file", arguments: ["W", "O"])
  func insta360(longitudeRef: String) {
    var movie = MovieBuilder()
    movie.boxes = Build.mvhd(TimedMovie.header)
    movie.trailer = TimedSample.insta360(longitudeRef: longitudeRef)
    let found = TimedMovie.photo(movie)
    #expect(TimedMovie.isAtPlace(found))
    #expect(found.position?.altitude == 520)
    #expect(found.gpsTime?.description == "2021-07-03T10:00:05.000000000Z")
    movie.trailer = TimedSample.insta360(status: "V")
    #expect(TimedMovie.photo(movie).problem == PhotoProblem("no position", isUnreadable: false))
  }

  @Test("A trailer that lies about its size is damage")
  func badTrailer() {
    var movie = MovieBuilder()
    movie.trailer = TimedSample.insta360()
    let end = movie.trailer.count
    // The size of the last record.
    movie.trailer.replaceSubrange((end - 76)..<(end - 72), with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(TimedMovie.photo(movie).problem?.reason.hasPrefix("GPS track (Insta360): damaged") == true)
  }
}
