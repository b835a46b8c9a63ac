import FuzzSupport

@testable import CatalogKit
@testable import CatalogServer

/// The body of a change of a photo, and of signing in.
enum BodyHarness {
  static func run(_ bytes: [UInt8]) {
    do throws(Problem) {
      let wishes = try PhotoWishes(JSONBody(bytes, only: PhotoWishes.members))
      expect(wishes.rating.map { (-1...5).contains($0) } ?? true, "a rating in range")
      for text in [wishes.title, wishes.description].compactMap({ $0 }) {
        expect(XMPChanges.isWritable(text), "a text that a sidecar takes")
      }
      expect(Set(wishes.added).isDisjoint(with: wishes.removed), "a tag is added or removed")
      if case .at(let place, let accuracy) = wishes.position {
        expect(
          (-90...90).contains(place.latitude) && (-180...180).contains(place.longitude),
          "a place in range"
        )
        expect(accuracy > 0 && accuracy <= 100_000, "an accuracy in range")
      }
    } catch {
      expect(
        error.status == .badRequest && !error.detail.isEmpty,
        "what cannot be read is 400, with a reason"
      )
    }
    do throws(Problem) {
      let body = try JSONBody(bytes, only: ["name", "password", "key"])
      expect(body.count <= 3, "members that are known")
      _ = try body.optionalText("name")
      _ = try body.optionalFlag("key")
    } catch {
      expect(error.status == .badRequest, "what cannot be read is 400")
    }
  }

  static let seeds = [
    #"{"position":{"latitude":37.5665,"longitude":126.978,"accuracy":10},"tags":{"add":["cats/Nabi"],"remove":["a"]}}"#,
    #"{"title":"x","description":"y\n\u00e9","rating":5,"hidden":true}"#, #"{"position":null,"rating":-1}"#,
    #"{"name":"Mina","password":"correct horse","key":false}"#, #"{"rating":1e400}"#, #"[[[[[[]]]]]]"#,
    #"{"a":{"a":{}}}"#,
    "\u{FEFF}{}", "{\"title\":\"\\ud83d\"}", #"{"rating":9223372036854775808}"#, "{\"title\":1,\"title\":2}",
  ].map { Array($0.utf8) }
}
