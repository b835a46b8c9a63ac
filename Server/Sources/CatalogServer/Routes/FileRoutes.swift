import CatalogKit
import Crypto
import HTTPTypes
import Hummingbird
import Logging

/// `photos/{id}/original`: the file as it is, for the exact level.
struct FileRoutes: Sendable {
  let catalogue: CatalogueAccess
  let tagKey: SymmetricKey
  /// Answers below the exact level.
  let preview: @Sendable (ServerRequest) async throws -> Response
  /// Originals that are sent at once.
  let slots = SlotLimit(32)

  var routes: [Route] {
    [
      Route(.get, "/api/v1/photos/{id}/original", access: .anyLevel, answer: original),
      // The page's links: the name is for whoever saves the file.
      Route(.get, "/photos/{id}/{name}", access: .anyLevel) { request in
        let isExact = try catalogue.photo(request.parameters["id"], for: request.viewer).isExact
        return isExact ? try await original(request) : try await preview(request)
      },
    ]
  }

  private static let gone = Problem(
    status: .gone,
    detail: "The photo's file is not where it was. The next scan finds out what became of it."
  )

  private func original(_ request: ServerRequest) async throws -> Response {
    let found = try catalogue.photo(request.parameters["id"], for: request.viewer)
    let (view, row) = (found.view, found.row)
    guard let source = view.source else {
      throw request.viewer.session == nil ? Problem.signIn : Problem.forbidden
    }
    guard let photo = view.photo(row) else { throw Self.gone }
    let file: FileReader
    do throws(SystemError) {
      file = try source.open(photo)
    } catch {
      request.logger.warning("a photo cannot be opened", metadata: ["reason": "\(error.reason)"])
      throw Self.gone
    }
    let status = file.status
    let version = "\(view.id(row).text) \(status.size) \(status.modified)"
    let answer = FileAnswer(
      file: file,
      contentType: photo.format?.contentType ?? "application/octet-stream",
      tag: EntityTag(version.utf8, tagKey),
      slots: slots,
      loop: request.loop
    )
    var response = try answer.response(request.headers)
    let name = PercentText.encode(photo.path.lastComponent.lossyText)
    response.headers[.contentDisposition] = "inline; filename*=UTF-8''\(name)"
    // A photo that is a page to some browser gets no rights.
    response.headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
    return response
  }
}

extension PhotoFormat {
  /// What browsers call it.
  var contentType: String {
    switch self {
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .webp: "image/webp"
    case .heic, .heif: "image/heic"
    case .avif: "image/avif"
    case .tiff, .bigTIFF: "image/tiff"
    case .jpegXL: "image/jxl"
    case .video: "video/mp4"
    default: "application/octet-stream"
    }
  }
}
