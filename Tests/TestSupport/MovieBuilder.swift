@testable import CatalogKit

/// Puts movies with timed tracks together: samples in `mdat`, their places in the tables of the tracks.
struct MovieBuilder {
  var brands = ["qt  "]
  /// Boxes of the movie beside its tracks.
  var boxes: [UInt8] = []
  var tracks: [Track] = []
  /// A dash camera's blocks, which a `gps ` box lists.
  var freeGPS: [[UInt8]] = []
  /// Whether the movie box comes before the samples.
  var isMovieFirst = false
  /// What follows the boxes.
  var trailer: [UInt8] = []

  struct Track {
    var format: String
    var handler = "meta"
    var samples: [[UInt8]] = []
    /// Boxes in the sample description.
    var description: [UInt8] = []
    /// Samples in a chunk; the last chunk has the rest.
    var samplesPerChunk = 1
    var has64BitOffsets = false
    /// Boxes of the track beside its header and media.
    var boxes: [UInt8] = []
    /// Seconds since 1904 of the track's header, and of its media's.
    var created = (track: 0, media: 0)
  }

  private typealias Build = ISOMediaBuilder

  var bytes: [UInt8] {
    let head = Build.ftyp(brands)
    let data = tracks.flatMap { $0.samples.flatMap(\.self) } + freeGPS.flatMap(\.self)
    let mdat = Build.box("mdat", data)
    // Sizes do not depend on the offsets in them.
    let start = head.count + 8 + (isMovieFirst ? movie(0).count : 0)
    return head + (isMovieFirst ? movie(start) + mdat : mdat + movie(start)) + trailer
  }

  private func movie(_ dataStart: Int) -> [UInt8] {
    var content = boxes
    var place = dataStart
    for track in tracks {
      content += track.box(at: place)
      place += track.samples.reduce(0) { $0 + $1.count }
    }
    if !freeGPS.isEmpty {
      var list = Build.number(0, 8)
      for block in freeGPS {
        list += Build.number(place, 4) + Build.number(block.count, 4)
        place += block.count
      }
      // Cameras leave entries at the end empty.
      content += Build.box("gps ", list + Build.number(0, 8))
    }
    return Build.box("moov", content)
  }
}

extension MovieBuilder.Track {
  private typealias Build = ISOMediaBuilder

  fileprivate func box(at start: Int) -> [UInt8] {
    let zeros = { (count: Int) in [UInt8](repeating: 0, count: count) }
    let hdlr = Build.full("hdlr", Build.name("mhlr") + Build.name(handler) + zeros(13))
    let mdhd = Build.full("mdhd", Build.number(created.media, 4) + zeros(16))
    let minf = Build.box("minf", Build.full("nmhd", []) + Build.box("stbl", tables(start)))
    let tkhd = Build.full("tkhd", Build.number(created.track, 4) + zeros(76))
    return Build.box("trak", tkhd + Build.box("mdia", mdhd + hdlr + minf) + boxes)
  }

  private func tables(_ start: Int) -> [UInt8] {
    let description = Build.box(format, [UInt8](repeating: 0, count: 7) + [1] + self.description)
    var sizes: [UInt8] = []
    var chunks: [UInt8] = []
    var chunkCount = 0
    var place = start
    for (index, sample) in samples.enumerated() {
      if index % samplesPerChunk == 0 {
        chunks += Build.number(place, has64BitOffsets ? 8 : 4)
        chunkCount += 1
      }
      sizes += Build.number(sample.count, 4)
      place += sample.count
    }
    var runs = Build.number(1, 4) + Build.number(samplesPerChunk, 4) + Build.number(1, 4)
    var runCount = 1
    let rest = samples.count % samplesPerChunk
    if rest > 0, chunkCount > 1 {
      runs += Build.number(chunkCount, 4) + Build.number(rest, 4) + Build.number(1, 4)
      runCount = 2
    }
    return Build.full("stsd", Build.number(1, 4) + description)
      + Build.full("stts", Build.number(1, 4) + Build.number(samples.count, 4) + Build.number(1000, 4))
      + Build.full("stsc", Build.number(runCount, 4) + runs)
      + Build.full("stsz", Build.number(0, 4) + Build.number(samples.count, 4) + sizes)
      + Build.full(has64BitOffsets ? "co64" : "stco", Build.number(chunkCount, 4) + chunks)
  }
}

/// Samples of timed tracks.
enum TimedSample {
  private typealias Build = ISOMediaBuilder

  // MARK: GoPro

  /// An item of GPMF: `count` values of `size` bytes.
  static func item(_ key: String, _ type: Character?, size: Int, count: Int, _ payload: [UInt8]) -> [UInt8] {
    let letter = type?.asciiValue ?? 0
    let filling = [UInt8](repeating: 0, count: (4 - payload.count % 4) % 4)
    return Build.name(key) + [letter] + Build.number(size, 1) + Build.number(count, 2) + payload + filling
  }

  /// An item that holds others.
  static func nested(_ key: String, _ items: [UInt8]...) -> [UInt8] {
    let payload = items.flatMap(\.self)
    return item(key, nil, size: 1, count: payload.count, payload)
  }

  /// GoPro's sample: a camera with two streams, the second of which is the receiver's.
  static func goPro(_ stream: [UInt8]) -> [UInt8] {
    nested(
      "DEVC",
      item("DVID", "L", size: 4, count: 1, Build.number(1, 4)),
      item("DVNM", "c", size: 6, count: 1, Array("Camera".utf8)),
      nested(
        "STRM",
        item("SCAL", "s", size: 2, count: 1, [1, 0xA2]),
        item("ACCL", "s", size: 6, count: 3, .init(repeating: 7, count: 18))
      ),
      stream
    )
  }

  /// A stream with GPS5, as HERO5 to HERO10 write it.
  static func gps5(
    lock: Int? = 3,
    time: String? = "210703100000.250",
    scales: [Int] = [10_000_000, 10_000_000, 1000, 1000, 100],
    _ points: [[Double]]
  ) -> [UInt8] {
    var values: [UInt8] = []
    for point in points {
      for (index, scale) in [10_000_000.0, 10_000_000, 1000, 1000, 100].enumerated() {
        values += Build.number(Int(((index < point.count ? point[index] : 0) * scale).rounded()), 4)
      }
    }
    return nested(
      "STRM",
      item("STNM", "c", size: 3, count: 1, Array("GPS".utf8)),
      lock.map { item("GPSF", "L", size: 4, count: 1, Build.number($0, 4)) } ?? [],
      time.map { item("GPSU", "U", size: 16, count: 1, Array($0.utf8)) } ?? [],
      item("GPSP", "S", size: 2, count: 1, Build.number(270, 2)),
      item("SCAL", "l", size: 4, count: scales.count, scales.flatMap { Build.number($0, 4) }),
      item("GPS5", "l", size: 20, count: points.count, values)
    )
  }

  /// A stream with GPS9, as HERO11 and later write it: latitude, longitude, altitude, lock.
  static func gps9(_ points: [(latitude: Double, longitude: Double, altitude: Double, lock: Int)]) -> [UInt8]
  {
    let scales = [10_000_000, 10_000_000, 1000, 1000, 100, 1, 1000, 100, 1]
    var values: [UInt8] = []
    for point in points {
      // 2021-07-03 is 7854 days after 2000-01-01; 36000.25 s are 10:00:00.250.
      let numbers = [
        Int((point.latitude * 1e7).rounded()), Int((point.longitude * 1e7).rounded()),
        Int((point.altitude * 1000).rounded()), 0, 0, 7854, 36_000_250,
      ]
      values += numbers.flatMap { Build.number($0, 4) } + Build.number(270, 2) + Build.number(point.lock, 2)
    }
    return nested(
      "STRM",
      item("TYPE", "c", size: 1, count: 9, Array("lllllllSS".utf8)),
      item("SCAL", "l", size: 4, count: 9, scales.flatMap { Build.number($0, 4) }),
      item("GPS9", "?", size: 32, count: points.count, values)
    )
  }

  // MARK: Google

  static func camm(type: Int, _ payload: [UInt8]) -> [UInt8] {
    [0, 0] + Build.number(type, 2).reversed() + payload
  }

  static func camm5(_ latitude: Double, _ longitude: Double, _ altitude: Double) -> [UInt8] {
    camm(type: 5, double(latitude) + double(longitude) + double(altitude))
  }

  /// The seconds count from GPS's epoch.
  static func camm6(
    seconds: Double,
    fix: Int = 3,
    _ latitude: Double,
    _ longitude: Double,
    accuracy: Float = 4.5
  ) -> [UInt8] {
    let numbers = float(35) + float(accuracy) + [UInt8](repeating: 0, count: 20)
    return camm(
      type: 6,
      double(seconds) + Build.number(fix, 4).reversed() + double(latitude) + double(longitude) + numbers
    )
  }

  // MARK: Sony

  static func rtmd(status: String = "A", latitudeRef: String = "S") -> [UInt8] {
    let record = { (tag: Int, value: [UInt8]) in Build.number(tag, 2) + Build.number(value.count, 2) + value }
    let rationals = { (parts: [(Int, Int)]) in
      parts.flatMap { Build.number($0.0, 4) + Build.number($0.1, 4) }
    }
    let label: [UInt8] = [6, 0x0E, 0x2B, 0x34, 2, 0x53, 1, 1, 0x0C, 2, 1, 1, 1, 1, 0, 0]
    let fields =
      record(0x8500, [2, 2, 0, 0]) + record(0x8501, Array(latitudeRef.utf8))
      + record(0x8502, rationals([(33, 1), (51, 1), (31, 1)])) + record(0x8503, Array("E".utf8))
      + record(0x8504, rationals([(151, 1), (12, 1), (50, 1)])) + record(0x8505, [0])
      + record(0x8506, rationals([(25, 2)]))
      + record(0x8507, rationals([(10, 1), (0, 1), (21, 2)])) + record(0x8509, Array(status.utf8))
      + record(0x8512, Array("WGS-84".utf8)) + record(0x851D, Array("2021:07:03".utf8))
    let header = Build.number(0x1C, 2) + [UInt8](repeating: 0, count: 0x1A)
    return header + record(0x8000, [0xC0, 0]) + label + Build.number(0x8300, 2)
      + Build.number(fields.count, 2) + fields
      + [0, 0, 0, 0]
  }

  // MARK: Apple

  static let placeKey = "com.apple.quicktime.location.ISO6709"

  /// The keys of a track, each with its number in the samples.
  static func mebxKeys(_ keys: [(number: Int, name: String)]) -> [UInt8] {
    let entries = keys.flatMap { key in
      let boxes =
        Build.box("keyd", Build.name("mdta") + Array(key.name.utf8))
        + Build.box("dtyp", Build.number(0, 4) + Build.number(1, 4))
      return Build.number(boxes.count + 8, 4) + Build.number(key.number, 4) + boxes
    }
    return Build.box("keys", entries)
  }

  /// Values by the numbers of their keys.
  static func mebx(_ values: [(number: Int, text: String)]) -> [UInt8] {
    values.flatMap {
      Build.number($0.text.utf8.count + 8, 4) + Build.number($0.number, 4) + Array($0.text.utf8)
    }
  }

  // MARK: Dash cameras

  /// A subtitle: its length, and the text.
  static func text(_ text: String) -> [UInt8] { Build.number(text.utf8.count, 2) + Array(text.utf8) }

  /// A block of Novatek's software, or of Viofo's A119v3, which leaves out 32 bytes.
  static func freeGPS(
    isShort: Bool = false,
    status: String = "A",
    latitude: Float = 3733.99,
    latitudeRef: String = "N",
    longitude: Float = 12658.68,
    longitudeRef: String = "E",
    month: Int = 7
  ) -> [UInt8] {
    let time = [10, 0, 5, 21, month, 3].flatMap { Build.number($0, 4).reversed() }
    let letters = Array((status + latitudeRef + longitudeRef).utf8) + [0]
    let block =
      Build.number(0x8000, 4) + Array("freeGPS ".utf8) + [0x4C, 0, 0, 0]
      + [UInt8](repeating: 0, count: isShort ? 0 : 32) + time + letters + float(latitude) + float(longitude)
      + float(12) + float(90)
    return block + [UInt8](repeating: 0, count: 0x100 - block.count)
  }

  // MARK: Insta360

  /// A trailer with a record of the receiver before another one.
  static func insta360(status: String = "A", latitudeRef: String = "S", longitudeRef: String = "O") -> [UInt8]
  {
    // 2021-07-03T10:00:05Z.
    let fix = { (status: String) in
      Array(Build.number(1_625_306_405, 4).reversed()) + [UInt8](repeating: 0, count: 6) + Array(status.utf8)
        + double(33.8586) + Array(latitudeRef.utf8) + double(70.67) + Array(longitudeRef.utf8) + double(1)
        + double(90) + double(520)
    }
    let header = { (kind: Int, size: Int) in
      Array(Build.number(kind, 2).reversed()) + Array(Build.number(size, 4).reversed())
    }
    let fixes = fix("V") + fix(status)
    let other = [UInt8](repeating: 9, count: 32)
    let records = fixes + header(0x700, fixes.count) + other + header(0x400, other.count)
    let size = records.count + 72
    return records + [UInt8](repeating: 0, count: 32) + Array(Build.number(size, 4).reversed())
      + Array(Build.number(3, 4).reversed()) + Array("8db42d694ccc418790edff439fe026bf".utf8)
  }

  private static func double(_ value: Double) -> [UInt8] {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
  }

  private static func float(_ value: Float) -> [UInt8] {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
  }
}
