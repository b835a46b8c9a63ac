import CatalogKit
import HTTPTypes
import Hummingbird

/// `POST photos`: one photo, its bytes as the body.
struct UploadRoute: Sendable {
  let catalogue: CatalogueAccess
  let uploads: UploadService
  let describer: PhotoDescriber
  let limit: Int

  /// Bytes of a file's name; longer ones are cut.
  private static let nameLimit = 255

  var routes: [Route] {
    [
      Route(
        .post,
        "/api/v1/photos",
        access: .member,
        parameters: ["name"],
        bodyLimit: limit,
        answer: answer
      )
    ]
  }

  private func answer(_ request: ServerRequest) async throws -> Response {
    let given = Self.name(try request.query.value("name") ?? "")
    let known = KnownPhotos(catalogue: catalogue, records: uploads.records)
    let outcome = try await uploads.take(request, given: given) { [viewer = request.viewer] file, format in
      try known.find(file, format, for: viewer)
    }
    var json = JSONObjectText()
    json.add("photo", json: try describer.uploaded(outcome, for: request.viewer))
    return .json(json.bytes, status: outcome.wasKnown ? .ok : .created)
  }

  /// The last step of what somebody calls a file, without what no name has. It is shown to people and is no path.
  static func name(_ text: String) -> String {
    let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    var name = ""
    for character in last {
      let isPlain = character.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
        default: true
        }
      }
      guard isPlain else { continue }
      guard name.utf8.count + character.utf8.count <= nameLimit else { break }
      name.append(character)
    }
    return name
  }
}
