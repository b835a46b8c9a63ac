import CoreFoundation
import Foundation
import HTTPTypes

/// The JSON object of a request's body, read strictly: a member that its address does not know is an error that names it, so that nobody sets by the
/// way what they were not asked for.
struct JSONBody {
  private let members: [String: Any]

  /// - Parameters:
  ///   - bytes: The body.
  ///   - names: The members that it may have.
  /// - Throws: ``Problem`` (400).
  init(_ bytes: [UInt8], only names: [String]) throws(Problem) {
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
      throw .badRequest("Send a JSON object with \(Self.list(names)).")
    }
    try self.init(object, only: names)
  }

  private init(_ object: [String: Any], only names: [String]) throws(Problem) {
    if let stranger = object.keys.sorted().first(where: { !names.contains($0) }) {
      throw .badRequest(
        "The body has a member \u{201C}\(stranger.prefix(40))\u{201D}, which this address does not take. It takes \(Self.list(names))."
      )
    }
    members = object
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "no members" : names.joined(separator: ", ")
  }

  /// How many members there are.
  var count: Int { members.count }

  /// Whether a member is there, also as null.
  func has(_ name: String) -> Bool { members[name] != nil }

  /// Whether a member is null.
  func isNull(_ name: String) -> Bool { members[name] is NSNull }

  /// A text that has to be there.
  func text(_ name: String) throws(Problem) -> String {
    guard let text = try optionalText(name) else { throw .badRequest("\(name) is missing.") }
    return text
  }

  /// A text; `nil` where it is not there.
  func optionalText(_ name: String) throws(Problem) -> String? {
    guard let value = members[name] else { return nil }
    guard let text = value as? String else { throw .badRequest("\(name) is a text.") }
    return text
  }

  /// A truth; `false` where it is not there.
  func flag(_ name: String) throws(Problem) -> Bool { try optionalFlag(name) ?? false }

  /// A truth; `nil` where it is not there.
  func optionalFlag(_ name: String) throws(Problem) -> Bool? {
    guard let value = members[name] else { return nil }
    guard let number = value as? NSNumber, CFGetTypeID(number) == CFBooleanGetTypeID() else {
      throw .badRequest("\(name) is true or false.")
    }
    return number.boolValue
  }

  /// A number; `nil` where it is not there. A truth is none.
  func optionalNumber(_ name: String) throws(Problem) -> Double? {
    guard let value = members[name] else { return nil }
    guard let number = value as? NSNumber, CFGetTypeID(number) != CFBooleanGetTypeID() else {
      throw .badRequest("\(name) is a number.")
    }
    return number.doubleValue
  }

  /// Texts; `nil` where they are not there.
  func optionalTexts(_ name: String) throws(Problem) -> [String]? {
    guard let value = members[name] else { return nil }
    guard let texts = value as? [String] else { throw .badRequest("\(name) is a list of texts.") }
    return texts
  }

  /// An object within this one; `nil` where it is not there.
  func optionalObject(_ name: String, only names: [String]) throws(Problem) -> JSONBody? {
    guard let value = members[name] else { return nil }
    guard let object = value as? [String: Any] else { throw .badRequest("\(name) is an object.") }
    return try JSONBody(object, only: names)
  }

  /// One of some words that has to be there.
  func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) throws(Problem) -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try text(name)) else {
      throw .badRequest("\(name) is \(Word.allCases.map(\.rawValue).joined(separator: " or ")).")
    }
    return word
  }
}

extension ServerRequest {
  /// The JSON object of the body.
  ///
  /// - Parameters:
  ///   - limit: At most this many bytes are read: the route's `bodyLimit`.
  ///   - names: The members that it may have.
  /// - Returns: The object.
  /// - Throws: ``Problem`` (400, 413; 415 where it is what a form of another page could send).
  func json(upTo limit: Int, only names: [String]) async throws -> JSONBody {
    if let type = headers[.contentType] {
      let name = type.prefix { $0 != ";" && $0 != " " }.lowercased()
      guard name == "application/json" else {
        throw Problem(status: .unsupportedMediaType, detail: "Send application/json.")
      }
    }
    return try JSONBody(try await collectBody(upTo: limit), only: names)
  }
}
