import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("When a video was made")
struct VideoDateTests {
  private typealias Build = ISOMediaBuilder

  /// 2021-07-03T10:00:00Z in seconds since 1904, and since 1970.
  private let header = 1_625_306_400 + 2_082_844_800
  private let unix = 1_625_306_400

  private func photo(_ boxes: [UInt8], file: [UInt8] = []) -> Photo {
    PhotoExtractor().read(Build.ftyp(["qt  "]) + file + Build.box("moov", boxes), as: FilePathBytes("a.mov"))
  }

  private func taken(_ boxes: [UInt8], file: [UInt8] = []) -> String? {
    photo(boxes, file: file).taken?.description
  }

  private func sony(_ date: String) -> [UInt8] {
    Build.nonRealTimeMeta("<NonRealTimeMeta xmlns='urn:x'><CreationDate value='\(date)'/></NonRealTimeMeta>")
  }

  @Test("Stated dates count in their order, before any header's")
  func statedDates() {
    let key = Build.meta([("com.apple.quicktime.creationdate", "2021-07-01T12:00:00+0200")])
    let day = Build.udta(Build.text("©day", "2021-07-02T12:00:00+0200"))
    let date = Build.udta(Build.meta([("date", "2021-07-04T12:00:00+0200")], hasVersion: true))
    let movie = Build.mvhd(header)
    #expect(
      taken(movie + date + day + key, file: sony("2021-07-05T12:00:00+02:00")) == "2021-07-01T12:00:00+02:00"
    )
    #expect(taken(movie + date + day, file: sony("2021-07-05T12:00:00+02:00")) == "2021-07-02T12:00:00+02:00")
    #expect(taken(movie + date, file: sony("2021-07-05T12:00:00+02:00")) == "2021-07-04T12:00:00+02:00")
    #expect(taken(movie, file: sony("2021-07-05T12:00:00+02:00")) == "2021-07-05T12:00:00+02:00")
    #expect(taken(movie) == "2021-07-03T10:00:00+00:00")
    #expect(photo(movie).takenSource == .video)
    #expect(photo(movie).taken?.offset?.source == .video)
  }

  @Test("A date in a track counts before the movie's header, also where the movie has a place")
  func trackDate() {
    let track = Build.box(
      "trak",
      Build.meta([("com.apple.quicktime.creationdate", "2021-07-01T12:00:00+0200")])
    )
    #expect(taken(Build.mvhd(header) + track) == "2021-07-01T12:00:00+02:00")
    let place = Build.udta(Build.text("©xyz", "+04+010/"))
    #expect(taken(Build.mvhd(header) + place + track) == "2021-07-01T12:00:00+02:00")
  }

  @Test("©day in a list of items is a date")
  func dayItem() {
    #expect(
      taken(Build.udta(Build.items([("©day", "2021-07-02T12:00:00+0200")]))) == "2021-07-02T12:00:00+02:00"
    )
  }

  @Test("A year alone is made more precise by the header that agrees with it, and stays where none does")
  func partial() {
    let year = Build.udta(Build.text("©day", "2021"))
    #expect(taken(year) == "2021")
    #expect(taken(year + Build.mvhd(header)) == "2021-07-03T10:00:00+00:00")
    #expect(taken(Build.udta(Build.text("©day", "1987")) + Build.mvhd(header)) == "1987")
  }

  @Test("A stated local time does not take the header's offset")
  func localTime() {
    let day = Build.udta(Build.text("©day", "2021-07-03T10:00:00"))
    #expect(taken(day + Build.mvhd(header)) == "2021-07-03T10:00:00")
  }

  @Test("Where the movie's header is zero the track's counts, then the media's")
  func fallbacks() {
    func movie(_ movie: Int, _ track: Int, _ media: Int, version: Int = 0) -> [UInt8] {
      var builder = MovieBuilder()
      builder.boxes = Build.mvhd(version: version, movie)
      builder.tracks = [.init(format: "tmcd", created: (track, media))]
      return builder.bytes
    }
    func taken(_ bytes: [UInt8]) -> String? {
      PhotoExtractor().read(bytes, as: FilePathBytes("a.mov")).taken?.description
    }
    #expect(taken(movie(header, header + 1, header + 2)) == "2021-07-03T10:00:00+00:00")
    #expect(taken(movie(0, header + 1, header + 2)) == "2021-07-03T10:00:01+00:00")
    #expect(taken(movie(0, header + 1, header + 2, version: 1)) == "2021-07-03T10:00:01+00:00")
    #expect(taken(movie(0, 0, header + 2)) == "2021-07-03T10:00:02+00:00")
    #expect(taken(movie(0, 0, 0)) == nil)
  }

  @Test("A movie older than 1970 was counted from 1970, unless that lies after the file's own time")
  func epochs() {
    var video = VideoMetadata()
    let file = Timestamp(seconds: unix + 60, nanoseconds: 0)
    let date = { (seconds: Int, file: Timestamp) in
      video.createdSeconds = seconds
      return video.created(fileModified: file)?.description
    }
    #expect(date(header, file) == "2021-07-03T10:00:00+00:00")
    #expect(date(unix, file) == "2021-07-03T10:00:00+00:00")
    #expect(date(unix + 60, file) == "2021-07-03T10:01:00+00:00")
    #expect(date(unix + 61, file) == "1955-07-03T10:01:01+00:00")
    // The first second of 1970, and the one before it.
    #expect(date(2_082_844_800, file) == "1970-01-01T00:00:00+00:00")
    #expect(
      date(2_082_844_799, Timestamp(seconds: 3_000_000_000, nanoseconds: 0)) == "2036-01-01T23:59:59+00:00"
    )
  }

  @Test("Sony's XML names the camera, with the date's offset, and the place of the receiver")
  func sonyXML() {
    let xml = """
      <?xml version="1.0" encoding="UTF-8"?>
      <NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00">
      <CreationDate value="2021-07-03T12:00:00+02:00"/>
      <Device manufacturer="Sony" modelName="ILCE-7M3" serialNo="1"/>
      <AcquisitionRecord><Group name="CameraUnitMetadataSet"><Item name="Latitude" value="1:1:1"/></Group>
      <Group name="ExifGPS"><Item name="LatitudeRef" value="S"/><Item name="Latitude" value="33:51:30.96"/>
      <Item name="LongitudeRef" value="E"/><Item name="Longitude" value="151:12:50.4"/>
      <Item name="Status" value="A"/></Group></AcquisitionRecord></NonRealTimeMeta>
      """
    let found = photo(Build.mvhd(header), file: Build.nonRealTimeMeta(xml + "\0"))
    #expect(found.make == "Sony")
    #expect(found.model == "ILCE-7M3")
    #expect(found.taken?.description == "2021-07-03T12:00:00+02:00")
    #expect(abs((found.position?.coordinate.latitude ?? 0) + 33.8586) < 1e-9)
    #expect(abs((found.position?.coordinate.longitude ?? 0) - 151.214) < 1e-9)
    #expect(found.position?.source == .video)
    let uuid = Build.uuid(Array(repeating: 7, count: 16), Array(xml.utf8))
    #expect(photo([], file: uuid).position == found.position)
    #expect(photo([], file: uuid).model == "ILCE-7M3")
    #expect(photo([], file: Build.nonRealTimeMeta("<other>\(xml.dropFirst(39))</other>")).model == nil)
    let void = xml.replacing("value=\"A\"", with: "value=\"V\"")
    #expect(photo([], file: Build.nonRealTimeMeta(void)).position == nil)
  }

  @Test("Sony's XML that is none is named, and hides nothing")
  func badXML() {
    let found = photo(Build.mvhd(header), file: Build.nonRealTimeMeta("<NonRealTimeMeta"))
    #expect(found.taken?.description == "2021-07-03T10:00:00+00:00")
    #expect(found.problem?.reason.hasPrefix("NonRealTimeMeta: ") == true)
    for length in 0...60 {
      let text = String(
        "<NonRealTimeMeta><CreationDate value='2021-07-03T12:00:00'/></NonRealTimeMeta>".prefix(length)
      )
      #expect(photo([], file: Build.nonRealTimeMeta(text)).position == nil)
    }
  }
}
