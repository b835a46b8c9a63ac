import CatalogKit
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import NIOSSL
import Synchronization

/// A certificate and its key as files, read anew when they change: whoever renews them does not have to start the server again.
final class TLSFiles: Sendable {
  private struct State {
    var context: NIOSSLContext
    var read: [Timestamp?]
    var complaint: String?
  }

  private let certificate: String
  private let key: String
  private let state: Mutex<State>

  /// - Parameters:
  ///   - certificate: The chain, PEM.
  ///   - key: The private key, PEM.
  /// - Throws: What reading them throws.
  init(certificate: String, key: String) throws {
    self.certificate = certificate
    self.key = key
    state = Mutex(
      State(context: try Self.read(certificate, key), read: Self.times(certificate, key), complaint: nil)
    )
  }

  private static func read(_ certificate: String, _ key: String) throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain,
      privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
    )
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    return try NIOSSLContext(configuration: configuration)
  }

  private static func times(_ files: String...) -> [Timestamp?] {
    files.map { try? FileReader(path: FilePathBytes($0)).status.modified }
  }

  /// What new connections are encrypted with.
  var context: NIOSSLContext { state.withLock { $0.context } }

  /// Reads the files anew where they changed. Where the new ones are no pair, the old ones stay.
  func refresh(_ logger: Logger) {
    state.withLock { state in
      let times = Self.times(certificate, key)
      guard times != state.read else { return }
      do {
        state.context = try Self.read(certificate, key)
        state.read = times
        state.complaint = nil
        logger.notice("the certificate was read anew")
      } catch {
        // Perhaps only one of the two has been written so far: said once, and tried again.
        let text = "\(error)"
        if state.complaint != text {
          logger.warning(
            "the new certificate cannot be used; the old one stays",
            metadata: ["error": "\(text)"]
          )
        }
        state.complaint = text
      }
    }
  }
}

/// HTTP/1.1 over TLS.
struct EncryptedHTTPChannel: ServerChildChannel {
  typealias Value = GuardedHTTPChannel.Value

  let base: GuardedHTTPChannel
  let files: TLSFiles

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: files.context))
    }.flatMap { base.setup(channel: channel, logger: logger) }
  }

  func handle(value: Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
