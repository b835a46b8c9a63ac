import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("JSONExporter and OutputFile")
struct JSONExporterTests {
  let folder: TemporaryFolder
  let index: FilePathBytes

  init() throws {
    folder = try TemporaryFolder()
    index = folder("catalog.json")
  }

  private func export() throws -> String {
    String(decoding: try JSONExporter().bytes(index), as: UTF8.self)
  }

  private func export(to name: String) throws {
    let opened = try IndexFile(path: index)
    let file = try OutputFile(folder(name), exporting: opened)
    var exporter = JSONExporter()
    try exporter.export(opened, to: file)
    try file.commit()
  }

  @Test("the array holds the photos of the index as they are in it, whatever its layout")
  func photos() throws {
    var photos = try SyntheticIndex.small()
    photos[0].unknownFields = Array(#","cat":"Miso""#.utf8)
    try SyntheticIndex.write(photos, to: index)
    let lines = photos.map(\.json).sorted { $0.lexicographicallyPrecedes($1) }
    let expected =
      "[\n" + lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",\n") + "\n]\n"
    #expect(try export() == expected)
    try folder.write(try folder.read("catalog.json") + [0x20], to: "catalog.json")
    #expect(try export() == expected)
  }

  @Test("Python finds the same photos in both", .disabled(if: OtherProgram.python.isMissing))
  func python() throws {
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    try export(to: "cats.json")
    let script = """
      import json, sys
      index, export = (json.load(open(name)) for name in sys.argv[1:])
      assert index["photos"] == export and len(export) == 5
      """
    let result = try OtherProgram.python("-c", script, index.lossyText, folder("cats.json").lossyText)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("an empty index gives an empty array")
  func empty() throws {
    try SyntheticIndex.write([], to: index)
    #expect(try export() == "[]\n")
  }

  @Test("a file is replaced as a whole, or left as it was")
  func replacing() throws {
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    try folder.write(Array("old".utf8), to: "cats.json")
    try folder.setMode(0o640, of: "cats.json")
    do {
      let file = try OutputFile(folder("cats.json"), exporting: IndexFile(path: index))
      try file.write(Array("half".utf8))
    }
    #expect(try folder.read("cats.json") == Array("old".utf8))
    try export(to: "cats.json")
    #expect(try folder.read("cats.json") == Array(try export().utf8))
    #expect(try folder.status("cats.json").mode == 0o640)
    #expect(try folder.names().map(\.lossyText) == ["cats.json", "catalog.json"].sorted())
  }

  @Test("a link to a file stays a link")
  func link() throws {
    try SyntheticIndex.write([], to: index)
    try folder.makeFolder("real")
    try folder.link("cats.json", to: "real/cats.json")
    try export(to: "cats.json")
    #expect(try folder.read("real/cats.json") == Array("[]\n".utf8))
  }

  @Test("a device is written to and stays a device")
  func device() throws {
    try SyntheticIndex.write([], to: index)
    let opened = try IndexFile(path: index)
    let file = try OutputFile(FilePathBytes("/dev/null"), exporting: opened)
    try file.write(Array("[]\n".utf8))
    try file.commit()
    #expect(try SystemCalls.status(of: FilePathBytes("/dev/null")).kind == .other)
  }

  @Test("the index itself is refused, by any of its names, and so is a folder")
  func refused() throws {
    try SyntheticIndex.write(try SyntheticIndex.small(), to: index)
    let before = try folder.read("catalog.json")
    try folder.link("link.json", to: "catalog.json")
    #expect(linkat(AT_FDCWD, index.lossyText, AT_FDCWD, folder("hard.json").lossyText, 0) == 0)
    for name in ["catalog.json", "link.json", "hard.json"] {
      #expect(throws: OutputFileError.isTheIndex(folder(name))) { try export(to: name) }
    }
    try folder.makeFolder("folder")
    #expect(throws: OutputFileError.isAFolder(folder("folder"))) { try export(to: "folder") }
    #expect(try folder.read("catalog.json") == before)
  }
}
