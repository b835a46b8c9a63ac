/// The name of a file as the system keeps it: bytes without NUL, in any encoding or none.
///
/// Compared, hashed and sorted by its raw bytes. `String` would say that the composed and the decomposed spelling
/// of a name are equal (they are two files), and would repair bytes that are not UTF-8 (and then not find the file).
public struct FilePathBytes: Hashable, Sendable {
  /// The bytes, without a NUL at the end.
  public let bytes: [UInt8]

  /// - Parameter bytes: A name; whatever follows a NUL is not part of it.
  public init(_ bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes.prefix { $0 != 0 })
  }

  // The same for what names usually come from. Another module calls the generic one without a specialization, and pays
  // for looking up its types at run time: a tenth of what a whole search costs.

  /// - Parameter bytes: A name; whatever follows a NUL is not part of it.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes.firstIndex(of: 0).map { Array(bytes[..<$0]) } ?? bytes
  }

  /// - Parameter bytes: A name; whatever follows a NUL is not part of it.
  public init(_ bytes: ArraySlice<UInt8>) {
    self.init(Array(bytes))
  }

  /// - Parameter bytes: A name; whatever follows a NUL is not part of it.
  public init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = Array(bytes.has(0) ? UnsafeRawBufferPointer(rebasing: bytes.prefix { $0 != 0 }) : bytes)
  }

  /// - Parameter text: A name in UTF-8, byte for byte as the string holds it.
  public init(_ text: String) {
    self.init(Array(text.utf8))
  }

  /// Bytes of names, which hold no NUL.
  private init(withoutNUL bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// - Parameter text: A name in UTF-8, byte for byte as the string holds it.
  public init(_ text: some StringProtocol) {
    self.init(text.utf8)
  }

  /// Whether the name starts at the root of the file system.
  public var isAbsolute: Bool { bytes.first == Self.slash }

  /// The part behind the last slash; the whole name where there is none.
  public var lastComponent: FilePathBytes {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return self }
    return FilePathBytes(bytes[(slash + 1)...])
  }

  /// The folder that holds this: `/` for a name directly below it, `.` for a name without a slash.
  public var parent: FilePathBytes {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return .currentFolder }
    return slash == 0 ? .root : FilePathBytes(bytes[..<slash])
  }

  /// The names between the slashes, without empty ones.
  var components: [FilePathBytes] {
    bytes.split(separator: Self.slash).map { FilePathBytes(withoutNUL: Array($0)) }
  }

  /// The name of something inside this folder. An absolute name stays what it is; `.` adds nothing.
  ///
  /// - Parameter name: One component or several.
  /// - Returns: Both joined by one slash.
  public func appending(_ name: FilePathBytes) -> FilePathBytes {
    if name.isAbsolute || self == .currentFolder { return name }
    if name == .currentFolder { return self }
    var joined: [UInt8] = []
    joined.reserveCapacity(bytes.count + 1 + name.bytes.count)
    joined += bytes
    if bytes.last != Self.slash { joined.append(Self.slash) }
    joined += name.bytes
    return FilePathBytes(withoutNUL: joined)
  }

  /// This name as seen from a folder, where it lies in it; `.` for the folder itself, `nil` where it lies elsewhere.
  ///
  /// - Parameter folder: An absolute folder, free of links and dots like this name.
  /// - Returns: A relative name, or `nil`.
  public func relative(to folder: FilePathBytes) -> FilePathBytes? {
    if self == folder { return .currentFolder }
    guard isBelow(folder) else { return nil }
    return FilePathBytes(withoutNUL: Array(bytes[folder.prefixLength...]))
  }

  /// Whether this names something inside a folder, at any depth. Only the bytes are compared.
  ///
  /// - Parameter folder: A folder's name, relative to the same place as this one.
  /// - Returns: `false` for the folder itself.
  public func isBelow(_ folder: FilePathBytes) -> Bool {
    if folder == .currentFolder { return !isAbsolute && self != .currentFolder }
    let length = folder.prefixLength
    guard bytes.count > length, bytes.starts(with: folder.bytes) else { return false }
    return bytes[length - 1] == Self.slash
  }

  /// Length of the folder's name with the slash behind it.
  private var prefixLength: Int { bytes.last == Self.slash ? bytes.count : bytes.count + 1 }

  /// The name as text where it is UTF-8, byte for byte.
  public var utf8Text: String? { String(validating: bytes, as: UTF8.self) }

  /// Whether the name is text. ASCII, which nearly all names are, is told without making a string of it.
  package var isUTF8: Bool { bytes.withUnsafeBytes(\.isASCII) || utf8Text != nil }

  /// The name as text, with U+FFFD for what is not UTF-8. Two names may have the same one.
  public var lossyText: String { String(decoding: bytes, as: UTF8.self) }

  /// UTF-8 of ``lossyText``. ASCII, which nearly all names are, is that already.
  var lossyUTF8: [UInt8] { bytes.withBytes(\.isASCII) ? bytes : Array(lossyText.utf8) }

  /// Hands the name to a C function.
  package func withCString<R>(_ body: (UnsafePointer<CChar>) throws -> R) rethrows -> R {
    try withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
      buffer[bytes.count] = 0
      guard let address = buffer.baseAddress else { return try "".withCString(body) }
      return try body(UnsafePointer(address))
    }
  }

  /// The folder where the process runs: `.`.
  public static let currentFolder = FilePathBytes(".")
  /// The root of the file system: `/`.
  public static let root = FilePathBytes("/")
  static let slash = UInt8(ascii: "/")
}

extension FilePathBytes: Comparable {
  /// Orders by raw bytes, as `LC_ALL=C sort` does.
  ///
  /// - Parameters:
  ///   - lhs: One name.
  ///   - rhs: The other.
  /// - Returns: Whether the first sorts before the second.
  public static func < (lhs: FilePathBytes, rhs: FilePathBytes) -> Bool {
    lhs.bytes.lexicographicallyPrecedes(rhs.bytes)
  }
}

extension FilePathBytes: CustomStringConvertible {
  /// The name for people: what could move a terminal's cursor or turn text around is escaped.
  public var description: String { PrintableText.escape(lossyText) }
}
