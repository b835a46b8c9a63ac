import ArgumentParser
import CatalogKit

/// `catalog place`
struct PlaceCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "place",
    abstract: "Say where photos were taken that do not say it themselves.",
    discussion: """
      The position goes into an XMP sidecar beside each photo, with a note that a person put it there; the photo is never written to. \
      catalog undo takes the last run back.

      Examples:
        catalog place photos/camellia/IMG_0457.JPG --at 37.5665,126.9780
        catalog place photos/dubu/*.jpg --at wydm9qy8 --accuracy 50m
        catalog place photos/old/ --at Bucheon
        catalog place photos/ --track walk.gpx --zone +09:00 --clock -90s
        catalog place photos/ --from-neighbours --within 10min
        catalog place photos/dubu/IMG_2210.jpg --none      what the photo says is wrong
      """
  )

  @OptionGroup var photos: PhotoArguments

  @Option(help: ArgumentHelp("The place, in any notation that near reads, or its name.", valueName: "place"))
  var at: PlainText?

  @Option(
    help: ArgumentHelp(
      "A GPX track of whoever carried the camera: each photo is placed by its time.",
      valueName: "file"
    ),
    completion: .file(extensions: ["gpx"])
  )
  var track: FileArgument?

  @Option(
    help: ArgumentHelp(
      "With --track or --from-neighbours: how far the clock is from UTC in photos that do not say it, +09:00.",
      valueName: "offset"
    )
  )
  var zone: OptionValue<Zone>?

  @Flag(help: "Where the photos taken just before and after them are, by whatever camera.")
  var fromNeighbours = false

  @Option(
    help: ArgumentHelp(
      "With --from-neighbours: how far away in time they may be. (default: 10min)",
      valueName: "time"
    )
  )
  var within: OptionValue<TimeSpan>?

  @Option(
    help: ArgumentHelp(
      "With --track or --from-neighbours: turn the camera's clock so far, -90s where it runs ahead.",
      valueName: "time"
    )
  )
  var clock: OptionValue<TimeSpan>?

  @Option(
    help: ArgumentHelp(
      "With --track: how far two points may be apart in time. (default: 10min)",
      valueName: "time"
    )
  )
  var gap: OptionValue<TimeSpan>?

  @Option(
    help: ArgumentHelp(
      "How far off it may be. (default: as much as the notation or the town is large, at least 10m)",
      valueName: "distance"
    )
  )
  var accuracy: OptionValue<Distance>?

  @Flag(help: "Say that what the photo has is wrong, and that nobody knows better.")
  var none = false

  @Flag(help: "Replace a position that the photo has.")
  var overwrite = false

  @OptionGroup var index: IndexOption

  @OptionGroup var words: QuietOption

  /// Metres: what a person on a map or in a garden knows at best.
  private static let bestAccuracy = 10.0

  func run(in context: CommandContext) throws -> ExitStatus {
    let changes = try changes(in: context)
    let named = try photos.withFolders(in: context)
    let editor = try photos.editor(index, in: context)
    for path in named.photos { editor.edit(path, changes) }
    for path in named.found {
      // Who names a folder means those in it that have no place.
      editor.edit(path) { photo in photo.position == nil || overwrite ? try changes(photo) : XMPChanges() }
    }
    return try EditReport.end(editor, "placed", in: context.quiet(words.quiet))
  }

  private func changes(in context: CommandContext) throws -> (Photo) throws -> XMPChanges {
    try checkWays()
    if let track { return try changes(by: track.path) }
    if fromNeighbours { return try changesByNeighbours(in: context) }
    let edit = PlaceEdit(try position(in: context), overwrites: overwrite)
    return { try edit.changes(for: $0) }
  }

  /// Each option goes with the way of placing that it belongs to.
  private func checkWays() throws {
    if track != nil, fromNeighbours {
      throw ValidationError("--track and --from-neighbours both say where photos were taken: leave one out.")
    }
    if track != nil || fromNeighbours {
      if at != nil || none || accuracy != nil {
        let way = track == nil ? "--from-neighbours" : "--track"
        throw ValidationError("\(way) says where photos were taken: leave --at, --none and --accuracy out.")
      }
    } else {
      for (option, isGiven) in [("--zone", zone != nil), ("--clock", clock != nil)] where isGiven {
        throw ValidationError("\(option) needs --track or --from-neighbours.")
      }
    }
    if gap != nil, track == nil { throw ValidationError("--gap needs --track.") }
    if within != nil, !fromNeighbours { throw ValidationError("--within needs --from-neighbours.") }
  }

  private func changes(by path: FilePathBytes) throws -> (Photo) throws -> XMPChanges {
    var edit = TrackEdit(try read(path))
    edit.zone = try zone?.get("--zone").minutes
    edit.clock = try clock?.get("--clock").seconds ?? 0
    edit.gap = try gap?.get("--gap").seconds ?? edit.gap
    edit.overwrites = overwrite
    return { [edit] in try edit.changes(for: $0) }
  }

  private func changesByNeighbours(in context: CommandContext) throws -> (Photo) throws -> XMPChanges {
    var edit = try NeighbourEdit(index.open(in: context), zone: zone?.get("--zone").minutes)
    edit.span = try within?.get("--within").seconds ?? edit.span
    guard edit.span >= 0 else {
      throw ValidationError("--within: no time is shorter than nothing; write 90s, 10min or 2h.")
    }
    edit.clock = try clock?.get("--clock").seconds ?? 0
    edit.overwrites = overwrite
    return { [edit] in try edit.changes(for: $0) }
  }

  private func read(_ path: FilePathBytes) throws -> GPXTrack {
    do {
      return try GPXTrack(path: path)
    } catch let error as GPXTrackError {
      throw UnreadableTrack(path: path, error: error)
    }
  }

  private func position(in context: CommandContext) throws -> XMPChanges.PlacedPosition {
    guard (at != nil) != none else {
      throw ValidationError(
        "name the place with --at PLACE, --track FILE or --from-neighbours, or say --none."
      )
    }
    guard let at else { return .none }
    let found = try center(at).find(in: nil, context)
    for note in found.notes { context.note(note) }
    let metres = try accuracy?.get("--accuracy").metres ?? max(found.accuracy ?? 0, Self.bestAccuracy)
    return .at(found.coordinate, accuracy: metres)
  }

  private func center(_ at: PlainText) throws -> NearCenter {
    do {
      return try NearCenter(words: [at.text])
    } catch let error as PlaceError {
      throw ValidationError("--at: \(error)")
    } catch let error as PlaceNameError {
      throw ValidationError("--at: \(error)")
    }
  }
}

/// A file that is no track.
struct UnreadableTrack: Error, CustomStringConvertible {
  let path: FilePathBytes
  let error: GPXTrackError

  /// What is wrong with it.
  var description: String { "\(path): \(error)" }
}
