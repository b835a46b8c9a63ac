import CatalogKit

/// A decoder that makes one picture after another, and is started again where a picture has killed it. One worker serves one thread.
///
/// Its time and its memory are watched from here: a decoder that hangs uses no processor time, and what it may allocate is more than
/// what it may use.
final class PreviewWorker {
  private let program: FilePathBytes
  private let clock: @Sendable () -> Duration
  private var running: Running?
  /// What it said of itself when it was started last.
  private(set) var hello: PreviewProtocol.Hello?

  /// - Parameters:
  ///   - program: `catalog-preview`; started with the first picture.
  ///   - clock: Time that has passed since some moment.
  init(_ program: FilePathBytes, clock: @escaping @Sendable () -> Duration = SystemClock.monotonic) {
    self.program = program
    self.clock = clock
  }

  /// Starts the decoder, if it is not running.
  ///
  /// - Throws: ``PictureProblem/noDecoder(_:)``.
  func start() throws(PictureProblem) {
    guard running == nil else { return }
    let started: Running
    do throws(SystemError) {
      started = try Running(program)
    } catch {
      throw .noDecoder(error.reason)
    }
    let end = clock() + .seconds(PreviewLimits.seconds)
    let bytes: [UInt8]
    do throws(PictureProblem) {
      bytes = try receive(PreviewProtocol.helloSize, from: started, until: end)
    } catch {
      throw .noDecoder("it ended before it was ready. Run \(program) --version, which says why")
    }
    let hello = PreviewProtocol.Hello(bytes)
    guard hello.version == PreviewProtocol.version else {
      throw .noDecoder("it is of another version than catalog. Install both again: make install")
    }
    self.hello = hello
    running = started
  }

  /// Makes small pictures of one picture.
  ///
  /// - Parameters:
  ///   - source: Where it lies.
  ///   - file: Open for reading.
  ///   - sizes: One to four.
  ///   - baseEdge: Pixels of the longer side of the picture that all of them are made of, if none is larger: so that a picture's bytes do not
  ///     depend on which are asked for along with it.
  /// - Returns: The pictures, in that order, built anew without metadata.
  /// - Throws: ``PictureProblem``. The next picture has a decoder again.
  func pictures(
    of source: PictureSource,
    in file: Int32,
    _ sizes: [PictureSize],
    baseEdge: Int = 0
  ) throws(PictureProblem) -> [SmallPicture] {
    try start()
    guard let running else { throw .crashed }
    // Taken back where it answered well, so that no other way out of here leaves one that is in the middle of something.
    self.running = nil
    let end = clock() + .seconds(PreviewLimits.seconds)
    guard running.socket.send(PreviewProtocol.request(source, sizes, baseEdge: baseEdge), with: file) else {
      throw .crashed
    }
    let response = PreviewProtocol.Response(
      try receive(PreviewProtocol.responseSize, from: running, until: end)
    )
    guard response.reasonLength <= PreviewLimits.reasonBytes else { throw .wrongAnswer }
    let reason = try receive(Int(response.reasonLength), from: running, until: end)
    if let problem = response.problem(Self.sentence(reason)) {
      if problem != .wrongAnswer { self.running = running }
      throw problem
    }
    guard response.count == sizes.count else { throw .wrongAnswer }
    var pictures: [SmallPicture] = []
    for size in sizes { pictures.append(try picture(size, from: running, until: end)) }
    self.running = running
    return pictures
  }

  private func picture(_ size: PictureSize, from running: Running, until end: Duration) throws(PictureProblem)
    -> SmallPicture
  {
    let header = PreviewProtocol.Picture(try receive(PreviewProtocol.pictureSize, from: running, until: end))
    guard header.length <= PreviewLimits.pictureBytes, (1...size.edge).contains(header.width),
      (1...size.edge).contains(header.height)
    else { throw .wrongAnswer }
    let bytes = try receive(Int(header.length), from: running, until: end)
    guard let bare = BarePicture.rebuild(bytes, size.coding, width: header.width, height: header.height)
    else {
      throw .wrongAnswer
    }
    return SmallPicture(coding: size.coding, width: header.width, height: header.height, bytes: bare)
  }

  /// Receives so many bytes, and watches meanwhile. The decoder is gone when this throws.
  private func receive(_ count: Int, from running: Running, until end: Duration) throws(PictureProblem)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      if running.socket.wait(milliseconds: PreviewLimits.watchInterval) {
        if let more = running.socket.receive(count - bytes.count) {
          guard !more.isEmpty else { throw .crashed }
          bytes += more
          continue
        }
      }
      if clock() >= end { throw .tookTooLong }
      if let resident = running.child.residentBytes, resident > PreviewLimits.residentBytes {
        throw .tookTooMuchMemory
      }
    }
    return bytes
  }

  /// The line of what a library says that people understand best.
  private static func sentence(_ reason: [UInt8]) -> String {
    let lines = String(decoding: reason, as: UTF8.self).split(separator: "\n")
    // The last line names the cause, and those before it say what was tried; libheif puts its numbers below that.
    let cause = lines.last { $0.contains(where: \.isLetter) }
    return cause.map { PrintableText.escape(String($0)) } ?? "the picture cannot be decoded"
  }

  /// A decoder that runs.
  private final class Running {
    let socket: PreviewSocket
    let child: ChildProgram

    init(_ program: FilePathBytes) throws(SystemError) {
      var socket = try PreviewSocket()
      child = try ChildProgram(program, input: socket.other, environment: Self.environment)
      socket.closeOther()
      self.socket = socket
    }

    /// Two arenas in place of eight times the cores: each takes address space, of which there is little.
    private static let environment = ["MALLOC_ARENA_MAX=2", "VIPS_CONCURRENCY=1"]
  }
}
