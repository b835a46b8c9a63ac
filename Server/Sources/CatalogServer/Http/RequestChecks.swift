import HTTPTypes

/// What is wrong with a request's head and cannot be seen any more once it is parsed: the connection says so in a field of its own, which no client can
/// send.
enum RequestChecks {
  static let refusal: HTTPField.Name = {
    guard let name = HTTPField.Name("catalog-refusal") else { preconditionFailure("it is a field's name") }
    return name
  }()

  /// Several hosts, or none, or another one in the target.
  static let host = "host"
  /// Something is expected that the server does not do.
  static let expectation = "expectation"
  /// A version that is not HTTP/1.0 or 1.1.
  static let version = "version"

  static func problem(_ refusal: String) -> Problem {
    switch refusal {
    case host: .badRequest("The request names no host, or several.")
    case expectation:
      Problem(status: .expectationFailed, detail: "The server expects nothing but 100-continue.")
    default: Problem(status: .httpVersionNotSupported, detail: "The server speaks HTTP/1.1.")
    }
  }
}
