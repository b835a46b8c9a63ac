import ArgumentParser
import CatalogKit

/// A file or a folder as an argument, byte for byte as it was typed.
struct FileArgument: ExpressibleByArgument, Equatable {
  let path: FilePathBytes

  init(argument: String) {
    path = ArgumentText(argument).path
  }
}
