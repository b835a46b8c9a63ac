import Foundation
import Testing

@testable import CatalogKit
@testable import CatalogPictures
@testable import TestSupport

/// Photos of real cameras beside the project.
private enum CameraCorpus {
  static let folder = ProcessInfo.processInfo.environment["CATALOG_CORPUS"].flatMap { $0.isEmpty ? nil : $0 }

  /// All files with names of photos, absolute.
  static func photos() -> [FilePathBytes] {
    guard let folder, let files = FileManager.default.enumerator(atPath: folder + "/cameras") else {
      return []
    }
    return files.compactMap { $0 as? String }.map { FilePathBytes("\(folder)/cameras/\($0)") }
      .filter { PhotoExtensions.matches($0.lastComponent) }.sorted()
  }
}

@Suite(.disabled(if: CameraCorpus.folder == nil || PreviewFixture.isMissing))
struct CorpusPicturesTests {
  @Test("every photo of a real camera has a picture, or is named in docs/pictures.md")
  func decoded() throws {
    let page = try TemporaryFolder.read(
      PreviewFixture.repository.appending(FilePathBytes("docs/pictures.md"))
    )
    let worker = PreviewWorker(try PreviewFixture.required())
    let locator = PictureLocator()
    var decoded = 0
    for path in CameraCorpus.photos() {
      do throws(PictureProblem) {
        guard let file = try? OpenFile(path) else { throw .notOpened("") }
        let found = locator.pictures(of: file.contents)
        guard let source = found.main else { throw .unreadable(found.problem ?? "") }
        _ = try worker.pictures(of: source, in: file.descriptor, [PictureSize(edge: 96)])
        decoded += 1
      } catch {
        let name = path.lastComponent
        #expect(
          page.firstRange(of: Array("`".utf8) + name.bytes + Array("`".utf8)) != nil,
          "\(name): \(error)"
        )
      }
    }
    #expect(decoded > 150)
  }
}
