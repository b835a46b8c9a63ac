import CatalogKit

/// What `catalog where` is asked, whoever has parsed it: ``WhereCommand`` or ``WhereShortcut``.
struct WhereRequest: Equatable {
  let center: NearCenter
  var format = ReportFormat.text
  var language: PlaceLanguage?
  /// Whether what is no warning is left out.
  var isQuiet = false

  /// - Parameter words: A name, or a position in any notation, perhaps as several arguments.
  /// - Throws: `PlaceError`, `PlaceNameError`.
  init(words: [String]) throws {
    center = try NearCenter(words: words)
  }

  func run(in context: CommandContext) throws -> ExitStatus {
    let context = context.quiet(isQuiet)
    let language = context.language(language, forPeople: format == .text)
    let gazetteer = try GazetteerLocation.open(in: context)
    switch center {
    case .name(let name, let otherwise):
      switch try NearCenter.resolve(name, otherwise, in: gazetteer) {
      case .name(let answer, let notes):
        try write(
          WhereText.text(answer.place, language),
          WhereJSON.object(answer.place, language),
          to: context
        )
        for note in notes { context.note(note) }
      case .geohash(let place): try write(place.coordinate, gazetteer, language, context)
      }
    case .place(let place): try write(place.coordinate, gazetteer, language, context)
    // No option of this command names a photo.
    case .photo: break
    }
    return .done
  }

  private func write(
    _ point: Coordinate,
    _ gazetteer: Gazetteer,
    _ language: PlaceLanguage,
    _ context: CommandContext
  ) throws {
    let places = try PlaceLookup(gazetteer, language: language).places(at: point)
    try write(WhereText.text(places, language), WhereJSON.object(places, language), to: context)
  }

  private func write(_ text: String, _ json: JSONObject, to context: CommandContext) throws {
    switch format {
    case .text: try context.output.write(Array((text + "\n").utf8))
    case .json: try context.dataOutput.write(json.bytes + Array("\n".utf8))
    }
    try context.output.flush()
  }
}
