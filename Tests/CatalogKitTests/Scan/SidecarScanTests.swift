import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Sidecars in a scan")
struct SidecarScanTests {
  private let folder: SidecarFolder

  init() throws {
    folder = try SidecarFolder()
  }

  // MARK: Which source counts

  private func expectPlace(_ photo: Photo, _ latitude: Double, _ source: Position.Source) {
    #expect(abs((photo.position?.coordinate.latitude ?? .nan) - latitude) < 1e-9)
    #expect(photo.position?.source == source)
    #expect(photo.problem == nil)
  }

  @Test("Each source counts where all before it are missing")
  func order() throws {
    let isLocated = SidecarSample.photo(isLocated: true, xmp: SidecarSample.xmp(3, 30))
    try folder.write(isLocated, to: "IMG.jpg")
    try folder.write(SidecarSample.xmp(1, 10), to: "IMG.jpg.xmp")
    try folder.write(SidecarSample.xmp(2, 20), to: "IMG.xmp")
    try folder.write(SidecarSample.takeout(SidecarSample.place(4, 40)), to: "IMG.jpg.json")
    expectPlace(try folder.scannedPhoto(), 1, .sidecar)
    try folder.remove("IMG.jpg.xmp")
    expectPlace(try folder.scannedPhoto(), 2, .sidecar)
    try folder.remove("IMG.xmp")
    expectPlace(try folder.scannedPhoto(), RawTIFF.latitude, .exif)
    let xmpOnly = SidecarSample.photo(isLocated: false, xmp: SidecarSample.xmp(3, 30))
    try folder.write(xmpOnly, to: "IMG.jpg")
    expectPlace(try folder.scannedPhoto(), 3, .xmp)
    try folder.write(SidecarSample.photo(isLocated: false), to: "IMG.jpg")
    expectPlace(try folder.scannedPhoto(), 4, .takeout)
    try folder.remove("IMG.jpg.json")
    let photo = try folder.scannedPhoto()
    #expect(photo.position == nil)
    #expect(photo.problem == PhotoProblem("no position", isUnreadable: false))
    #expect(photo.sidecars.isEmpty)
  }

  @Test("A sidecar without a position leaves it to the next source")
  func nextSource() throws {
    try folder.write(SidecarSample.photo(isLocated: true), to: "IMG.jpg")
    try folder.write(SidecarSample.xmp("tiff:Make=\"Dog\""), to: "IMG.jpg.xmp")
    expectPlace(try folder.scannedPhoto(), RawTIFF.latitude, .exif)
    try folder.write(SidecarSample.xmp(2, 20), to: "IMG.xmp")
    expectPlace(try folder.scannedPhoto(), 2, .sidecar)
  }

  @Test("A sidecar with an impossible position leaves it to the next source")
  func impossiblePosition() throws {
    try folder.write(SidecarSample.photo(isLocated: true), to: "IMG.jpg")
    try folder.write(SidecarSample.xmp(91, 10), to: "IMG.xmp")
    expectPlace(try folder.scannedPhoto(), RawTIFF.latitude, .exif)
  }

  @Test("A sidecar locates a photo that cannot be read")
  func unreadablePhoto() throws {
    try folder.write([0xFF, 0xD8, 0xFF], to: "IMG.jpg")
    try folder.write(SidecarSample.xmp(2, 20), to: "IMG.xmp")
    expectPlace(try folder.scannedPhoto(), 2, .sidecar)
  }

  @Test("A sidecar is that of the photo whose name it has")
  func others() throws {
    try folder.write(SidecarSample.photo(isLocated: false), to: "IMG.jpg")
    try folder.write(SidecarSample.xmp(1, 10), to: "IMG2.xmp")
    try folder.write(SidecarSample.xmp(2, 20), to: "IMG_1.jpg.xmp")
    #expect(try folder.scannedPhoto().position == nil)
  }

  // MARK: Sidecars that cannot be read

  /// A sidecar that is no XMP, and what is said of it.
  enum Broken: CaseIterable {
    case folder, empty, large, noXML

    var problem: String {
      switch self {
      case .folder: "IMG.jpg.xmp: "
      case .empty: "IMG.jpg.xmp: the file is empty"
      case .large: "IMG.jpg.xmp: more than 1 MB"
      case .noXML: "IMG.jpg.xmp: damaged: "
      }
    }

    func put(in folder: SidecarFolder, _ name: String) throws {
      switch self {
      case .folder: try folder.makeFolder(name)
      case .empty: try folder.write("", to: name)
      case .large: try folder.write([UInt8](repeating: 0x20, count: 2 << 20), to: name)
      case .noXML: try folder.write("latitude: 1\n", to: name)
      }
    }
  }

  @Test(
    "Where a sidecar cannot be read, the next source's position counts",
    arguments: Broken.allCases
  )
  func brokenSidecar(broken: Broken) throws {
    try broken.put(in: folder, "IMG.jpg.xmp")
    try folder.write(SidecarSample.photo(isLocated: true), to: "IMG.jpg")
    expectPlace(try folder.scannedPhoto(), RawTIFF.latitude, .exif)
    try folder.write(SidecarSample.xmp(2, 20), to: "IMG.xmp")
    expectPlace(try folder.scannedPhoto(), 2, .sidecar)
  }

  @Test(
    "Where no source has a position, the problem names the broken sidecar",
    arguments: Broken.allCases
  )
  func brokenSidecarAlone(broken: Broken) throws {
    try broken.put(in: folder, "IMG.jpg.xmp")
    try folder.write(SidecarSample.photo(isLocated: false), to: "IMG.jpg")
    let photo = try folder.scannedPhoto()
    #expect(photo.position == nil)
    let problem = try #require(photo.problem)
    #expect(problem.reason.hasPrefix(broken.problem), "\(problem.reason)")
    #expect(!problem.isUnreadable)
    #expect(photo.make == "Cat")
  }

  @Test("A broken Takeout file is named as well, and one that is not about photos is not")
  func brokenTakeout() throws {
    try folder.write(SidecarSample.photo(isLocated: false), to: "IMG.jpg")
    try folder.write("{\"title\":", to: "IMG.jpg.json")
    #expect(try folder.scannedPhoto().problem?.reason.hasPrefix("IMG.jpg.json: damaged: ") == true)
    try folder.write("{\"name\":\"IMG.jpg\"}", to: "IMG.jpg.json")
    #expect(try folder.scannedPhoto().problem?.reason == "no position")
  }

  @Test("A reason in the photo is kept only where all sources fail")
  func problemOfAll() throws {
    let noReference = RawTIFF([
      [RawTIFF.Entry(tag: 0x8825, value: .directory(1))],
      RawTIFF.gps.filter { $0.tag != 1 },
    ])
    try folder.write(SidecarSample.jpeg(noReference.bytes), to: "IMG.jpg")
    #expect(try folder.scannedPhoto().problem?.reason == "no latitude reference")
    try folder.write(SidecarSample.takeout(SidecarSample.place(4, 40)), to: "IMG.jpg.json")
    expectPlace(try folder.scannedPhoto(), 4, .takeout)
    try folder.remove("IMG.jpg.json")
    let packet = SidecarSample.xmp(3, 30)
    try folder.write(SidecarSample.jpeg(noReference.bytes, xmp: packet), to: "IMG.jpg")
    expectPlace(try folder.scannedPhoto(), 3, .xmp)
  }

  // MARK: Everything but the position

  @Test("The camera is the photo's own before the sidecar's, and the date the sidecar's")
  func ownFacts() throws {
    try folder.write(SidecarSample.photo(isLocated: false), to: "IMG.jpg")
    let facts = """
      exif:DateTimeOriginal="2001-02-03T04:05:06" tiff:Make="Dog" tiff:Model="Bone" \
      exif:GPSLatitude="1" exif:GPSLongitude="10"
      """
    try folder.write(SidecarSample.xmp(facts), to: "IMG.xmp")
    let photo = try folder.scannedPhoto()
    expectPlace(photo, 1, .sidecar)
    #expect(photo.taken?.description == "2001-02-03T04:05:06")
    #expect(photo.takenSource == .original)
    #expect(photo.make == "Cat")
    #expect(photo.model == "Bone")
  }

  @Test("Time and camera are the sidecar's where the photo says none")
  func sidecarsFacts() throws {
    try folder.write(PNGBuilder([PNGBuilder.picture]).bytes, to: "IMG.png")
    let facts = "exif:DateTimeOriginal=\"2001-02-03T04:05:06\" tiff:Make=\"Dog\""
    try folder.write(SidecarSample.xmp(facts), to: "IMG.png.xmp")
    let photo = try folder.scannedPhoto()
    #expect(photo.taken?.description == "2001-02-03T04:05:06")
    #expect(photo.make == "Dog")
    #expect(photo.problem?.reason == "no position")
  }

  // MARK: Takeout

  @Test("Takeout's 0, 0 is no position, and geoDataExif is asked next")
  func takeoutZero() throws {
    try folder.write(SidecarSample.photo(isLocated: false), to: "IMG.jpg")
    let zero = SidecarSample.place(0, 0)
    try folder.write(SidecarSample.takeout(zero, zero), to: "IMG.jpg.supplemental-metadata.json")
    let photo = try folder.scannedPhoto()
    #expect(photo.position == nil)
    #expect(photo.problem?.reason == "zero position")
    let uploaded = SidecarSample.takeout(zero, SidecarSample.place(4, 40))
    try folder.write(uploaded, to: "IMG.jpg.supplemental-metadata.json")
    expectPlace(try folder.scannedPhoto(), 4, .takeout)
  }

  @Test("A video's own position comes before Takeout's, which counts where the video has none")
  func takeoutOfVideo() throws {
    let place = ISOMediaBuilder.udta(ISOMediaBuilder.text("©xyz", "+37.5665+126.9780/"))
    let video = ISOMediaBuilder.ftyp(["isom", "mp42"])
    try folder.write(video + ISOMediaBuilder.moov(ISOMediaBuilder.mvhd(0), place), to: "IMG.mp4")
    let takeout = SidecarSample.takeout(SidecarSample.place(4, 40)).replacing("IMG.jpg", with: "IMG.mp4")
    try folder.write(takeout, to: "IMG.mp4.json")
    expectPlace(try folder.scannedPhoto(), 37.5665, .video)
    try folder.write(video + ISOMediaBuilder.moov(ISOMediaBuilder.mvhd(0)), to: "IMG.mp4")
    expectPlace(try folder.scannedPhoto(), 4, .takeout)
  }

  // MARK: Scanning again

  private func expectSecondScan(read: Int, unchanged: Int) throws {
    let summary = try folder.scan()
    #expect(summary.read == read)
    #expect(summary.unchanged == unchanged)
  }

  private func writeTwoPhotos() throws {
    try folder.write(SidecarSample.photo(isLocated: false), to: "IMG.jpg")
    try folder.write(SidecarSample.photo(isLocated: true), to: "other.jpg")
  }

  @Test("Photos whose sidecars are as they were are not read again")
  func unchanged() throws {
    try writeTwoPhotos()
    try folder.write(SidecarSample.xmp(1, 10), to: "IMG.jpg.xmp")
    try folder.write(SidecarSample.takeout(SidecarSample.place(4, 40)), to: "IMG.jpg.json")
    try folder.scan()
    let before = try folder.photos()
    #expect(before["IMG.jpg"]?.sidecars.map(\.name.lossyText) == ["IMG.jpg.xmp", "IMG.jpg.json"])
    try expectSecondScan(read: 0, unchanged: 2)
    #expect(try folder.photos() == before)
  }

  @Test("A photo whose sidecar changed is read again", arguments: ["size", "time"])
  func changed(what: String) throws {
    try writeTwoPhotos()
    try folder.write(SidecarSample.xmp(1, 10), to: "IMG.jpg.xmp")
    try folder.scan()
    if what == "size" {
      try folder.write(SidecarSample.xmp(22, 20), to: "IMG.jpg.xmp")
    } else {
      try folder.write(SidecarSample.xmp(2, 20), to: "IMG.jpg.xmp", secondsSince1970: 1_700_000_001)
    }
    try expectSecondScan(read: 1, unchanged: 1)
    let photo = try #require(try folder.photos()["IMG.jpg"])
    expectPlace(photo, what == "size" ? 22 : 2, .sidecar)
    try expectSecondScan(read: 0, unchanged: 2)
  }

  @Test("A photo whose sidecar appeared is read again", arguments: ["IMG.jpg.xmp", "IMG.xmp", "IMG.XMP"])
  func appeared(name: String) throws {
    try writeTwoPhotos()
    try folder.scan()
    try folder.write(SidecarSample.xmp(1, 10), to: name)
    try expectSecondScan(read: 1, unchanged: 1)
    expectPlace(try #require(try folder.photos()["IMG.jpg"]), 1, .sidecar)
  }

  @Test("A photo whose sidecar vanished is read again")
  func vanished() throws {
    try writeTwoPhotos()
    try folder.write(SidecarSample.xmp(1, 10), to: "IMG.xmp")
    try folder.scan()
    try folder.remove("IMG.xmp")
    try expectSecondScan(read: 1, unchanged: 1)
    let photo = try #require(try folder.photos()["IMG.jpg"])
    #expect(photo.position == nil)
    #expect(photo.sidecars.isEmpty)
  }

  @Test(
    "A sidecar that is a folder or broken does not have its photo read every time",
    arguments: Broken.allCases
  )
  func brokenUnchanged(broken: Broken) throws {
    try writeTwoPhotos()
    try broken.put(in: folder, "IMG.jpg.xmp")
    try folder.scan()
    try expectSecondScan(read: 0, unchanged: 2)
  }

  @Test("A Takeout file that appears is read, though the photo has none of its own")
  func takeoutAppeared() throws {
    try writeTwoPhotos()
    try folder.scan()
    try folder.write(
      SidecarSample.takeout(SidecarSample.place(4, 40)),
      to: "IMG.jpg.supplemental-metada.json"
    )
    try expectSecondScan(read: 1, unchanged: 1)
    expectPlace(try #require(try folder.photos()["IMG.jpg"]), 4, .takeout)
  }
}
