/// How a page finds the photos of an index: where their relative paths begin, seen from the page.
public struct PhotoLinks: Hashable, Sendable {
  /// `""`, `../pictures/` or `file:///home/…/`, percent-encoded; absolute paths do without it.
  public let prefix: String

  /// - Parameters:
  ///   - indexFolder: The folder of the index, absolute and free of links and dots.
  ///   - pageFolder: The folder where the page will lie, absolute and free of links and dots; `nil` where that is not known,
  ///     as on standard output: the page's links are absolute then.
  public init(indexFolder: FilePathBytes, pageFolder: FilePathBytes?) {
    let target = Self.components(indexFolder)
    guard let pageFolder else {
      prefix = "file:///" + Self.joined(target)
      return
    }
    let start = Self.components(pageFolder)
    let shared = zip(start, target).prefix { $0 == $1 }.count
    let up = String(repeating: "../", count: start.count - shared)
    prefix = up + Self.joined(target.dropFirst(shared))
  }

  /// The links of a page that is written to a file, or elsewhere.
  ///
  /// - Parameters:
  ///   - index: The index whose photos are on the page.
  ///   - page: The page's file; `nil`, like a pipe or a device, for links that do not depend on where the page lies.
  /// - Throws: ``SystemError`` where the page's folder is not to be found.
  public init(to index: IndexFile, from page: FilePathBytes?) throws(SystemError) {
    let file = try page.map { (page) throws(SystemError) in try FilePathResolver.resolveForWriting(page) }
    let isDevice = file.map { (try? SystemCalls.status(of: $0))?.kind == .other } ?? false
    self.init(indexFolder: index.folder, pageFolder: isDevice ? nil : file?.parent)
  }

  /// The links of a page that a server sends.
  ///
  /// - Parameter prefix: Where its photos' addresses begin, percent-encoded: `/`.
  public init(server prefix: String) {
    self.prefix = prefix
  }

  private static func components(_ folder: FilePathBytes) -> [ArraySlice<UInt8>] {
    folder.bytes.split(separator: FilePathBytes.slash)
  }

  private static func joined(_ components: some Sequence<ArraySlice<UInt8>>) -> String {
    components.map { percentEncoded(FilePathBytes($0)) + "/" }.joined()
  }

  /// A path as part of an address (RFC 3986): every byte as `%XX` but letters, digits, `-._~` and the slash. A colon is
  /// among those, so that no name can look like `javascript:`.
  package static func percentEncoded(_ path: FilePathBytes) -> String {
    var encoded: [UInt8] = []
    for byte in path.bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), FilePathBytes.slash:
        encoded.append(byte)
      default:
        encoded.append(UInt8(ascii: "%"))
        encoded.append(hexDigits[Int(byte >> 4)])
        encoded.append(hexDigits[Int(byte & 15)])
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
