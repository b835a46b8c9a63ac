import CatalogKit
import HTTPTypes
import Hummingbird
import NIOCore

/// Why a request is not answered as it was wished: an answer of `application/problem+json` (RFC 9457).
///
/// Its texts never depend on photos that the asker may not see.
struct Problem: Error, Hashable, Sendable {
  let status: HTTPResponse.Status
  /// One sentence for people.
  let detail: String
  var headers = HTTPFields()

  static func badRequest(_ detail: String) -> Self { Self(status: .badRequest, detail: detail) }

  static let signIn = Self(
    status: .unauthorized,
    detail: "Sign in first.",
    headers: [.wwwAuthenticate: "Bearer realm=\"catalog\""]
  )

  static let forbidden = Self(status: .forbidden, detail: "You may not do that.")

  static let notFound = Self(status: .notFound, detail: "There is nothing at this address.")

  static let busy = Self(
    status: .serviceUnavailable,
    detail: "The server has too much to do. Try again in a few seconds.",
    headers: [.retryAfter: "5"]
  )

  /// The answer.
  var response: Response {
    var json = JSONObjectText()
    json.add("type", "about:blank")
    json.add("title", status.reasonPhrase)
    json.add("status", status.code)
    json.add("detail", detail)
    var headers = headers
    headers[.contentType] = "application/problem+json"
    headers[.cacheControl] = "no-store"
    return Response(
      status: status,
      headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes))
    )
  }
}
