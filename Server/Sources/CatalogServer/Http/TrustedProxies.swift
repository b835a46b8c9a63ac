import HTTPTypes
import Hummingbird
import NIOCore

/// Proxies whose word about a client is believed. Whoever is not among them could write anything into the same headers.
struct TrustedProxies: Sendable {
  private let addresses: Set<String>

  /// - Parameter addresses: Their addresses, numbers only.
  init(_ addresses: [String]) {
    self.addresses = Set(addresses)
  }

  /// Whether an address is a trusted proxy's.
  func contains(_ address: String) -> Bool { addresses.contains(address) }

  /// Where a request really comes from.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - address: The address of the connection.
  ///   - host: The host of the request.
  ///   - isSecure: Whether the connection is encrypted.
  /// - Returns: The client.
  /// - Throws: ``Problem`` (400) where there is no host.
  func client(of request: Request, address: String, host: String?, isSecure: Bool) throws(Problem)
    -> ClientConnection
  {
    guard let host, !host.isEmpty else { throw .badRequest("The request names no host.") }
    guard contains(address) else { return ClientConnection(address: address, host: host, isSecure: isSecure) }
    var client = address
    // From the right: each proxy adds the address that it saw. What stands left of the first stranger is the stranger's word.
    let forwarded = request.headers[values: Self.forwardedFor].flatMap { $0.split(separator: ",") }
    for part in forwarded.reversed() {
      let text = part.trimmingPrefix { $0 == " " }.prefix { $0 != " " }
      guard let known = try? SocketAddress(ipAddress: String(text), port: 0).ipAddress else { break }
      client = known
      if !contains(known) { break }
    }
    let scheme = request.headers[Self.forwardedProto]
    return ClientConnection(address: client, host: host, isSecure: scheme.map { $0 == "https" } ?? isSecure)
  }

  private static let forwardedFor = fieldName("X-Forwarded-For")
  private static let forwardedProto = fieldName("X-Forwarded-Proto")

  private static func fieldName(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a field's name") }
    return name
  }
}
