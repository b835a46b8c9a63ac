import Synchronization
import Testing

@testable import CatalogKit
@testable import CatalogPictures
@testable import TestSupport

/// Decoders that were taken over, hang or break down: a script takes the part of `catalog-preview`.
@Suite(.disabled(if: OtherProgram.python.isMissing)) struct DecoderFaultTests {
  private let folder: TemporaryFolder
  private let photo: FilePathBytes
  private let source: PictureSource

  init() throws {
    folder = try TemporaryFolder()
    photo = try folder.write(JPEGBuilder().frame(width: 640, height: 480).scan().bytes, to: "photo.jpg")
    source = try #require(PictureLocator().pictures(of: OpenFile(photo).contents).main)
  }

  /// A decoder that answers requests with a script, in which `reply(status, count, reason)` and `send(bytes)` say something.
  private func decoder(
    _ script: String,
    version: Int = 1,
    clock: @escaping @Sendable () -> Duration = SystemClock.monotonic
  ) throws -> PreviewWorker {
    let python = try #require(OtherProgram.python.path)
    let text = """
      #!\(python)
      import os, socket, struct, time
      channel = socket.socket(fileno=0)
      def send(data): channel.sendall(data)
      def reply(status, count=0, reason=b""): send(struct.pack("IIQ", status, count, len(reason)) + reason)
      def picture(width, height, data): send(struct.pack("IIQ", width, height, len(data)) + data)
      with open("\(folder("starts").lossyText)", "a") as starts: starts.write("x")
      send(struct.pack("II", \(version), 0) + b"script".ljust(120, b"\\0"))
      while channel.recv(4096):
      \(script.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
      """
    let program = try folder.write(Array(text.utf8), to: "catalog-preview")
    try folder.setMode(0o755, of: "catalog-preview")
    return PreviewWorker(program, clock: clock)
  }

  private func problem(_ worker: PreviewWorker) throws -> PictureProblem? {
    let file = try OpenFile(photo)
    do throws(PictureProblem) {
      _ = try worker.pictures(of: source, in: file.descriptor, [PictureSize(edge: 96)])
      return nil
    } catch {
      return error
    }
  }

  private var starts: Int { get throws { try folder.read("starts").count } }

  @Test("one that breaks down costs a picture, and is started again for the next")
  func crash() throws {
    let worker = try decoder("os.abort()")
    #expect(try problem(worker) == .crashed)
    #expect(try problem(worker) == .crashed)
    #expect(try starts == 2)
  }

  @Test("one that hangs is killed")
  func hang() throws {
    let hurry = Hurry()
    let worker = try decoder("time.sleep(3600)", clock: { hurry.now() })
    try worker.start()
    hurry.begin()
    #expect(try problem(worker) == .tookTooLong)
  }

  @Test("one that takes more than a gigabyte is killed")
  func memory() throws {
    let worker = try decoder("held = b'x' * (1100 << 20)\nchannel.recv(1)")
    #expect(try problem(worker) == .tookTooMuchMemory)
  }

  @Test("a reason is told in one line that no terminal obeys, and the decoder goes on")
  func reason() throws {
    let worker = try decoder("reply(1, 0, b'what was tried\\nwhy\\x1b[2J\\n')")
    #expect(try problem(worker) == .unreadable("why\\u{1B}[2J"))
    #expect(try problem(worker) == .unreadable("why\\u{1B}[2J"))
    #expect(try starts == 1)
  }

  @Test(
    "an answer that is no picture is none, and its decoder is not asked again",
    arguments: [
      "reply(0, 2)", "reply(9)", "reply(0, 1); picture(96, 72, b'GIF89a')",
      "reply(0, 1); picture(97, 72, b'RIFF')",
      "send(struct.pack('IIQ', 1, 0, 1 << 60))", "reply(0, 1); send(struct.pack('IIQ', 96, 72, 1 << 60))",
    ]
  )
  func nonsense(script: String) throws {
    let worker = try decoder(script)
    #expect(try problem(worker) == .wrongAnswer)
    #expect(try problem(worker) == .wrongAnswer)
    #expect(try starts == 2)
  }

  @Test("one of another version is refused, and so is none at all")
  func version() throws {
    #expect(throws: PictureProblem.self) { try decoder("pass", version: 2).start() }
    #expect(try problem(PreviewWorker(folder("nothing"))) == .noDecoder("No such file or directory"))
  }
}

/// A clock that stands still until it is told to run: a millisecond then is a second.
private final class Hurry: Sendable {
  private let start = Mutex<Duration?>(nil)

  func begin() { start.withLock { $0 = SystemClock.monotonic() } }

  func now() -> Duration {
    start.withLock { start in start.map { (SystemClock.monotonic() - $0) * 1000 } ?? .zero }
  }
}
