import ArgumentParser

/// The value of an option, read once, when the arguments are parsed.
///
/// The parser would set whatever is thrown then into a sentence of its own, with the value twice. So the error is kept, and
/// ``get(_:)`` throws it with the name of the option.
struct OptionValue<Value: OptionReadable>: ExpressibleByArgument {
  private let result: Result<Value, any Error>
  /// What was typed.
  let text: String

  init(argument: String) {
    text = ArgumentText(argument).plain
    result = Result { try Value(option: ArgumentText(argument)) }
  }

  /// - Parameter option: Its name, such as `--radius`.
  /// - Returns: The value.
  /// - Throws: `ValidationError` that names the option, where the value could not be read.
  func get(_ option: String) throws -> Value {
    do {
      return try result.get()
    } catch {
      throw ValidationError("\(option): \(error)")
    }
  }
}
