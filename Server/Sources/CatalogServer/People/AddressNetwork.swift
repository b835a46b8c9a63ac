#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Which addresses count as one: a home has 2^64 addresses of the sixth version, and one of the fourth.
enum AddressNetwork {
  /// The network of an address: its first 64 bits, however it is written; one of the fourth version itself; other text as it is.
  static func key(of address: String) -> String {
    var bytes = [UInt8](repeating: 0, count: 16)
    // A zone, as in fe80::1%eth0, says which of this machine's cables it is.
    let text = String(address.prefix { $0 != "%" })
    guard inet_pton(AF_INET6, text, &bytes) == 1 else { return address }
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return bytes[12...].map { String($0) }.joined(separator: ".")
    }
    return bytes[..<8].map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined() + "::/64"
  }
}
