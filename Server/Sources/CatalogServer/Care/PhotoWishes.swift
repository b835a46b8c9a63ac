import CatalogKit
import Foundation

/// What somebody wants to be said of a photo: the body of `PATCH photos/{id}`, checked.
struct PhotoWishes: Sendable {
  /// A place that a person knows, or that none is known.
  var position: XMPChanges.PlacedPosition?
  var added: [TagName] = []
  var removed: [TagName] = []
  var title: String?
  var description: String?
  var rating: Int?
  var isHidden: Bool?

  static let members = ["position", "tags", "title", "description", "rating", "hidden"]
  /// So many tags at once are no slip.
  private static let tagLimit = 50
  /// Metres; `catalog place` takes the same where nobody says how exact a place is.
  private static let usualAccuracy = 10.0
  private static let largestAccuracy = 100_000.0

  /// - Parameter body: The body.
  /// - Throws: ``Problem`` (400).
  init(_ body: JSONBody) throws(Problem) {
    position = try Self.position(body)
    if let tags = try body.optionalObject("tags", only: ["add", "remove"]) {
      added = try Self.tags(tags, "add")
      removed = try Self.tags(tags, "remove")
      for tag in added where removed.contains(tag) {
        throw .badRequest("\(PrintableText.excerpt(tag.text)) is among the tags to add and to remove.")
      }
    }
    title = try Self.text(body, "title")
    description = try Self.text(body, "description")
    if let number = try body.optionalNumber("rating") {
      guard let rating = Int(exactly: number), (-1...5).contains(rating) else {
        throw .badRequest("rating is -1 (rejected), 0 (none) or 1 to 5.")
      }
      self.rating = rating
    }
    isHidden = try body.optionalFlag("hidden")
  }

  private static func position(_ body: JSONBody) throws(Problem) -> XMPChanges.PlacedPosition? {
    guard body.has("position") else { return nil }
    if body.isNull("position") { return XMPChanges.PlacedPosition.none }
    guard let place = try body.optionalObject("position", only: ["latitude", "longitude", "accuracy"]),
      let latitude = try place.optionalNumber("latitude"),
      let longitude = try place.optionalNumber("longitude"),
      let coordinate = try? Coordinate(latitude: latitude, longitude: longitude)
    else {
      throw .badRequest(
        "position has latitude (-90 to 90) and longitude (-180 to 180) in degrees, or is null."
      )
    }
    let accuracy = try place.optionalNumber("accuracy") ?? usualAccuracy
    guard accuracy > 0, accuracy <= largestAccuracy else {
      throw .badRequest("accuracy is in metres: more than 0, at most 100000.")
    }
    return .at(coordinate.rounded, accuracy: accuracy)
  }

  private static func tags(_ body: JSONBody, _ name: String) throws(Problem) -> [TagName] {
    let texts = try body.optionalTexts(name) ?? []
    guard texts.count <= tagLimit else { throw .badRequest("At most \(tagLimit) tags are taken at once.") }
    var tags: [TagName] = []
    for text in texts {
      do throws(TagNameError) {
        tags.append(try TagName(text.precomposedStringWithCanonicalMapping))
      } catch {
        throw .badRequest("\(error).")
      }
    }
    return tags
  }

  private static func text(_ body: JSONBody, _ name: String) throws(Problem) -> String? {
    guard let text = try body.optionalText(name) else { return nil }
    guard XMPChanges.isWritable(text) else {
      throw .badRequest("\(name) has at most 8 KB, and no control characters.")
    }
    return text
  }

  /// Which rights it takes.
  var rights: [PhotoRight] {
    var rights: [PhotoRight] = []
    if position != nil { rights.append(.place) }
    if !added.isEmpty || !removed.isEmpty { rights.append(.tag) }
    if title != nil || description != nil { rights.append(.title) }
    if rating != nil { rights.append(.rate) }
    if let isHidden { rights.append(isHidden ? .hide : .show) }
    return rights
  }

  // MARK: What is to be written

  /// One thing that changes, which can be taken back alone.
  struct Step: Sendable {
    let kind: Change.Kind
    /// What is to be written into the sidecar of a photo as it is now; nothing where all is as it should be.
    let changes: @Sendable (Photo) -> XMPChanges
    /// What is said, as the record of changes shows it: a cat's name, a title.
    let words: [String]
    /// What of a photo the step is about, as JSON, for the record of changes.
    let state: @Sendable (Photo) -> JSONObjectText

    init(
      _ kind: Change.Kind,
      words: [String] = [],
      changes: @escaping @Sendable (Photo) -> XMPChanges,
      state: @escaping @Sendable (Photo) -> JSONObjectText
    ) {
      (self.kind, self.words, self.changes, self.state) = (kind, words, changes, state)
    }
  }

  /// All steps, in the order in which they are made.
  var steps: [Step] {
    var steps: [Step] = []
    if !added.isEmpty || !removed.isEmpty {
      steps.append(
        Step(.tagged, words: added.map(Self.name) + removed.map { "\u{2212}\(Self.name($0))" }) {
          [added, removed] in
          Self.changes(tags: $0.tags, adding: added, removing: removed)
        } state: { photo in
          var json = JSONObjectText()
          json.add("tags", texts: photo.tags)
          return json
        }
      )
    }
    if let position {
      steps.append(
        Step(.placed) { photo in
          // It overwrites, so that it never refuses.
          (try? PlaceEdit(position, overwrites: true).changes(for: photo)) ?? XMPChanges()
        } state: { photo in
          var json = JSONObjectText()
          json.add("latitude", photo.position?.coordinate.latitude, decimals: FixedPoint.coordinateDecimals)
          json.add("longitude", photo.position?.coordinate.longitude, decimals: FixedPoint.coordinateDecimals)
          json.add("accuracy", photo.position?.accuracy, decimals: 3)
          return json
        }
      )
    }
    if let title { steps.append(Self.text(.titled, "title", title, \.title) { $0.title = $1 }) }
    if let description {
      steps.append(Self.text(.described, "description", description, \.description) { $0.description = $1 })
    }
    if let rating {
      steps.append(
        Step(.rated, words: [String(repeating: "\u{2605}", count: max(0, rating))]) { photo in
          var changes = XMPChanges()
          if (photo.rating ?? 0) != rating { changes.rating = rating }
          return changes
        } state: { photo in
          var json = JSONObjectText()
          json.add("rating", photo.rating)
          return json
        }
      )
    }
    return steps
  }

  private static func text(
    _ kind: Change.Kind,
    _ name: String,
    _ text: String,
    _ field: @escaping @Sendable (Photo) -> String?,
    _ set: @escaping @Sendable (inout XMPChanges, String) -> Void
  ) -> Step {
    Step(kind, words: [text]) { photo in
      var changes = XMPChanges()
      if (field(photo) ?? "") != text { set(&changes, text) }
      return changes
    } state: { photo in
      var json = JSONObjectText()
      json.add(name, field(photo))
      return json
    }
  }

  /// What people call an animal: the last level of its tag.
  private static func name(_ tag: TagName) -> String {
    tag.levels.last ?? tag.text
  }

  private static func changes(tags: [String], adding: [TagName], removing: [TagName]) -> XMPChanges {
    var now = tags
    for tag in removing { now = TagEdit.removing(tag, from: now).tags ?? now }
    for tag in adding { now = TagEdit.adding(tag, to: now).tags ?? now }
    var changes = XMPChanges()
    if now != tags { changes.tags = now }
    return changes
  }
}
