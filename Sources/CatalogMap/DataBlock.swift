import CatalogKit

/// A block of the page's data: an element that browsers neither run nor show, with base 64 in it.
enum DataBlock {
  /// - Parameters:
  ///   - kind: The element's class, by which the page's script finds it.
  ///   - about: Its `data-about`; no character of it may end an attribute.
  ///   - text: Base 64.
  /// - Returns: The element.
  static func element(_ kind: String, about: String, base64 text: some Sequence<UInt8>) -> [UInt8] {
    var element = Array("<script type=\"text/plain\" class=\"\(kind)\" data-about=\"\(about)\">".utf8)
    element += text
    element += Array("</script>\n".utf8)
    return element
  }
}
