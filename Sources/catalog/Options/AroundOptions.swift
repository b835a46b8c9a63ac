import ArgumentParser
import CatalogKit

/// The question of `near` as options of commands that list photos in other ways.
struct AroundOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Taken around this place: 37.5665,126.978, its name, a link to a map, as near takes it.",
      valueName: "place"
    )
  )
  var near: PlainText?

  @Option(
    help: ArgumentHelp("With --near: this far around it: 500m, 2km. (default: 1km)", valueName: "distance")
  )
  var radius: OptionValue<Radius>?

  @Option(help: ArgumentHelp("With --near: the K nearest photos, however far.", valueName: "k"))
  var nearest: OptionValue<NearestCount>?

  /// As it was typed; empty where it was not.
  var words: String {
    [("--near", near?.text), ("--radius", radius?.text), ("--nearest", nearest?.text)].compactMap {
      name,
      value in
      value.map { "\(name) \(PrintableText.excerpt($0))" }
    }.joined(separator: " ")
  }

  /// - Returns: The question; `nil` where it is not asked.
  /// - Throws: `ValidationError` where an option is wrong.
  func question() throws -> AroundQuestion? {
    guard let near else {
      for (name, isGiven) in [("--radius", radius != nil), ("--nearest", nearest != nil)] where isGiven {
        throw ValidationError("\(name) needs --near PLACE: it says how far around a place.")
      }
      return nil
    }
    do {
      return AroundQuestion(
        center: try NearCenter(words: [near.text]),
        radius: try radius?.get("--radius"),
        nearest: try nearest?.get("--nearest").number
      )
    } catch let error as PlaceError {
      throw ValidationError("--near: \(error)")
    } catch let error as PlaceNameError {
      throw ValidationError("--near: \(error)")
    }
  }
}

/// Which photos around a place are meant.
struct AroundQuestion: Equatable {
  var center: NearCenter
  var radius: Radius?
  /// How many of the nearest; `nil` is all within the radius.
  var nearest: Int?

  /// The circle that holds them.
  ///
  /// - Parameters:
  ///   - index: The index that is asked.
  ///   - filter: Which photos are meant besides.
  ///   - context: Finds names, and takes the words.
  /// - Returns: A circle around the place.
  /// - Throws: What finding the place throws, and ``IndexError``.
  func circle(in index: IndexFile, _ filter: PhotoFilter, _ context: CommandContext) throws -> GeoCircle {
    let found = try center.find(in: index, context)
    for note in found.notes { context.note(note) }
    guard let nearest else {
      let radius = try radius ?? found.radius ?? Radius(NearRequest.defaultRadius)
      return GeoCircle(center: found.coordinate, radius: radius.distance)
    }
    var query = NearQuery(center: found.coordinate, nearest: nearest, within: radius?.distance)
    query.filter = filter
    let hits = try query.run(on: index).hits
    let farthest = hits.indices.last.flatMap { Distance(metres: hits[$0].distance) }
    // Where there is none, the nearest none are within any distance.
    return GeoCircle(
      center: found.coordinate,
      radius: try farthest ?? Radius(NearRequest.defaultRadius).distance
    )
  }
}
