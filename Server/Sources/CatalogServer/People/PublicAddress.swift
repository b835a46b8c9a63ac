import NIOCore
import NIOPosix
import Synchronization

/// The address that links to people begin with: from the settings or from where the server listens, never from what a request says its host is.
final class PublicAddress: Sendable {
  private let listen: ListenAddress
  private let hosts: [String]
  private let hasTLS: Bool
  private let hasProxy: Bool
  private let port: Mutex<Int>

  /// - Parameter settings: All settings.
  init(_ settings: ServerSettings) {
    listen = settings.listen
    hosts = settings.hosts
    hasTLS = settings.tls != nil
    hasProxy = !settings.trustedProxies.isEmpty
    port = Mutex(settings.listen.port)
  }

  /// Takes note of the port, where the system chose it.
  func listens(on port: Int) { self.port.withLock { $0 = port } }

  /// `https://cats.example.org`, without a path.
  ///
  /// - Parameter isSecure: Whether whoever asks came by HTTPS, as the connection or a trusted proxy says; `nil` where nobody did.
  /// - Returns: The address.
  func base(isSecure: Bool?) -> String {
    let isSecure = hasTLS || (hasProxy && isSecure ?? true)
    let scheme = isSecure ? "https" : "http"
    let host = hosts.first ?? listeningHost
    // A proxy listens where browsers look by themselves.
    if hasProxy, !hosts.isEmpty { return "\(scheme)://\(host)" }
    let port = port.withLock { $0 }
    return port == (isSecure ? 443 : 80) ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
  }

  private var listeningHost: String {
    guard listen.host == "0.0.0.0" || listen.host == "::" else {
      return listen.host.contains(":") ? "[\(listen.host)]" : listen.host
    }
    // All of the machine's addresses: one by which its neighbours reach it.
    let addresses = (try? System.enumerateDevices())?.compactMap { $0.address?.ipAddress } ?? []
    return addresses.first { $0.contains(".") && !$0.hasPrefix("127.") && !$0.hasPrefix("169.254.") }
      ?? "127.0.0.1"
  }
}
