import CatalogKit
import HTTPTypes
import Hummingbird

/// `PATCH photos/{id}`: what people say of a photo.
struct CareRoutes: Sendable {
  let catalogue: CatalogueAccess
  let care: PhotoCare
  let describer: PhotoDescriber

  private static let bodyLimit = 64 << 10

  var routes: [Route] {
    [Route(.patch, "/api/v1/photos/{id}", access: .member, bodyLimit: Self.bodyLimit, answer: change)]
  }

  private func change(_ request: ServerRequest) async throws -> Response {
    let viewer = request.viewer
    let photo = try catalogue.photo(request.parameters["id"], for: viewer)
    let wishes = try PhotoWishes(
      try await request.json(upTo: Self.bodyLimit, only: PhotoWishes.members)
    )
    for right in wishes.rights { try photo.require(right, of: viewer) }
    if !photo.isExact { try Self.requirePublic(wishes, try catalogue.catalogue().grid) }
    try await care.fulfil(wishes, of: photo, for: viewer)
    // It may be hidden from whoever hid it.
    guard let after = try? catalogue.photo(request.parameters["id"], for: viewer) else {
      var json = JSONObjectText()
      json.add("id", photo.id.text)
      json.add("hidden", true)
      return .json(json.bytes)
    }
    return .json(try describer.object(after, for: viewer))
  }

  /// Whoever does not see other tags gives and takes none.
  private static func requirePublic(_ wishes: PhotoWishes, _ blur: Blur) throws(Problem) {
    for tag in wishes.added + wishes.removed where !blur.isPublic(tag.text) {
      let roots = blur.publicTags.map { "\($0)/NAME" }.joined(separator: " or ")
      throw .badRequest("You can give photos of others names such as \(roots).")
    }
  }
}
