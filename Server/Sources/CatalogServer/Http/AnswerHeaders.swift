import HTTPTypes
import Hummingbird

/// Headers that every answer has, where its route has set no other.
enum AnswerHeaders {
  static func add(to response: inout Response) {
    for (name, value) in always { response.headers[name] = value }
    for (name, value) in unlessSet where response.headers[name] == nil { response.headers[name] = value }
  }

  private static let always: [(HTTPField.Name, String)] = [
    (.xContentTypeOptions, "nosniff"),
    (HTTPField.Name("Referrer-Policy"), "no-referrer"),
    (HTTPField.Name("X-Frame-Options"), "DENY"),
    (HTTPField.Name("Cross-Origin-Opener-Policy"), "same-origin"),
    (HTTPField.Name("Cross-Origin-Resource-Policy"), "same-origin"),
    (HTTPField.Name("X-Robots-Tag"), "noindex, nofollow"),
  ].compactMap { name, value in name.map { ($0, value) } }

  private static let unlessSet: [(HTTPField.Name, String)] = [
    (.cacheControl, "private, no-cache"),
    (.vary, "Cookie, Authorization"),
    (
      .contentSecurityPolicy,
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
  ]
}
