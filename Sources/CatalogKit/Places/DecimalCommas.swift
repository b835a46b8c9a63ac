/// Tells commas that stand for a decimal point from commas between numbers.
enum DecimalCommas {
  /// Joins numbers around decimal commas; all other commas become separators.
  ///
  /// - Throws: ``PlaceError/ambiguous(_:_:_:)`` where the commas could be either.
  static func resolve(_ tokens: [AngleToken], in text: String) throws(PlaceError) -> [AngleToken] {
    guard tokens.contains(.tightComma), mayBeDecimal(tokens) else { return separated(tokens) }
    let chains = chains(tokens)
    guard chains.allSatisfy({ $0 <= 2 }) else { throw ambiguity(tokens, chains, in: text) }
    // Marks and letters say where a number ends, so a comma inside of one is its point.
    if tokens.contains(where: \.isMarkOrLabel) { return joined(tokens) }
    if chains.count == 1 { throw ambiguity(tokens, chains, in: text) }
    // 37,5665 126,9780 cannot be anything else; 37,5665 126 can: the numbers 37, 5665 and 126.
    guard chains.allSatisfy({ $0 == 2 }) || tokens.contains(.separator) || tokens.isSexagesimal else {
      throw ambiguity(tokens, chains, in: text)
    }
    return joined(tokens)
  }

  /// A text that writes a decimal point anywhere does not write another one as a comma.
  private static func mayBeDecimal(_ tokens: [AngleToken]) -> Bool {
    !tokens.contains { $0.number?.hasPoint == true }
  }

  /// The lengths of runs of numbers with nothing but commas between them.
  private static func chains(_ tokens: [AngleToken]) -> [Int] {
    var chains: [Int] = []
    for (index, token) in tokens.enumerated() where token.isNumber {
      if index > 0, tokens[index - 1] == .tightComma, let last = chains.popLast() {
        chains.append(last + 1)
      } else {
        chains.append(1)
      }
    }
    return chains
  }

  private static func separated(_ tokens: [AngleToken]) -> [AngleToken] {
    tokens.map { $0 == .tightComma ? .separator : $0 }
  }

  /// Each comma as a point: only called where no number has two of them.
  private static func joined(_ tokens: [AngleToken]) -> [AngleToken] {
    var result: [AngleToken] = []
    for (index, token) in tokens.enumerated() where token != .tightComma {
      if case .number(let fraction) = token, index > 0, tokens[index - 1] == .tightComma,
        case .number(var whole) = result.popLast()
      {
        whole.digits += "." + fraction.digits
        result.append(.number(whole))
      } else {
        result.append(token)
      }
    }
    return result
  }

  /// Both readings of the commas.
  private static func ambiguity(_ tokens: [AngleToken], _ chains: [Int], in text: String) -> PlaceError {
    let numbers = tokens.compactMap(\.number)
    func place(_ latitude: [Int], _ longitude: [Int]) -> PlaceReading? {
      guard let one = decimal(latitude.map { numbers[$0] }),
        let other = decimal(longitude.map { numbers[$0] }),
        (try? Coordinate(latitude: one, longitude: other)) != nil
      else { return nil }
      return .place(latitude: one, longitude: other)
    }
    switch numbers.count {
    case 2:
      guard let separate = place([0], [1]) else { return .halfMissing }
      return .ambiguous(text, separate, .oneNumber(numbers.map(\.text).joined(separator: ".")))
    case 3:
      let readings = [place([0, 1], [2]), place([0], [1, 2])].compactMap(\.self)
      return readings.count == 2
        ? .ambiguous(text, readings[0], readings[1])
        : readings.count == 1 ? .ambiguous(text, readings[0], .numbers(3)) : .numberCount(3)
    case 4:
      guard let decimals = place([0, 1], [2, 3]) else { return .numberCount(4) }
      return .ambiguous(text, decimals, .numbers(4))
    default: return .numberCount(numbers.count)
    }
  }

  /// One number, or a whole one and its decimals.
  private static func decimal(_ parts: [AngleNumber]) -> Double? {
    guard let whole = parts.first else { return nil }
    let text = whole.text + (parts.count > 1 ? "." + parts[1].digits : "")
    return DecimalText.parse(text.utf8)
  }
}

extension [AngleToken] {
  /// Whether there are so many numbers that some must be minutes: 37 33,99 126 58,68.
  fileprivate var isSexagesimal: Bool {
    let commas = count { $0 == .tightComma }
    let numbers = count(where: \.isNumber) - commas
    return commas == 2 && (numbers == 4 || numbers == 6)
  }
}
