import ArgumentParser

/// Whether photos have a position, as an option of commands that list those without one too.
struct PositionOption: ParsableArguments {
  @Flag(help: "Only photos with a position.")
  var located = false

  @Flag(help: "Only photos without a position.")
  var unlocated = false

  /// As it was typed; empty where neither was.
  var words: String { located ? "--located" : unlocated ? "--unlocated" : "" }

  /// - Returns: `nil` where both are meant.
  /// - Throws: `ValidationError` where neither can be.
  func isLocated() throws -> Bool? {
    if located, unlocated {
      throw ValidationError("--located and --unlocated exclude each other: leave one out.")
    }
    return located ? true : unlocated ? false : nil
  }
}
