import Foundation

@testable import CatalogKit

/// The decoder of pictures, as `make preview` builds it.
enum PreviewFixture {
  /// The program; `nil` where it was not built.
  static let program: FilePathBytes? = {
    let file = repository.appending(FilePathBytes(".build/catalog-preview"))
    return file.withCString { access($0, X_OK) } == 0 ? file : nil
  }()

  /// Whether tests that need it are to be skipped. `make test` sets `CATALOG_REQUIRE_PEERS`, and then they fail in place of that.
  static var isMissing: Bool { program == nil && !OtherProgram.areRequired }

  /// - Throws: `OtherProgram.Missing`.
  static func required() throws -> FilePathBytes {
    guard let program else { throw OtherProgram.Missing(name: "catalog-preview") }
    return program
  }

  static let repository = FilePathBytes(#filePath).parent.parent.parent

  /// Small photographs of noise in all formats that are decoded, each with a position in Exif and one in XMP. JPEG XL has none: ExifTool
  /// does not write it.
  ///
  /// - Parameter folder: Takes `photo.jpg` and so on.
  /// - Returns: The names.
  /// - Throws: `OtherProgram.Missing`, and what the folder throws.
  static func writePhotos(in folder: TemporaryFolder) throws -> [String] {
    let path = { (name: String) in folder(name).lossyText }
    try vips(["gaussnoise", path("noise.v"), "640", "480", "--mean", "128", "--sigma", "40"])
    try vips(["gaussblur", path("noise.v"), path("soft.v"), "3"])
    try vips([
      "bandjoin", [path("soft.v"), path("noise.v"), path("soft.v")].joined(separator: " "), path("bands.v"),
    ])
    try vips(["cast", path("bands.v"), path("bytes.v"), "uchar"])
    try vips(["copy", path("bytes.v"), path("photo.v"), "--interpretation", "srgb"])
    for ending in ["jpg", "png", "webp", "tif"] {
      try vips(["copy", path("photo.v"), path("photo.\(ending)")])
    }
    try vips(["heifsave", path("photo.v"), path("photo.heic"), "--compression", "hevc"])
    try vips(["heifsave", path("photo.v"), path("photo.avif"), "--compression", "av1"])
    try vips(["jxlsave", path("photo.v"), path("photo.jxl")])
    let names = ["jpg", "png", "webp", "tif", "heic", "avif"].map { "photo.\($0)" }
    let result = try OtherProgram.exiftool(
      ["-q", "-overwrite_original", "-n", "-Orientation=6"] + positions + names.map(path)
    )
    guard result.status == 0 else {
      throw OtherProgram.Missing(name: "exiftool that writes: \(result.errors)")
    }
    return names + ["photo.jxl"]
  }

  private static let positions = [
    "-GPSLatitude=37.5665", "-GPSLatitudeRef=N", "-GPSLongitude=126.978", "-GPSLongitudeRef=E", "-Make=Cat",
    "-DateTimeOriginal=2026:05:01 12:34:56", "-XMP-exif:GPSLatitude=37.5665",
    "-XMP-exif:GPSLongitude=126.978",
    "-XMP-dc:Title=Nabi",
  ]

  private static func vips(_ arguments: [String]) throws {
    let result = try OtherProgram.vips(arguments)
    guard result.status == 0 else {
      throw OtherProgram.Missing(name: "vips that \(arguments[0])s: \(result.errors)")
    }
  }
}
