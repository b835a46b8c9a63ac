import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport
@testable import catalog

@Suite("catalog place")
struct PlaceCommandTests {
  let fixture: ProgramFixture
  var folder: TemporaryFolder { fixture.folder }

  init() throws {
    fixture = try ProgramFixture()
  }

  private func run(_ arguments: String...) throws -> ProcessResult {
    try fixture.catalog.run(arguments.map { Array($0.utf8) })
  }

  private func list(_ arguments: String...) throws -> [String] {
    try fixture.catalog.run((["list", "--format", "paths"] + arguments).map { Array($0.utf8) }).text.split(
      separator: "\n"
    ).map(String.init)
  }

  @Test("a place by hand; one that the photo has stays without --overwrite, and none says that it is wrong")
  func place() throws {
    try folder.write(SamplePhoto.unlocated(), to: "photos/nowhere.jpg")
    #expect(try run("scan").status == 0)
    #expect(
      try run("place", "photos/nowhere.jpg", "--at", "37.5665, 126.9780", "--accuracy", "25m").status == 0
    )
    let line = try run(
      "near",
      "37.5665",
      "126.978",
      "--radius",
      "1m",
      "--format",
      "jsonl",
      "--columns",
      "path,accuracy,method,source"
    )
    #expect(
      line.text.contains(
        "{\"path\":\"photos/nowhere.jpg\",\"accuracy\":25,\"method\":\"MANUAL\",\"source\":\"sidecar\"}"
      )
    )
    let kept = try run("place", "photos/miso.jpg", "--at", "1.5,2.5")
    #expect(
      kept.status == 65
        && kept.errors.contains("it has a position, 37.5665, 126.978. --overwrite replaces it")
    )
    #expect(try run("place", "photos/miso.jpg", "--at", "-33.8586,151.2140", "--overwrite").status == 0)
    #expect(try run("near", "-33.8586", "151.214", "--format", "paths").text == "photos/miso.jpg\n")
    #expect(try run("place", "photos/miso.jpg", "--none").status == 0)
    #expect(try list("--unlocated") == ["photos/miso.jpg"])
    #expect(try run("undo").status == 0)
    #expect(try run("undo").status == 0)
    #expect(
      try run("near", "37.5665", "126.978", "--nearest", "1", "--format", "paths").text.contains("miso.jpg")
    )
    for wrong in [["--at", "1.5,2.5", "--none"], [], ["--at", "nowhere"]] {
      #expect(
        try fixture.catalog.run((["place", "photos/miso.jpg"] + wrong).map { Array($0.utf8) }).status == 64
      )
    }
  }

  @Test("a place by its name or by a cell is as exact as that is, unless somebody knows better")
  func placeByName() throws {
    try folder.write(SamplePhoto.unlocated(), to: "photos/nowhere.jpg")
    func accuracy(_ arguments: [String]) throws -> String {
      let words = ["place", "photos/nowhere.jpg", "--overwrite", "--at"] + arguments
      let placed = try fixture.catalog.run(words.map { Array($0.utf8) })
      #expect(placed.status == 0, "\(placed.errors)")
      return try run("list", "--path", "nowhere.jpg", "--format", "csv", "--columns", "accuracy").text
    }
    #expect(try run("scan").status == 0)
    let named = try run("place", "photos/nowhere.jpg", "--at", "Seoul")
    #expect(named.status == 0 && named.errors.contains("around Seoul, South Korea"), "\(named.errors)")
    #expect(try accuracy(["Seoul", "--accuracy", "3km"]) == "accuracy\r\n3000\r\n")
    #expect(try accuracy(["Seoul"]) == "accuracy\r\n19000\r\n")
    #expect(try accuracy(["wydm9q"]) == "accuracy\r\n573.2\r\n")
    #expect(try accuracy(["37.5665,126.978"]) == "accuracy\r\n10\r\n")
    #expect(try list("--in", "Seoul") == ["photos/miso.jpg", "photos/nowhere.jpg", "photos/sub/nabi.jpg"])
    #expect(try run("list", "--in", "").errors.contains("--in: name a place, a district"))
  }

  @Test("photos of a folder that are refused for one reason are named in order, and counted beyond five")
  func manyRefused() throws {
    for number in [7, 3, 1, 8, 2, 6, 5, 4] {
      try folder.write(SamplePhoto.unlocated(taken: "2024:05:01 12:00:00"), to: "photos/walk/\(number).jpg")
    }
    let point = "<trkpt lat=\"1\" lon=\"2\"><time>2024-05-01T12:00:00Z</time></trkpt>"
    let gpx = "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>\(point)</trkseg></trk></gpx>"
    try folder.write(Array(gpx.utf8), to: "walk.gpx")
    let run = try run("place", "photos/walk", "--track", "walk.gpx")
    let lines = run.errors.split(separator: "\n").map(String.init)
    #expect(run.status == 65)
    for number in 1...5 {
      #expect(lines[number - 1].hasPrefix("catalog: photos/walk/\(number).jpg: it does not say how far"))
    }
    #expect(lines[5].hasPrefix("catalog: 3 more: it does not say how far its clock is from UTC."))
    #expect(lines[6...] == ["placed: 0 photos, 8 photos left as they were"])
  }

  @Test(
    "photos are placed by a track within five metres of where the walk was, by their own offset or by --zone and --clock"
  )
  func track() throws {
    // A walk of an hour with a point every twenty seconds, in bows of forty metres.
    let walk = { (seconds: Double) in (37.5 + seconds * 1e-5, 127 + 0.0004 * sin(seconds / 200)) }
    let points = stride(from: 0.0, through: 3600, by: 20).map { ($0, walk($0).0, walk($0).1) }
    var text = "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>"
    for (seconds, latitude, longitude) in points {
      let time = Timestamp(seconds: 1_714_564_800 + Int(seconds), nanoseconds: 0).description
      text += "<trkpt lat=\"\(latitude)\" lon=\"\(longitude)\"><time>\(time)</time></trkpt>"
    }
    try folder.write(Array((text + "</trkseg></trk></gpx>").utf8), to: "walk.gpx")
    var names: [String] = []
    for number in 0..<24 {
      // Noon in UTC is nine in the evening in Seoul; the camera runs 90 seconds ahead.
      let seconds = number * 140 + 90
      let clock = [21 + seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      try folder.write(
        SamplePhoto.unlocated(taken: "2024:05:01 \(clock.joined(separator: ":"))"),
        to: "photos/walk/\(number).jpg"
      )
      names.append("photos/walk/\(number).jpg")
    }
    #expect(try run("scan").status == 0)
    let place = ["place"] + names + ["--track", "walk.gpx"]
    let refused = try fixture.catalog.run(place.map { Array($0.utf8) })
    #expect(refused.status == 65 && refused.errors.contains("--zone +09:00 says it"))
    let placed = try fixture.catalog.run(
      (place + ["--zone", "+09:00", "--clock", "-90s"]).map { Array($0.utf8) }
    )
    #expect(placed.status == 0 && placed.errors == "placed: 24 photos\n", "\(placed.errors)")
    for number in 0..<24 {
      let truth = try Coordinate(
        latitude: walk(Double(number) * 140).0,
        longitude: walk(Double(number) * 140).1
      )
      let photo = try Photo.read(folder("photos/walk/\(number).jpg"))
      let position = try #require(photo.position)
      #expect(Geodesic(from: truth, to: position.coordinate).distance < 5)
      #expect(position.method == "MANUAL" && position.accuracy == 10)
    }
    let late = try run("place", "photos/walk/0.jpg", "--track", "walk.gpx", "--zone", "+05:00", "--overwrite")
    #expect(late.status == 65 && late.errors.contains("before or after the track"))
    for wrong in [
      ["--clock", "90"], ["--clock", "90m"], ["--zone", "east"], ["--at", "1.5,2.5"], ["--gap", "10"],
    ] {
      #expect(try fixture.catalog.run((place + wrong).map { Array($0.utf8) }).status == 64, "\(wrong)")
    }
    #expect(try run("place", "photos/walk/0.jpg", "--zone", "+09:00", "--at", "1.5,2.5").status == 64)
    #expect(try run("place", "photos/walk/0.jpg", "--track", "photos/miso.jpg").status == 65)
  }

  @Test(
    "photos of a folder are placed by those taken just before and after them, and those with a place stay"
  )
  func neighbours() throws {
    for (name, bytes) in [
      ("1", SamplePhoto.at(37.5, 127, taken: "2024:05:01 12:00:00")),
      ("2", SamplePhoto.unlocated(taken: "2024:05:01 12:01:00")),
      ("3", SamplePhoto.at(37.502, 127.002, taken: "2024:05:01 12:04:00")),
      ("4", SamplePhoto.unlocated(taken: "2024:05:01 12:20:00")),
    ] {
      try folder.write(bytes, to: "photos/walk/\(name).jpg")
    }
    #expect(try run("scan").status == 0)
    let dry = try run("place", "photos/walk", "--from-neighbours", "--within", "5min", "--dry-run")
    #expect(dry.errors.contains("would make photos/walk/2.jpg.xmp"))
    let placed = try run("place", "photos/walk", "--from-neighbours", "--within", "5min")
    #expect(placed.status == 65, "\(placed.errors)")
    #expect(placed.errors.contains("photos/walk/4.jpg: no photo with a position was taken near it in time"))
    #expect(
      placed.errors.hasSuffix("placed: 1 photo, 2 photos needed no change, 1 photo left as it was\n"),
      "\(placed.errors)"
    )
    let position = try #require(try Photo.read(folder("photos/walk/2.jpg")).position)
    let truth = try Coordinate(latitude: 37.5005, longitude: 127.0005)
    #expect(Geodesic(from: truth, to: position.coordinate).distance < 0.1)
    #expect(position.method == "MANUAL" && (position.accuracy ?? 0) > 100)
    // What was found by neighbours a moment ago needs no further change, though a photo is no neighbour of its own.
    let again = try run("place", "photos/walk/2.jpg", "--from-neighbours", "--within", "5min", "--overwrite")
    #expect(again.status == 0 && again.errors.contains("1 photo needed no change"), "\(again.errors)")
    for wrong in [
      ["--zone", "+09:00", "--at", "1.5,2.5"], ["--from-neighbours", "--at", "1.5,2.5"],
      ["--from-neighbours", "--gap", "5min"], ["--from-neighbours", "--zone", "east"],
      ["--within", "5min", "--at", "1.5,2.5"],
      ["--from-neighbours", "--within", "-5min"], ["--from-neighbours", "--track", "walk.gpx"],
      ["--clock", "5min", "--at", "1.5,2.5"],
    ] {
      let words = ["place", "photos/walk/4.jpg"] + wrong
      #expect(try fixture.catalog.run(words.map { Array($0.utf8) }).status == 64, "\(wrong)")
    }
  }

  /// Noon in Seoul, where it was, by a clock that says so.
  private static let phone = TIFFBuilder()
    .setting(.dateTimeOriginal, .ascii("2024:05:01 12:00:00")).setting(.offsetTimeOriginal, .ascii("+09:00"))
    .setting(.latitudeRef, .ascii("N")).setting(.latitude, .rationals((75, 2), (0, 1), (0, 1)))
    .setting(.longitudeRef, .ascii("E")).setting(.longitude, .rationals((127, 1), (0, 1), (0, 1)))

  @Test("neighbours are compared in UTC where --zone says how far the camera's clock is from it")
  func neighboursInZone() throws {
    for (name, bytes) in [
      ("phone", JPEGBuilder.photo(Self.phone).bytes),
      ("camera", SamplePhoto.unlocated(taken: "2024:05:01 04:01:00")),
      ("other", SamplePhoto.at(48.8, 2.3, taken: "2024:05:01 04:02:00")),
    ] {
      try folder.write(bytes, to: "photos/trip/\(name).jpg")
    }
    #expect(try run("scan").status == 0)
    func place(_ zone: String) throws -> ProcessResult {
      try run("place", "photos/trip/camera.jpg", "--from-neighbours", "--zone", zone)
    }
    // The third photo has no offset either, so that its clock is as far from UTC as the camera's.
    let both = try place("+01:00")
    #expect(both.status == 65 && both.errors.contains("so far apart"), "\(both.errors)")
    try folder.remove("photos/trip/other.jpg")
    #expect(try run("scan").status == 0)
    let wrong = try place("+02:00")
    #expect(wrong.status == 65 && wrong.errors.contains("no photo with a position"), "\(wrong.errors)")
    #expect(try place("+01:00").status == 0)
    let position = try #require(try Photo.read(folder("photos/trip/camera.jpg")).position)
    #expect(position.coordinate.latitude == 37.5 && position.coordinate.longitude == 127)
  }
}
