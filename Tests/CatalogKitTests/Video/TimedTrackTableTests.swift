import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("The tables of a video's timed tracks")
struct TimedTrackTableTests {
  private typealias Build = ISOMediaBuilder
  private let place = TimedMovie.place

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
    #expect(TimedMovie.isAtPlace(TimedMovie.photo(movie)))
  }

  @Test("A place of the movie comes before that of a track, which is not read then")
  func notRead() {
    var movie = MovieBuilder()
    movie.boxes = Build.udta(Build.text("©xyz", "+04+010/"))
    movie.tracks = [.init(format: "gpmd", samples: [TimedSample.goPro(TimedSample.gps5([place]))])]
    #expect(TimedMovie.photo(movie).position?.coordinate.latitude == 4)
    #expect(TimedMovie.photo(movie).gpsTime == nil)
  }

  @Test("The tracks of pictures and sound are not looked into", arguments: ["vide", "soun"])
  func otherHandlers(handler: String) {
    var movie = MovieBuilder()
    movie.tracks = [
      .init(format: "gpmd", handler: handler, samples: [TimedSample.goPro(TimedSample.gps5([place]))])
    ]
    #expect(TimedMovie.photo(movie).position == nil)
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
      TimedMovie.appleTrack(
        [TimedSample.mebx([(1, "up"), (7, "-33.8586-070.6700/")])],
        keys: TimedMovie.keys
      ),
    ]
    var built = tracks.map { track in
      var movie = MovieBuilder(tracks: [track])
      movie.isMovieFirst = true
      return movie.bytes
    }
    built.append(MovieBuilder(freeGPS: [TimedSample.freeGPS()], isMovieFirst: true).bytes)
    built.append(MovieBuilder(boxes: Build.mvhd(TimedMovie.header), trailer: TimedSample.insta360()).bytes)
    return built
  }
}
