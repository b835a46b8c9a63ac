import CatalogKit

/// The arguments of the process as text for the argument parser, with nothing lost on the way.
///
/// Two things are solved here, once:
/// - Names are bytes, and text is not: a byte that is not UTF-8 becomes a private character, and
///   ``CatalogKit/FilePathBytes/init(argument:)`` turns it back.
/// - The parser takes `-33.86` for options. The hyphen of a negative number becomes such a private character too, which no
///   option begins with.
enum CommandLineArguments {
  /// The arguments after the program's name.
  static var live: [String] {
    var arguments: [String] = []
    var index = 1
    while index < Int(CommandLine.argc), let argument = CommandLine.unsafeArgv[index] {
      var count = 0
      while argument[count] != 0 { count += 1 }
      arguments.append(text(UnsafeRawBufferPointer(start: argument, count: count)))
      index += 1
    }
    return protectingNegativeNumbers(arguments)
  }

  /// Negative numbers in a form that the parser takes for values. What follows `--` is taken so anyway.
  static func protectingNegativeNumbers(_ arguments: [String]) -> [String] {
    // It takes no numbers, and `-0` means there what it means to xargs.
    if arguments.first == "extract" { return arguments }
    let end = arguments.firstIndex(of: "--") ?? arguments.count
    return arguments[..<end].map { isNegativeNumber($0) ? hyphen + $0.dropFirst() : $0 }
      + arguments[end...]
  }

  /// The private character of a hyphen.
  private static let hyphen = Unicode.Scalar(privateBase + 0x2D).map { String(Character($0)) } ?? "-"

  /// Text of an argument for people and for readers of numbers: the private characters turned back, U+FFFD for bytes that
  /// are no text.
  static func plain(_ argument: String) -> String {
    holdsPrivate(argument) ? FilePathBytes(argument: argument).lossyText : argument
  }

  /// Bytes as text; each byte that is not part of UTF-8 becomes one private character.
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let whole = String(decoding: bytes, as: UTF8.self)
    if whole.utf8.elementsEqual(bytes), !whole.unicodeScalars.contains(where: isPrivate) { return whole }
    var text = ""
    var rest = bytes[...]
    while let first = rest.first {
      // A sequence of UTF-8 has at most four bytes; the shortest that is one is the one.
      let length = (1...min(4, rest.count)).first {
        String(validating: rest.prefix($0), as: UTF8.self) != nil
      }
      if let length, let scalar = String(decoding: rest.prefix(length), as: UTF8.self).unicodeScalars.first,
        !isPrivate(scalar)
      {
        text.unicodeScalars.append(scalar)
        rest = rest.dropFirst(length)
      } else {
        if let scalar = Unicode.Scalar(privateBase + UInt32(first)) { text.unicodeScalars.append(scalar) }
        rest = rest.dropFirst()
      }
    }
    return text
  }

  /// `privateBase + byte` means a byte. Plane 16 is for private use, so no name means these characters; one that
  /// has them all the same is taken apart into its bytes like broken UTF-8, and comes back whole.
  fileprivate static let privateBase: UInt32 = 0x10FF00

  /// Whether there may be private characters. In UTF-8 those of plane 16 alone begin with `F4`.
  fileprivate static func holdsPrivate(_ argument: String) -> Bool { argument.utf8.contains(0xF4) }

  fileprivate static func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
    (privateBase...(privateBase + 0xFF)).contains(scalar.value)
  }

  private static func isNegativeNumber(_ argument: String) -> Bool {
    guard argument.utf8.first == UInt8(ascii: "-") else { return false }
    let rest = argument.utf8.dropFirst()
    let first = rest.first == UInt8(ascii: ".") ? rest.dropFirst().first : rest.first
    // An option never begins with a digit here.
    return first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
  }
}

extension FilePathBytes {
  /// The name that an argument means, byte for byte.
  ///
  /// - Parameter argument: Text from ``CommandLineArguments``.
  init(argument: String) {
    guard CommandLineArguments.holdsPrivate(argument) else {
      self.init(argument)
      return
    }
    var bytes: [UInt8] = []
    for scalar in argument.unicodeScalars {
      if CommandLineArguments.isPrivate(scalar) {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value - CommandLineArguments.privateBase))
      } else {
        bytes += Array(String(Character(scalar)).utf8)
      }
    }
    self.init(bytes)
  }
}
