import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// One line of an index, as a person or another program may have written it.
enum LineHarness {
  static func run(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { line in
      // These look at a line without decoding it.
      var members = LineMembers()
      let isObject = (try? members.read(line)) != nil
      _ = LineRevision.removed(from: line)
      guard let photo = try? PhotoLine.decode(line) else { return }
      expect(isObject, "a line that can be decoded can be taken apart")
      expect((try? members.path(in: line)) == photo.path, "the same path")
      expect(members.coordinate(in: line)?.rounded == photo.position?.coordinate, "the same place")
      expect(members.hasUnknown == !photo.unknownFields.isEmpty, "the same unknown members")
      for field in PhotoField.allCases {
        let some = PhotoFieldSet([field])
        expect((try? PhotoLine.decode(line, some)) != nil, "a part of what can be read can be read")
      }
      let written = PhotoRules.checkLine(of: photo)
      let again = written.withUnsafeBytes { try? PhotoLine.decode($0) }
      expect(again?.json == written, "the same line again")
    }
  }

  static let seeds = [
    #"""
    {"geohash":"r3gx2u9pd9v8","path":"photos/a.jpg","latitude":-33.858612345,"longitude":151.214,"altitude":-38.25,\#
    "accuracy":4.125,"datum":"TOKYO","status":"V","source":"exif","taken":"2016-09-28T18:18:05-03:30",\#
    "offsetSource":"gps","gpsTime":"2016-09-28T18:18:05.120000000Z","heading":359.5,"headingReference":"magnetic",\#
    "speed":12.345,"speedUnit":"knots","make":"Brand \"X\" \\ Co\u000a","model":"고양이 7\u007f","orientation":6,\#
    "width":4032,"height":3024,"format":"jpeg","sidecars":[{"name":"a.xmp","size":3,\#
    "modified":"2023-11-14T22:13:20.000000005Z"}],"size":1234,"modified":"2023-11-14T22:13:20.000000005Z",\#
    "cat":"Miso","toys":[1,{"a":"b c"}]}
    """#,
    #"{"geohash":null,"path":"a?.jpg","pathBytes":"Yf8uanBn","size":1,"modified":"2023-11-14T22:13:20.000000005Z","problem":"no position","unreadable":true,"reader":1}"#,
    #"{ "path" : "\ud83d\udc08.jpg", "latitude": 1e1, "longitude": -0.0 }"#,
  ].map { Array($0.utf8) }
}
