import HTTPTypes

/// The cookie that holds a session's token: no script reads it, and other sites' pages do not send it along with what changes something.
enum SessionCookie {
  /// Over HTTPS browsers hold the name to this host (`__Host-`).
  private static func name(isSecure: Bool) -> String {
    isSecure ? "__Host-catalog_session" : "catalog_session"
  }

  /// The token of a request; `nil` where it has none, or several.
  static func token(in headers: HTTPFields, isSecure: Bool) -> String? {
    let name = name(isSecure: isSecure)
    var tokens: [Substring] = []
    for header in headers[values: .cookie] {
      for part in header.split(separator: ";") {
        let pair = part.drop { $0 == " " }.split(
          separator: "=",
          maxSplits: 1,
          omittingEmptySubsequences: false
        )
        if pair.count == 2, pair[0] == name { tokens.append(pair[1]) }
      }
    }
    return tokens.count == 1 ? String(tokens[0]) : nil
  }

  /// The header's value that stores a token.
  static func storing(_ token: String, isSecure: Bool) -> String {
    "\(name(isSecure: isSecure))=\(token); Path=/; Max-Age=\(Sessions.lifetime); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
  }

  /// The header's value that removes it.
  static func removing(isSecure: Bool) -> String {
    "\(name(isSecure: isSecure))=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
  }
}
