import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Photos that come again")
struct PhotoFingerprintTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("one picture with other metadata has the same sum and is found alike; another is not")
  func likeness() throws {
    let one = try folder.write(SamplePhoto.at(37.5, 127, padding: 30), to: "one.jpg")
    let copy = try folder.write(SamplePhoto.at(37.5, 127, padding: 30), to: "copy.jpg")
    let bare = try folder.write(SamplePhoto.unlocated(taken: nil, padding: 30), to: "bare.jpg")
    let other = try folder.write(SamplePhoto.at(37.5, 127, padding: 31), to: "other.jpg")
    let text = try folder.write(Array("text".utf8), to: "text.jpg")
    #expect(try PhotoFingerprint(of: one, .jpeg) == PhotoFingerprint(of: bare, .jpeg))
    #expect(try PhotoFingerprint(of: one, .jpeg) != nil)
    #expect(try PhotoFingerprint.likeness(of: one, and: copy) == .same)
    #expect(try PhotoFingerprint.likeness(of: one, and: bare) == .picture)
    #expect(try PhotoFingerprint.likeness(of: one, and: other) == nil)
    #expect(try PhotoFingerprint.likeness(of: one, and: text) == nil)
    #expect(try PhotoFingerprint(of: text, .jpeg) == nil)
  }
}
