import CatalogKit

/// All settings, read and checked.
struct ServerSettings: Sendable {
  let index: FilePathBytes
  let state: FilePathBytes
  let listen: ListenAddress
  let hosts: [String]
  let publicLevel: Level?
  let members: Level
  /// Whether visitors may ask to come in.
  let asks: Bool
  let blur: Blur
  let title: String
  let keeper: String?
  /// `nil` never scans.
  let rescan: Duration?
  let watches: Bool
  let uploads: UploadLimits
  /// Photos older than this are paler on the map; `nil` fades none.
  let fade: Duration?
  /// A map in one file, of which the page carries the streets around the photos.
  let map: FilePathBytes?
  /// Whose map that is.
  let attribution: String
  let previewSpace: Int
  let previewProgram: FilePathBytes?
  let tls: (certificate: String, key: String)?
  let trustedProxies: [String]
  let metrics: ListenAddress?
  let logsJSON: Bool
  let logLevel: String
  /// Where each comes from.
  let values: SettingValues

  /// Reads the values.
  ///
  /// - Parameters:
  ///   - values: What file and options say.
  ///   - folder: Where relative paths of settings begin.
  /// - Throws: ``SettingsError``.
  init(_ values: SettingValues, in folder: FilePathBytes) throws(SettingsError) {
    self.values = values
    // What a file says begins where the file lies, so that it means the same wherever the server is started.
    func path(_ name: String) -> FilePathBytes? {
      values.text(name).map { text in
        let path = FilePathBytes(text)
        guard case .file(let file) = values.value(name).origin else { return folder.appending(path) }
        return folder.appending(FilePathBytes(file)).parent.appending(path)
      }
    }
    let index = path("index") ?? folder.appending(FilePathBytes("catalog.json"))
    self.index = index
    if case .standard = values.value("state").origin {
      state = index.parent.appending(FilePathBytes(".catalog"))
    } else {
      state = path("state") ?? index.parent.appending(FilePathBytes(".catalog"))
    }
    listen = try ListenAddress(setting: "listen", values.text("listen") ?? "")
    hosts = values.value("hosts").texts
    for host in hosts where HostList.name(of: host) != host {
      throw .value("hosts", host, "write a name without a port, such as cats.example.org")
    }
    publicLevel = values.text("public") == "coarse" ? .coarse : nil
    members = values.text("members") == "coarse" ? .coarse : .exact
    asks = values.text("signup") == "ask"
    let cell = values.text("coarse_cell") ?? "1km"
    do {
      blur = try Blur(cell: Distance(cell), publicTags: values.value("public_tags").texts)
    } catch {
      throw .value("coarse_cell", cell, "\(error)")
    }
    title = values.text("title") ?? "Photos"
    keeper = values.text("keeper")
    rescan = try Self.duration("rescan", values.text("rescan") ?? "never")
    watches = values.text("watch") == "yes"
    uploads = UploadLimits(
      file: try Self.size("max_upload", values.text("max_upload") ?? "200MB"),
      space: try Self.size("space", values.text("space") ?? "50GB"),
      perDay: try Self.size("per_day", values.text("per_day") ?? "2GB")
    )
    fade = try Self.duration("fade", values.text("fade") ?? "180d")
    map = path("map")
    attribution = values.text("attribution") ?? ""
    previewSpace = try Self.size("preview_space", values.text("preview_space") ?? "2GB")
    previewProgram = path("preview_program")
    switch (path("tls_certificate"), path("tls_key")) {
    case (let certificate?, let key?): tls = (certificate.lossyText, key.lossyText)
    case (nil, nil): tls = nil
    default: throw .halfTLS
    }
    trustedProxies = values.value("trusted_proxies").texts
    metrics = try values.text("metrics").map { (text) throws(SettingsError) in
      try ListenAddress(setting: "metrics", text)
    }
    logsJSON = values.text("log") == "json"
    logLevel = values.text("log_level") ?? "info"
  }

  /// ``fade`` in whole days, at least one; `nil` fades none.
  var fadeDays: Int? { fade.map { max(1, Int($0.components.seconds) / 86400) } }

  /// Whether anybody may know the coarse level.
  var isShared: Bool { publicLevel == .coarse || members == .coarse }

  private static func duration(_ name: String, _ text: String) throws(SettingsError) -> Duration? {
    if text == "never" { return nil }
    let units = ["s": 1, "min": 60, "h": 3600, "d": 86400]
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), count > 0, count < 1_000_000,
      let unit = units[String(text.dropFirst(digits.count))]
    else { throw .value(name, text, "write a time such as 30s, 10min or 6h, or never") }
    return .seconds(count * unit)
  }

  private static func size(_ name: String, _ text: String) throws(SettingsError) -> Int {
    let units = ["MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000]
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), count > 0, count < 1_000_000,
      let unit = units[String(text.dropFirst(digits.count))]
    else { throw .value(name, text, "write a size such as 500MB or 2GB") }
    return count * unit
  }
}

/// An address and a port.
struct ListenAddress: Hashable, Sendable {
  let host: String
  let port: Int

  /// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`.
  init(setting: String, _ text: String) throws(SettingsError) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65535).contains(port), colon > text.startIndex, HostList.name(of: text) != nil
    else { throw .value(setting, text, "write an address and a port, such as 127.0.0.1:8080") }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    self.host = host
    self.port = port
  }

  /// Whether only this machine can come in.
  var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }
}
