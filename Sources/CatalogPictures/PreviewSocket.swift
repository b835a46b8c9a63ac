import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Our end of the socket to a decoder. Nothing here waits for the other end but ``wait(milliseconds:)``.
struct PreviewSocket: ~Copyable {
  private let descriptor: Int32
  /// The decoder's end, until it has it.
  private(set) var other: Int32

  /// Makes a socket with two ends, both here.
  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    #if os(Linux)
      let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .last("make a socket", FilePathBytes("")) }
    #if !os(Linux)
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var on: Int32 = 1
      setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
    (descriptor, other) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    if other >= 0 { close(other) }
  }

  /// The decoder has its end: when it goes, so does the socket.
  mutating func closeOther() {
    close(other)
    other = -1
  }

  /// Waits until there is something to receive, or the other end is closed.
  func wait(milliseconds: Int32) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return SystemCalls.retrying({ poll(&wanted, 1, milliseconds) }) > 0
  }

  /// What has come, at most so much; empty at the end, `nil` where nothing has come yet.
  func receive(_ limit: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      let got = SystemCalls.retrying {
        recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
      }
      failed = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
      count = max(0, got)
    }
    return failed ? nil : bytes
  }

  /// Sends bytes with an open file, without waiting: a decoder that does not read is no use.
  ///
  /// - Returns: Whether all was sent.
  func send(_ bytes: [UInt8], with file: Int32) -> Bool {
    let first = bytes.withUnsafeBytes { sendFirst($0, file) }
    guard first > 0 else { return false }
    var sent = first
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        SystemCalls.retrying { sendRest(UnsafeRawBufferPointer(rebasing: buffer[sent...])) }
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private func sendRest(_ bytes: UnsafeRawBufferPointer) -> Int {
    Self.send(descriptor, bytes.baseAddress, bytes.count, Self.flags)
  }

  /// sendmsg(2) with SCM_RIGHTS. The macros of C that build a control message cannot be seen from here: its header is `cmsghdr`, padded
  /// to a multiple of the machine's word, then the descriptor.
  private func sendFirst(_ bytes: UnsafeRawBufferPointer, _ file: Int32) -> Int {
    let word = MemoryLayout<cmsghdr>.alignment
    let header = (MemoryLayout<cmsghdr>.size + word - 1) / word * word
    let length = header + MemoryLayout<Int32>.size
    let space = (length + word - 1) / word * word
    return withUnsafeTemporaryAllocation(byteCount: space, alignment: 16) { control in
      control.initializeMemory(as: UInt8.self, repeating: 0)
      var message = cmsghdr()
      message.cmsg_len = .init(length)
      message.cmsg_level = SOL_SOCKET
      message.cmsg_type = Int32(SCM_RIGHTS)
      control.storeBytes(of: message, as: cmsghdr.self)
      control.storeBytes(of: file, toByteOffset: header, as: Int32.self)
      var part = iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
      return withUnsafeMutablePointer(to: &part) { part in
        var whole = msghdr()
        whole.msg_iov = part
        whole.msg_iovlen = 1
        whole.msg_control = control.baseAddress
        whole.msg_controllen = .init(length)
        return SystemCalls.retrying { sendmsg(descriptor, &whole, Self.flags) }
      }
    }
  }

  #if os(Linux)
    private static let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
  #else
    private static let flags = MSG_DONTWAIT
  #endif

  private static func send(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32)
    -> Int
  {
    #if canImport(Darwin)
      Darwin.send(descriptor, bytes, count, flags)
    #elseif canImport(Musl)
      Musl.send(descriptor, bytes, count, flags)
    #else
      Glibc.send(descriptor, bytes, count, flags)
    #endif
  }
}
