import CatalogKit

/// The size of the cells that positions are moved to: `--blur 1km`.
struct BlurSize: OptionReadable, Equatable {
  let cell: Distance

  /// So small a cell is a house and its garden, not a neighbourhood.
  static let small = 100.0

  init(option: ArgumentText) throws {
    let text = option.plain
    cell = try Distance(text)
    guard text.last?.isLetter == true else { throw MissingUnit(text: text) }
  }

  /// What a cell of this size does not hide; `nil` where it hides a place well.
  var warning: String? {
    cell.metres < Self.small
      ? "--blur \(FixedPoint.text(cell.metres, decimals: 3))m hides the door, not the house: --blur 1km hides where an animal sleeps"
      : nil
  }

  /// Metres or kilometres make the difference between a house and a town.
  struct MissingUnit: Error, CustomStringConvertible {
    let text: String

    var description: String { "\(text) has no unit: write \(text)m or \(text)km" }
  }
}
