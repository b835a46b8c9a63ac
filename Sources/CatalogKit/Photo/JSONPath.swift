/// A file's name in JSON: a string where it is UTF-8; otherwise a printable string and the bytes beside it in base 64.
enum JSONPath {
  /// Appends the string and, where it is not the whole truth, a second member with the bytes.
  static func append(_ path: FilePathBytes, bytesKey: StaticString, to json: inout [UInt8]) {
    guard !path.isUTF8 else {
      JSONText.append(path.bytes, to: &json)
      return
    }
    JSONText.append(path.lossyText.utf8, to: &json)
    JSONText.appendKey(bytesKey, to: &json)
    JSONText.append(Base64.encode(path.bytes), to: &json)
  }
}
