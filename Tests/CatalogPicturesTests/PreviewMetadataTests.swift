import Testing

@testable import CatalogKit
@testable import CatalogPictures
@testable import TestSupport

@Suite(
  .disabled(if: PreviewFixture.isMissing || OtherProgram.vips.isMissing || OtherProgram.exiftool.isMissing)
)
struct PreviewMetadataTests {
  static let sizes = [
    PictureSize(edge: 480), PictureSize(edge: 96), PictureSize(edge: 480, coding: .jpeg),
    PictureSize(edge: 96, coding: .jpeg),
  ]

  @Test("the kit's reader finds nothing in a preview, whatever it was made of")
  func bare() throws {
    let folder = try TemporaryFolder()
    let names = try PreviewFixture.writePhotos(in: folder)
    let worker = PreviewWorker(try PreviewFixture.required())
    for name in names {
      let file = try OpenFile(folder(name))
      let original = PhotoExtractor().read(file.contents, as: FilePathBytes(name))
      if name != "photo.jxl" {
        #expect(original.position != nil && original.make == "Cat" && original.taken != nil, "\(name)")
      }
      let source = try #require(PictureLocator().pictures(of: file.contents).main)
      let pictures = try worker.pictures(of: source, in: file.descriptor, Self.sizes)
      for (picture, size) in zip(pictures, Self.sizes) {
        let found = PhotoExtractor().read(picture.bytes, as: FilePathBytes(name))
        #expect(found.format == (size.coding == .webp ? .webp : .jpeg))
        #expect(found.pixelSize == PixelSize(width: picture.width, height: picture.height))
        #expect(max(picture.width, picture.height) == size.edge)
        var expected = Photo(
          path: FilePathBytes(name),
          size: picture.bytes.count,
          modified: Timestamp(seconds: 0, nanoseconds: 0)
        )
        expected.format = found.format
        expected.pixelSize = found.pixelSize
        expected.problem = found.problem
        #expect(found == expected, "\(name)")
        #expect(found.problem?.reason == "no position")
        for word in ["Exif", "xpacket", "Nabi", "ICC_PROFILE", "http"] {
          #expect(picture.bytes.firstRange(of: Array(word.utf8)) == nil, "\(word) in a preview of \(name)")
        }
      }
    }
  }

  @Test("a photo that was taken upright is upright, also where the decoder turns it")
  func orientation() throws {
    let folder = try TemporaryFolder()
    let worker = PreviewWorker(try PreviewFixture.required())
    for name in try PreviewFixture.writePhotos(in: folder) {
      let file = try OpenFile(folder(name))
      let source = try #require(PictureLocator().pictures(of: file.contents).main)
      let picture = try worker.pictures(of: source, in: file.descriptor, [PictureSize(edge: 480)])[0]
      // What Exif says of HEIC, AVIF and JPEG XL does not count: their own properties do, and these have none.
      let isTurned = !["photo.heic", "photo.avif", "photo.jxl"].contains(name)
      #expect((picture.width, picture.height) == (isTurned ? (360, 480) : (480, 360)), "\(name)")
    }
  }

  #if os(Linux)
    @Test("it decodes nothing before it has given up its rights")
    func confined() throws {
      let worker = PreviewWorker(try PreviewFixture.required())
      try worker.start()
      let confinement = try #require(worker.hello?.confinement)
      #expect(confinement.contains(.seccomp))
      // Kernels before 5.13, and some that are set up so, have no Landlock.
      let path = "/sys/kernel/security/lsm"
      if let modules = try? TemporaryFolder.read(FilePathBytes(path)),
        modules.firstRange(of: Array("landlock".utf8)) != nil
      {
        #expect(confinement.contains(.landlock))
      }
    }
  #endif
}
