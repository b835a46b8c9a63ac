/// What holds, in words: each setting with where it comes from, and what follows from them together.
struct SettingsReport: Sendable {
  let lines: [String]

  /// - Parameters:
  ///   - settings: All settings.
  ///   - hasPreviews: Whether `catalog-preview` is there.
  init(_ settings: ServerSettings, hasPreviews: Bool) {
    var lines: [String] = []
    for setting in Setting.all {
      let value = settings.values.value(setting.name)
      let text = value.texts.isEmpty ? "(nothing)" : value.texts.joined(separator: ", ")
      let origin =
        switch value.origin {
        case .standard: "by default"
        case .file(let file): "from \(file)"
        case .option(let option): "from \(option)"
        }
      lines.append("\(setting.name) = \(text) (\(origin))")
    }
    lines += Self.consequences(settings)
    if !hasPreviews {
      lines.append(
        "catalog-preview is not there, so that photos have only the small pictures that they bring along, and visitors see none. docs/pictures.md says how to get it."
      )
    }
    self.lines = lines
  }

  private static func consequences(_ settings: ServerSettings) -> [String] {
    var lines = [
      settings.publicLevel == .coarse
        ? "Everybody who reaches the server sees photos in cells of \(settings.values.text("coarse_cell") ?? "1km") and with the day, without names of files."
        : "Visitors see the title and who keeps the catalogue, and no photo."
    ]
    if settings.tls == nil, settings.trustedProxies.isEmpty {
      lines.append(
        settings.listen.isLoopback
          ? "Without HTTPS only this machine's browsers can be sure whom they talk to."
          : "Without HTTPS whoever is on the way reads along, and phones cannot install the page, use their own position, or keep photos until the network is back. docs/serve.md says how to get it."
      )
    }
    if !settings.listen.isLoopback, settings.hosts.isEmpty {
      lines.append(
        "No host is named, so that the server answers only to addresses of numbers and localhost; --host NAME adds one."
      )
    }
    return lines
  }
}
