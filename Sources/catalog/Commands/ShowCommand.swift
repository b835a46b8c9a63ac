import ArgumentParser
import CatalogKit

/// `catalog show`
struct ShowCommand: CatalogSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show everything known about photos.",
    discussion: """
      Photos in the index are shown from it; other files are read now.

      Examples:
        catalog show photos/dubu/IMG_2210.jpg
        catalog show photos/miso/*.jpg
        catalog show photos/broken.jpg --format json
        curl -s https://example.org/cat.jpg | catalog show -
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Photos, in the index or not: by their path, or its end; - reads names, or a photo, from standard input.",
      valueName: "photo"
    ),
    completion: .file()
  )
  var photos: [FileArgument]

  @Option(help: "Print text or json.")
  var format = ReportFormat.text

  @OptionGroup var language: LanguageOption

  @OptionGroup var index: IndexOption

  func run(in context: CommandContext) throws -> ExitStatus {
    let index = try openIndex(in: context)
    let found = try find(in: index, context)
    let photos = found.compactMap { try? $0.get() }
    try write(photos, places(of: photos, in: context), to: context.sink(forPeople: format == .text))
    try context.output.flush()
    var status = ExitStatus.done
    for photo in found {
      switch photo {
      case .success(let photo):
        if photo.source == .file {
          context.say("\(photo.path) is not in the index: the file was read now")
        }
        if photo.photo.problem?.isUnreadable == true, status == .done { status = .incomplete }
      case .failure(let error):
        context.say("\(error)")
        status = ExitStatus(error) ?? .fault
      }
    }
    return status
  }

  private static let standardInput = FilePathBytes("-")

  /// What an argument names, or what comes in its place.
  private enum Input {
    case names([FilePathBytes])
    case photo(NamedPhoto)

    var names: [FilePathBytes] { if case .names(let names) = self { names } else { [] } }
  }

  private typealias Found = Result<NamedPhoto, NamedPhotoError>

  private func find(in index: IndexFile?, _ context: CommandContext) throws -> [Found] {
    let inputs = try photos.map { $0.path == Self.standardInput ? try readInput() : .names([$0.path]) }
    var named = try NamedPhoto.find(inputs.flatMap(\.names), in: index, context)[...]
    return inputs.flatMap { input -> [Found] in
      switch input {
      case .photo(let photo): return [.success(photo)]
      case .names(let names):
        defer { named = named.dropFirst(names.count) }
        return Array(named.prefix(names.count))
      }
    }
  }

  /// A photo, if the first bytes say that it is one, else names as `list --format paths` writes them.
  private func readInput() throws -> Input {
    let bytes = try NameList.bytes(descriptor: 0)
    let photo = PhotoExtractor().read(bytes, as: Self.standardInput)
    guard photo.format != nil else { return .names(NameList.split(bytes)) }
    return .photo(NamedPhoto(photo: photo, path: Self.standardInput, source: .standardInput))
  }

  /// `nil` where nobody named an index and there is none.
  private func openIndex(in context: CommandContext) throws -> IndexFile? {
    do {
      return try index.open(in: context)
    } catch IndexError.missing where index.file == nil && context.environment("CATALOG_INDEX") == nil {
      return nil
    }
  }

  /// Says in which places photos are; `nil` where none has a position, or text is not wanted. Without names of places there
  /// is still all the rest to show.
  private func places(of photos: [NamedPhoto], in context: CommandContext) -> PlaceLookup? {
    guard format == .text, photos.contains(where: { $0.photo.position != nil }) else { return nil }
    do throws(GazetteerError) {
      let gazetteer = try GazetteerLocation.open(in: context)
      return try PlaceLookup(gazetteer, language: context.language(language.language, forPeople: true))
    } catch .missing {
      return nil
    } catch {
      context.say("\(error)")
      return nil
    }
  }

  private func write(_ photos: [NamedPhoto], _ places: PlaceLookup?, to output: some ByteSink) throws {
    switch format {
    case .text:
      for (number, photo) in photos.enumerated() {
        try output.write(Array(((number > 0 ? "\n" : "") + PhotoText.render(photo, places)).utf8))
      }
    case .json:
      var exporter = JSONExporter()
      try exporter.begin(output)
      for photo in photos {
        var exported = FoundPhoto(photo.photo)
        exported.path = photo.path
        try exporter.add(exported, to: output)
      }
      try exporter.end(output)
    }
  }
}
