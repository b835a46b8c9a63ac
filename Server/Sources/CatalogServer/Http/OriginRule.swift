import HTTPTypes
import Hummingbird

/// A browser sends cookies along with whatever any page asks it to send. What changes something is therefore taken only from the server's own pages;
/// scripts, which send their token themselves, are free of this.
enum OriginRule {
  /// - Throws: ``Problem`` (403).
  static func check(_ request: Request, _ viewer: Viewer, _ client: ClientConnection) throws(Problem) {
    guard request.method != .get, request.method != .head, request.headers[.authorization] == nil else {
      return
    }
    if let origin = request.headers[.origin] {
      let own = "\(client.isSecure ? "https" : "http")://\(client.host)"
      guard origin.lowercased() == own.lowercased() else { throw refusal }
    } else if let site = request.headers[fetchSite] {
      guard site == "same-origin" else { throw refusal }
    } else if request.headers[.cookie] != nil {
      throw refusal
    }
  }

  private static let refusal = Problem(
    status: .forbidden,
    detail: "This can only be asked from the catalogue's own page, or with a token."
  )

  private static let fetchSite: HTTPField.Name = {
    guard let name = HTTPField.Name("Sec-Fetch-Site") else { preconditionFailure("it is a field's name") }
    return name
  }()
}
