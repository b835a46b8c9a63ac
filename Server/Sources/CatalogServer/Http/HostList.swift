import NIOCore

/// The hosts that the server answers for. A name that is not on the list could be anybody's who lets it lead here, and whose pages could then read
/// what this server says (DNS rebinding).
struct HostList: Sendable {
  private let names: Set<String>

  /// - Parameter names: Names that lead here, without ports. Addresses of numbers and `localhost` are always on the list: no name leads
  ///   to them.
  init(_ names: [String]) {
    self.names = Set(names.map { $0.lowercased() } + ["localhost"])
  }

  /// Whether a host with or without a port is on the list.
  func contains(_ host: String) -> Bool {
    guard let name = Self.name(of: host) else { return false }
    return names.contains(name.lowercased()) || Self.isAddress(name)
  }

  /// The host without its port; `nil` where it is neither.
  static func name(of host: String) -> String? {
    if host.hasPrefix("[") {
      guard let end = host.firstIndex(of: "]") else { return nil }
      let rest = host[host.index(after: end)...]
      guard rest.isEmpty || (rest.hasPrefix(":") && isPort(rest.dropFirst())) else { return nil }
      return String(host[...end])
    }
    let parts = host.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, !name.isEmpty, parts.count == 1 || (parts.count == 2 && isPort(parts[1]))
    else {
      return nil
    }
    return String(name)
  }

  private static func isPort(_ text: Substring) -> Bool {
    UInt16(text) != nil && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("["), name.hasSuffix("]") {
      let address = String(name.dropFirst().dropLast())
      // What reads the address stops at a NUL, whatever comes after it.
      return !address.utf8.contains(0) && (try? SocketAddress(ipAddress: address, port: 0)) != nil
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && !$0.hasPrefix("+") }
  }
}
