import ArgumentParser

/// An argument that is text for people, such as a title.
struct PlainText: ExpressibleByArgument, Equatable {
  let text: String

  init(argument: String) {
    text = ArgumentText(argument).plain
  }
}
