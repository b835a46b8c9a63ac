/// A country or a territory that has a code of its own.
public struct Country: Hashable, Sendable {
  /// Two capitals (ISO 3166-1; Kosovo has XK).
  public let code: String
  /// Its name in English.
  public let name: String
  /// Its name in Korean; empty where there is none.
  let koreanName: String

  /// Fields of its line before the keys of all that it is called, its codes among them.
  static let namesBeforeKeys = 3

  /// Its name.
  ///
  /// - Parameter language: The language of the name.
  /// - Returns: The name, in English where the language has none.
  public func name(in language: PlaceLanguage) -> String {
    language == .korean && !koreanName.isEmpty ? koreanName : name
  }

  /// - Parameter line: Code, English name, Korean name and keys, with tabs between them.
  init?(_ line: ArraySlice<UInt8>) {
    let fields = LineTable.fields(of: line)
    guard fields.count >= Self.namesBeforeKeys, fields[0].count == 2 else { return nil }
    code = String(decoding: fields[0], as: UTF8.self)
    name = String(decoding: fields[1], as: UTF8.self)
    koreanName = String(decoding: fields[2], as: UTF8.self)
  }
}
