import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// A photo or a video of any format: from its bytes to the record of the index, as a scan does it, and once more to the
/// end of the file whatever was found.
enum ContainersHarness {
  static func run(_ bytes: [UInt8]) {
    let photo = reader.read(bytes, as: FilePathBytes("a.jpg"))
    PhotoRules.check(photo)
    check(reader.counts)
    expect(PhotoExtractor().read(bytes, as: photo.path) == photo, "nothing of the photo before in this one")
    check(readToEnd(bytes))
    checkPictures(bytes)
  }

  /// Whatever is handed to a decoder lies in the file.
  private static func checkPictures(_ bytes: [UInt8]) {
    let found = PictureLocator().pictures(of: FileContents(bytes))
    for source in found.previews + [found.main].compactMap(\.self) {
      let isInside =
        !source.range.isEmpty && source.range.lowerBound >= 0 && source.range.upperBound <= bytes.count
      expect(
        isInside && source.hiddenTypes.allSatisfy { $0 >= 0 && $0 + 4 <= source.range.count },
        "a picture in the file"
      )
    }
  }

  /// Goes through a file as if nothing in it were ever enough.
  private static func readToEnd(_ bytes: [UInt8]) -> ReadCounts {
    let source = ByteSource(bytes)
    let reader = ByteReader(source)
    if let format = try? MetadataLocator.format(of: reader) {
      try? MetadataLocator.visitBlocks(of: reader, in: format) { _ in .next }
    }
    return source.counts
  }

  /// One for all inputs, as a scan has one for all photos of a thread.
  nonisolated(unsafe) private static let reader = PhotoExtractor()

  private static func check(_ counts: ReadCounts) {
    // A video may need more than a photo, and the first bytes alone do not say which it is.
    expect(counts.bytes <= ByteSource.videoByteLimit, "\(counts.bytes) bytes read")
  }

  static var seeds: [[UInt8]] { jpegs + boxes + movies + timedMovies + raws + pictures + costly }

  private static let block = RawTIFF.photo().bytes
  private static let packet = Array(XMPSample.good.utf8)

  /// Files in which little bytes ask for much to be read.
  private static var costly: [[UInt8]] {
    var parts = JPEGBuilder().exif(TIFFBuilder.santiago.changing { $0.statedFirstDirectory = 5000 }.bytes)
    for _ in 0..<300 { parts = parts.exif([0]) }
    var items = HEIFBuilder((1...100).map { HEIFBuilder.Item([1, 2, 3], id: $0) })
    // Sizes of no bytes: an item has any number of extents that cost nothing and reach to the end.
    items.locations = [0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0]
    return [parts.scan().bytes, items.bytes]
  }

  private static var jpegs: [[UInt8]] {
    let exif = TIFFBuilder.santiago.setting(.make, .ascii("Acme")).setting(.mapDatum, .ascii("TOKYO")).bytes
    let iptc = IPTCBuilder().utf8().keyword("Nabi").dataset(2, 55, "19870615").resource
    let cut = JPEGBuilder().xmp().extendedXMP(Array(packet[..<200]), at: 0, of: packet.count).photoshop(
      Array(iptc[..<20])
    )
    .extendedXMP(Array(packet[150...]), at: 150, of: packet.count).photoshop(Array(iptc[20...])).exif(exif)
    return [
      cut.frame(width: 640, height: 480).scan(),
      JPEGBuilder().jfif().icc(count: 40).exif(exif).xmp().frame(width: 640, height: 480).scan(),
      JPEGBuilder().exif(exif, cutAt: [50, 100]).frame(0xC2, width: 640, height: 480).scan(),
      JPEGBuilder().xmp(XMPSample.good).fill(3).frame(width: 640, height: 480).scan(),
    ].map(\.bytes)
  }

  private static var boxes: [[UInt8]] {
    typealias Build = ISOMediaBuilder
    let offset = Build.number(0, 4)
    var inData = HEIFBuilder([.init(offset + block), .xmp(packet)])
    inData.locationVersion = 2
    inData.infoVersion = 1
    var item = HEIFBuilder.Item(offset, block)
    item.isInIdat = true
    var avif = HEIFBuilder([item])
    avif.brands = ["avif", "mif1"]
    avif.baseSize = 4
    var big = RawTIFF([[.init(tag: 0x010F, value: .text("Canon")), .init(tag: 0x0112, value: .short([6]))]])
    big.isBigEndian = true
    let canon = [
      Build.box("CMT1", big.bytes),
      Build.box("CMT2", RawTIFF([RawTIFF.exif]).bytes),
      Build.box("CMT4", RawTIFF([RawTIFF.gps]).bytes),
    ]
    return [
      inData.bytes, avif.bytes,
      Build.ftyp(["crx ", "isom"])
        + Build.moov(Build.uuid(Build.canonUUID, canon.flatMap(\.self)), Build.mvhd(0))
        + Build.uuid(Build.xmpUUID, packet) + Build.box("mdat", [1, 2, 3]),
      Build.box("JXL ", [0x0D, 0x0A, 0x87, 0x0A]) + Build.ftyp(["jxl "]) + Build.box("Exif", offset + block)
        + Build.box("xml ", packet)
        + Build.box("brob", Array("Exif".utf8) + BrotliSample.stored(offset + block))
        + Build.box("brob", Array("xml ".utf8) + BrotliSample.text)
        + Build.box("jxlc", [0xFF, 0x0A, 1, 2]),
    ]
  }

  private static var movies: [[UInt8]] {
    typealias Build = ISOMediaBuilder
    let keys = [
      ("com.apple.quicktime.location.ISO6709", "+37.5665+126.9780+035.000/"),
      ("com.apple.quicktime.location.accuracy.horizontal", "4.5"), ("com.apple.quicktime.make", "Apple"),
      ("com.apple.quicktime.model", "iPhone 15"),
      ("com.apple.quicktime.creationdate", "2024-05-06T16:08:09+0900"),
    ]
    return [
      Build.ftyp(["qt  "]) + Build.moov(Build.mvhd(3_797_823_689), Build.meta(keys)),
      Build.ftyp(["isom"])
        + Build.moov(
          Build.mvhd(version: 1, 3_797_823_689),
          Build.meta(keys, hasVersion: true),
          Build.udta(
            Build.text("©mak", "Acme"),
            Build.text("©mod", "One"),
            Build.text("©xyz", "+37.5665+126.9780/"),
            Build.loci(latitude: 1, longitude: 2)
          )
        ) + Build.uuid(Build.xmpUUID, packet),
      Build.ftyp(["qt  "])
        + Build.nonRealTimeMeta(
          "<NonRealTimeMeta><CreationDate value='2021-07-03T12:00:00+02:00'/></NonRealTimeMeta>"
        )
        + Build.moov(
          Build.udta(
            Build.items([("©xyz", "+00+000/"), ("©day", "2021")]),
            Build.box("XMP_", packet),
            Build.box("CNTH", Build.box("CNDA", RawBuilder.jpeg(block)))
          ),
          Build.box("trak", Build.meta([("location", "+37.5665+126.9780/"), ("com.android.model", "Nine")]))
        ),
    ]
  }

  /// Movies whose samples say where they were taken, with the movie box before them and after them.
  private static var timedMovies: [[UInt8]] {
    let place = [-33.8586, -70.67, 520.5]
    let goPro = TimedSample.goPro(TimedSample.gps5([[0, 0], place]))
    let noLock = TimedSample.goPro(TimedSample.gps5(lock: 0, [place]))
    let tracks: [MovieBuilder.Track] = [
      .init(format: "gpmd", samples: [noLock, goPro], samplesPerChunk: 2),
      .init(
        format: "gpmd",
        samples: [TimedSample.goPro(TimedSample.gps9([(place[0], place[1], 5, 3)]))],
        has64BitOffsets: true
      ),
      .init(
        format: "camm",
        samples: [TimedSample.camm6(seconds: 1e9, fix: 0, 1, 2), TimedSample.camm5(place[0], place[1], 5)]
      ),
      .init(format: "camm", samples: [TimedSample.camm6(seconds: 1_309_341_618, place[0], place[1])]),
      .init(format: "rtmd", samples: [TimedSample.rtmd()]),
      .init(
        format: "mebx",
        samples: [TimedSample.mebx([(1, "up"), (2, "-33.8586-070.6700/")])],
        description: TimedSample.mebxKeys([
          (1, "com.apple.quicktime.video-orientation"), (2, TimedSample.placeKey),
        ])
      ),
      .init(
        format: "text",
        handler: "text",
        samples: [
          TimedSample.text("$GPRMC,100000,V,,,,,,,030721,,,N"),
          TimedSample.text(
            "$GPGGA,100005.5,3351.516,S,07040.200,W,1,8,1,520.5,M,,M,,*51\r\n$GPRMC,100005.5,A,"
          ),
        ]
      ),
    ]
    return tracks.map { MovieBuilder(tracks: [$0]).bytes } + [
      MovieBuilder(tracks: tracks, isMovieFirst: true).bytes,
      MovieBuilder(freeGPS: [TimedSample.freeGPS(status: "V"), TimedSample.freeGPS()]).bytes,
      MovieBuilder(freeGPS: [TimedSample.freeGPS(isShort: true)], isMovieFirst: true).bytes,
      MovieBuilder(boxes: ISOMediaBuilder.mvhd(3_797_823_689), trailer: TimedSample.insta360()).bytes,
    ]
  }

  private static var raws: [[UInt8]] {
    var big = RawTIFF.photo()
    big.isBigTIFF = true
    var olympus = RawTIFF.photo()
    olympus.magic = 0x4F52
    let jpeg = RawBuilder.jpeg(block)
    let borders = [4, 5, 6, 7].map { RawTIFF.Entry(tag: $0, value: .short([$0 * 100])) }
    var panasonic = RawTIFF.photo(borders + [.init(tag: 0x2E, value: .undefined(jpeg))])
    panasonic.magic = 0x55
    var canon = RawTIFF.photo()
    canon.sign = Array("CR".utf8) + [2, 0, 0, 0, 0, 0]
    // Of two directories that tell a size the larger counts.
    let sizes = (1...2).map { size in
      [0x0100, 0x0101].map { RawTIFF.Entry(tag: $0, value: .long([640 * size])) }
    }
    var nikon = RawTIFF.photo(
      make: "NIKON",
      sizes[0] + [.init(tag: 0x014A, value: .directories([3], type: 4))]
    )
    nikon.directories.append(sizes[1])
    return [
      panasonic.bytes, canon.bytes, nikon.bytes,
      RawTIFF.photo([.init(tag: 0xC612, value: .bytes([1, 4, 0, 0]))]).bytes,
      block, big.bytes, olympus.bytes, RawBuilder.raf(jpeg), RawBuilder.mrw(block), RawBuilder.x3f(jpeg),
      RawTIFF.photo([.init(tag: 0x02BC, value: .bytes(packet)), .init(tag: 0x0100, value: .long([640]))])
        .bytes,
    ]
  }

  private static var pictures: [[UInt8]] {
    let profile = PNGBuilder.rawProfile("exif", Array("Exif\0\0".utf8) + block)
    return [
      PNGBuilder([("eXIf", block), PNGBuilder.picture]).bytes,
      PNGBuilder([
        PNGBuilder.picture, PNGBuilder.packedText("Raw profile type exif", profile),
        PNGBuilder.internationalText("XML:com.adobe.xmp", packet, isPacked: false),
      ]).bytes,
      PNGBuilder([PNGBuilder.internationalText("XML:com.adobe.xmp", packet, isPacked: true)]).bytes,
      PNGBuilder([PNGBuilder.text("Raw profile type APP1", profile)]).bytes,
      WebPBuilder([WebPBuilder.canvas, WebPBuilder.lossy, ("EXIF", block), ("XMP ", packet)]).bytes,
      WebPBuilder([WebPBuilder.lossless, ("EXIF", block)]).bytes,
    ]
  }
}
