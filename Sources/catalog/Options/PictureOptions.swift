import ArgumentParser
import CatalogKit
import CatalogPictures

/// The small pictures of a page or an archive.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "HTML and KMZ: put small pictures of the photos into the file, up to this size, or none or all. (default: 17MB, and none with --anonymous)",
      valueName: "size"
    ),
    completion: .list(["17MB", "none", "all"])
  )
  var pictures: OptionValue<PictureRoom>?

  /// How much room pictures have.
  ///
  /// - Parameters:
  ///   - format: What is exported.
  ///   - blur: How positions are made coarse; `nil` where they stay as they are.
  /// - Returns: The budget; of a format without pictures, none.
  /// - Throws: `ValidationError`.
  func budget(_ format: OutputFormat, _ blur: Blur? = nil) throws -> PictureBudget {
    guard format.pictureUse != nil else {
      if pictures != nil { throw ValidationError("--pictures works with html and kmz only.") }
      return .none
    }
    if let pictures { return try pictures.get("--pictures").budget }
    return blur?.isAnonymous == true ? .none : .mail
  }
}

/// Room for pictures: `17MB`, `500kB`, `none` or `all`.
struct PictureRoom: OptionReadable, Equatable {
  let budget: PictureBudget

  private static let units = [("kB", 1e3), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9)]
  /// Bytes: more than any browser opens.
  private static let most = 1e12

  init(option: ArgumentText) throws {
    let text = option.plain
    switch text {
    case "none": budget = .none
    case "all": budget = .all
    default:
      for (unit, size) in Self.units where text.hasSuffix(unit) {
        if let number = DecimalText.parse(text.dropLast(unit.count).utf8), number > 0,
          number * size < Self.most
        {
          budget = .bytes(Int(number * size))
          return
        }
      }
      throw OptionError(option, is: "no room for pictures", write: "17MB, 500kB, none or all")
    }
  }
}
