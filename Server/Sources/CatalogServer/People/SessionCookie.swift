import HTTPTypes

/// The cookie that holds a session's token: no script reads it, and other sites' pages do not send it along with what changes something.
enum SessionCookie {
  private static func name(isSecure: Bool) -> String { name("catalog_session", isSecure: isSecure) }

  /// Over HTTPS browsers hold a cookie to this host by its name (`__Host-`).
  static func name(_ name: String, isSecure: Bool) -> String { isSecure ? "__Host-\(name)" : name }

  /// The token of a request; `nil` where it has none, or several.
  static func token(in headers: HTTPFields, isSecure: Bool) -> String? {
    value(name(isSecure: isSecure), in: headers)
  }

  /// The value of a cookie; `nil` where the request has none of that name, or several.
  static func value(_ name: String, in headers: HTTPFields) -> String? {
    var values: [Substring] = []
    for header in headers[values: .cookie] {
      for part in header.split(separator: ";") {
        let pair = part.drop { $0 == " " }.split(
          separator: "=",
          maxSplits: 1,
          omittingEmptySubsequences: false
        )
        if pair.count == 2, pair[0] == name { values.append(pair[1]) }
      }
    }
    return values.count == 1 ? String(values[0]) : nil
  }

  /// The header's value that stores a token.
  static func storing(_ token: String, isSecure: Bool) -> String {
    header(name(isSecure: isSecure), token, Sessions.lifetime, isSecure: isSecure)
  }

  /// The header's value that removes it.
  static func removing(isSecure: Bool) -> String {
    header(name(isSecure: isSecure), "", 0, isSecure: isSecure)
  }

  /// The header's value that stores a cookie for so many seconds.
  static func header(_ name: String, _ value: String, _ lifetime: Int, isSecure: Bool) -> String {
    "\(name)=\(value); Path=/; Max-Age=\(lifetime); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
  }
}
