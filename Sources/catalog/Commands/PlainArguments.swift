/// Reads arguments of the plainest form, words and options with one value, for the shortcuts past the argument parser.
///
/// The parser looks its own types up at run time, which takes longer than finding an answer (docs/decisions, 11). So what
/// scripts ask a thousand times is read here. Whatever is not plain (an unknown option, one that is given twice, help, a
/// wrong value) is left to the parser, which knows all of it and explains it; so the two cannot disagree, and tests hold
/// that.
enum PlainArguments {
  /// - Parameters:
  ///   - arguments: What follows the command's name.
  ///   - set: Takes an option and its value; `false` where it is unknown, given twice, or has a value that is not read.
  /// - Returns: The words that belong to no option; `nil` where anything is not plain.
  static func words(_ arguments: ArraySlice<String>, set: (String, String) -> Bool) -> [String]? {
    var words: [String] = []
    var rest = arguments
    while let argument = rest.popFirst() {
      guard argument.utf8.first == UInt8(ascii: "-") else {
        words.append(ArgumentText(argument).plain)
        continue
      }
      guard let value = rest.popFirst(), value.utf8.first != UInt8(ascii: "-"), set(argument, value)
      else { return nil }
    }
    return words
  }

  /// A format of answers; `nil` for one that the parser is to read, since it has pictures with options of their own.
  static func format(_ value: String) -> AnswerFormat? {
    AnswerFormat(argument: value).flatMap { $0.format.pictureUse == nil ? $0 : nil }
  }

  /// - Returns: Whether there is a value, and it is the first.
  static func fill<Value>(_ option: inout Value?, _ value: Value?) -> Bool {
    guard option == nil, let value else { return false }
    option = value
    return true
  }
}
