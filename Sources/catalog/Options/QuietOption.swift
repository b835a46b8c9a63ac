import ArgumentParser

/// Fewer words for people.
struct QuietOption: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but warnings and errors.")
  var quiet = false
}
