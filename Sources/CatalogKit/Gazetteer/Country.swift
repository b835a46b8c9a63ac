/// A country or a territory that has a code of its own.
public struct Country: Hashable, Sendable {
  /// Two capitals (ISO 3166-1; Kosovo has XK).
  public let code: String
  /// Its name in English.
  public let name: String
  /// Its name in Korean; empty where there is none.
  let koreanName: String
  /// The keys of all that it is called, its codes among them.
  private let keys: [ArraySlice<UInt8>]

  /// Its name.
  ///
  /// - Parameter language: The language of the name.
  /// - Returns: The name, in English where the language has none.
  public func name(in language: PlaceLanguage) -> String {
    language == .korean && !koreanName.isEmpty ? koreanName : name
  }

  /// Whether it is called so.
  ///
  /// - Parameter key: The key of a name.
  func isCalled(_ key: [UInt8]) -> Bool { keys.contains { $0.elementsEqual(key) } }

  /// - Parameter line: Code, English name, Korean name and keys, with tabs between them.
  init?(_ line: ArraySlice<UInt8>) {
    let fields = GazetteerTables.fields(of: line)
    guard fields.count >= 3, fields[0].count == 2 else { return nil }
    code = String(decoding: fields[0], as: UTF8.self)
    name = String(decoding: fields[1], as: UTF8.self)
    koreanName = String(decoding: fields[2], as: UTF8.self)
    keys = Array(fields[3...])
  }
}
