import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Two catalogues that differ only within cells and days, under one secret: whoever tells them apart below the exact level has learnt what lies within.
struct CoarseWorlds {
  let first: ServerFixture
  let second: ServerFixture
  /// The places that they hide.
  let places: [Coordinate]

  static let secret = [UInt8](repeating: 7, count: 32)

  /// A place in the same cell as another one.
  static func neighbour(of place: Coordinate, _ blur: Blur, _ random: inout SeededGenerator) throws
    -> Coordinate
  {
    let cell = blur.cell(of: place).center
    // A column is as wide as a row is high.
    let width = 0.0045 / max(0.01, cos(cell.latitude * .pi / 180))
    while true {
      let latitude = cell.latitude + Double.random(in: -0.0045...0.0045, using: &random)
      let longitude = cell.longitude + Double.random(in: -width...width, using: &random)
      guard let other = try? Coordinate(latitude: latitude, longitude: longitude) else { continue }
      if blur.cell(of: other).center == cell { return other }
    }
  }

  private static func time(_ number: Int, _ random: inout SeededGenerator) -> String {
    let parts = [23, 59, 59].map { Int.random(in: 0...$0, using: &random) }
    return String(format: "2024:11:%02d %02d:%02d:%02d", 1 + number % 9, parts[0], parts[1], parts[2])
  }

  /// Forty photos in four neighbourhoods, some in the same cell.
  ///
  /// - Parameter options: Settings of both servers.
  /// - Throws: What making them throws.
  init(_ options: [String] = ["--public", "coarse"]) throws {
    var random = SeededGenerator(seed: 17)
    let blur = try Blur(cell: Distance("1km"))
    var (first, second, places): ([TestPhoto], [TestPhoto], [Coordinate]) = ([], [], [])
    for number in 0..<40 {
      let latitude = 37.5 + Double(number % 4) * 0.011
      let longitude = 127 + Double(number % 3) * 0.013
      let place = try Coordinate(
        latitude: latitude + Double.random(in: 0...0.004, using: &random),
        longitude: longitude + Double.random(in: 0...0.004, using: &random)
      )
      let tags = number % 2 == 0 ? ["cats/Nabi", "people/Anna"] : ["cats/Miso"]
      let name = "secret-name-\(number).jpg"
      first.append(
        TestPhoto(
          name: name,
          latitude: place.latitude,
          longitude: place.longitude,
          taken: Self.time(number, &random),
          tags: tags,
          padding: 16 + number
        )
      )
      let other = try Self.neighbour(of: place, blur, &random)
      let words = tags.map { $0.replacing("people/Anna", with: "people/Bert at home") }
      second.append(
        TestPhoto(
          name: name,
          latitude: other.latitude,
          longitude: other.longitude,
          taken: Self.time(number, &random),
          tags: words,
          padding: 400 - number
        )
      )
      places += [place, other]
    }
    self.first = try ServerFixture(first, options, secret: Self.secret)
    self.second = try ServerFixture(second, options, secret: Self.secret)
    self.places = places
  }

  /// The photos' ids, as visitors of both know them.
  ///
  /// - Returns: The ids, newest first.
  /// - Throws: ``Apart`` where the worlds have others.
  func ids() async throws -> [String] {
    var lists: [[String]] = []
    for world in [first, second] {
      let photos = try await world.photos("/api/v1/photos?limit=1000", as: .visitor)
      lists.append(photos.compactMap { $0["id"] as? String })
    }
    guard lists[0] == lists[1] else { throw Apart() }
    return lists[0]
  }

  struct Apart: Error {}

  /// A question: an address, and what is sent along.
  struct Question {
    var method = HTTPRequest.Method.get
    let uri: String
    var headers = HTTPFields()
    var body: String?

    init(
      _ uri: String,
      _ method: HTTPRequest.Method = .get,
      _ headers: HTTPFields = [:],
      body: String? = nil
    ) {
      (self.uri, self.method, self.headers, self.body) = (uri, method, headers, body)
    }
  }

  /// An answer without what chance makes of it: the date, and the nonce of a cursor, which is opened instead.
  private static func essence(_ response: TestResponse, of uri: String) throws -> String {
    var headers = response.headers
    headers[.date] = nil
    var text = response.text
    if let cursor = try? response.member("next") as? String, let query = uri.split(separator: "?").last {
      let cursors = PhotoCursor(ServerSecret(bytes: secret))
      let items = try QueryItems(query)
      var keys: [String] = []
      for order in [PhotoQuestion.Order.newest, .oldest, .distance, .id] {
        if let key = try? cursors.open(cursor, items, .coarse, order) { keys.append("\(order) \(key)") }
      }
      // Of the cursor itself nothing but its length is not chance.
      text = text.replacing(cursor, with: "\(cursor.utf8.count) \(keys.joined())")
      headers[.contentLength] = nil
    }
    return "\(response.status) \(headers) \(text)"
  }

  /// Asks both worlds the same.
  ///
  /// - Returns: The questions that tell them apart.
  func distinguished(by questions: [Question], as asker: ServerFixture.Asker) async throws -> [String] {
    let headers = (first.headers(of: asker), second.headers(of: asker))
    return try await first.server.application().test(.router) { one in
      try await second.server.application().test(.router) { other in
        var different: [String] = []
        for question in questions {
          func answer(_ client: any TestClientProtocol, _ own: HTTPFields) async throws -> String {
            var fields = own
            fields.append(contentsOf: question.headers)
            let response = try await client.execute(
              uri: question.uri,
              method: question.method,
              headers: fields,
              body: question.body.map { ByteBuffer(string: $0) }
            )
            return try Self.essence(response, of: question.uri)
          }
          if try await answer(one, headers.0) != answer(other, headers.1) {
            different.append("\(question.method) \(question.uri)")
          }
        }
        return different
      }
    }
  }

  /// Asks both worlds for the same addresses.
  ///
  /// - Returns: How many tell them apart.
  func compare(_ uris: [String], as asker: ServerFixture.Asker) async throws -> Int {
    let different = try await distinguished(by: uris.map { Question($0) }, as: asker)
    if asker == .visitor, let uri = different.first {
      print("distinguished by \(uri), and \(different.count) in all")
    }
    return different.count
  }
}
