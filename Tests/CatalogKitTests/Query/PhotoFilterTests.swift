import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("PhotoFilter")
struct PhotoFilterTests {
  private func filter(_ set: (inout PhotoFilter) throws -> Void) rethrows -> PhotoFilter {
    var filter = PhotoFilter()
    try set(&filter)
    return filter
  }

  @Test("an empty filter wants every photo, one that says anything is not empty")
  func empty() throws {
    #expect(PhotoFilter().isEmpty)
    for photo in try SyntheticIndex.small() { #expect(PhotoFilter().matches(photo)) }
    let filters = [
      try filter { $0.box = try GeoBox("-90,-180,90,180") }, try filter { $0.taken = try DateRange("2024") },
      try filter { $0.cameras = [try CameraFilter("x")] }, filter { $0.isLocated = false },
      try filter { $0.paths = [try PathFilter(FilePathBytes("*"))] },
    ]
    for filter in filters { #expect(!filter.isEmpty) }
  }

  @Test("a photo has to be as all parts say")
  func parts() throws {
    let photo = try HostilePhotos.fullPhoto()
    let all = try filter {
      $0.box = try GeoBox("-34,151,-33,152")
      $0.taken = try DateRange("2016-09-28T18:18")
      $0.cameras = [try CameraFilter("apple IPHONE")]
      $0.paths = [try PathFilter(FilePathBytes("photos/miso/*"))]
      $0.isLocated = true
    }
    #expect(all.matches(photo))
    var changed = all
    changed.box = try GeoBox("-33,151,-32,152")
    #expect(!changed.matches(photo))
    changed = all
    changed.taken = try DateRange("2016-09-28T18:19")
    #expect(!changed.matches(photo))
    changed = all
    changed.cameras = [try CameraFilter("apple iphone 14")]
    #expect(!changed.matches(photo))
    changed = all
    changed.paths = [try PathFilter(FilePathBytes("photos/nabi/*"))]
    #expect(!changed.matches(photo))
    changed = all
    changed.isLocated = false
    #expect(!changed.matches(photo))
  }

  @Test("a photo that does not say where, when or with what is in no place, time or camera")
  func unknown() throws {
    let photo = try SyntheticIndex.photo("a.jpg")
    #expect(try !filter { $0.box = try GeoBox("-90,-180,90,180") }.matches(photo))
    #expect(try !filter { $0.taken = try DateRange(from: nil, through: nil) }.matches(photo))
    #expect(try !filter { $0.cameras = [try CameraFilter("a")] }.matches(photo))
    #expect(filter { $0.isLocated = false }.matches(photo))
    #expect(!filter { $0.isLocated = true }.matches(photo))
  }

  @Test("a camera is found by any piece of its name, in capitals or not")
  func camera() throws {
    var photo = try SyntheticIndex.photo("a.jpg")
    photo.make = "NIKON CORPORATION"
    photo.model = "NIKON D5000 É"
    for text in ["nikon", "D5000", "corporation nikon d5", "é"] {
      #expect(try CameraFilter(text).matches(photo), "\(text)")
    }
    for text in ["d500x", "nikon d5000 éx", "canon"] {
      #expect(try !CameraFilter(text).matches(photo), "\(text)")
    }
    photo.make = nil
    #expect(try CameraFilter("nikon d5000").matches(photo))
    #expect(throws: CameraFilterError.empty) { try CameraFilter("") }
  }
}
