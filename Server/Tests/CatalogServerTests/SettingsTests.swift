import Foundation
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// Settings, from a file and from options.
@Suite("Settings")
struct SettingsTests {
  private static func settings(_ toml: String?, _ options: [String] = []) throws -> ServerSettings {
    let folder = try TemporaryFolder()
    if let toml { try folder.write(Array(toml.utf8), to: "catalog.toml") }
    return try ServerSettings(SettingsLine(options, in: folder.path).values, in: folder.path)
  }

  @Test("options go before the file, and the file before what holds by default")
  func order() throws {
    let settings = try Self.settings(
      "title = \"Cats\"\nlisten = \"127.0.0.1:1\"\nhosts = [\"a.example\", \"b.example\"]",
      ["--listen", "[::1]:2"]
    )
    #expect(settings.title == "Cats")
    #expect(settings.listen.host == "::1" && settings.listen.port == 2)
    #expect(settings.hosts == ["a.example", "b.example"])
    let lines = SettingsReport(settings, hasPreviews: false).lines.joined(separator: "\n")
    #expect(lines.contains("visitors see none"))
    #expect(!SettingsReport(settings, hasPreviews: true).lines.joined().contains("visitors see none"))
    #expect(lines.contains("title = Cats (from catalog.toml)"))
    #expect(lines.contains("listen = [::1]:2 (from --listen)"))
    #expect(lines.contains("public = none (by default)"))
  }

  @Test("the reference and the schema are as `make settings` writes them")
  func reference() throws {
    let docs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs")
    for (name, text) in [
      ("settings.md", SettingsReference.page), ("schema/settings.schema.json", SettingsReference.schema),
    ] {
      #expect(
        try String(contentsOf: docs.appending(path: name), encoding: .utf8) == text,
        "run make settings"
      )
    }
    let schema = try JSONSerialization.jsonObject(with: Data(SettingsReference.schema.utf8)) as? [String: Any]
    let properties = try #require(schema?["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(Setting.all.map(\.name)))
  }

  @Test("each setting can be an option, and a list's is given once for each")
  func options() throws {
    for setting in Setting.all {
      var value = setting.standard.isEmpty ? "x" : setting.standard
      if case .oneOf(let words) = setting.kind { value = words[0] }
      if setting.name == "metrics" { value = "127.0.0.1:9" }
      let line = try SettingsLine([setting.option, value], in: FilePathBytes("/nonexistent"))
      #expect(
        line.values.value(setting.name)
          == SettingValues.Value(texts: [value], origin: .option(setting.option))
      )
      #expect(HelpText.text.contains(setting.option))
    }
    #expect(Set(Setting.all.map(\.option)).count == Setting.all.count)
    #expect(
      try Self.settings(nil, ["--host", "a.example", "--host=b.example"]).hosts == ["a.example", "b.example"]
    )
  }

  @Test(
    "a name that is no setting is an error that names the nearest, and a value of another kind says what it takes",
    arguments: [
      ("titel = \"x\"", "Did you mean title?"), ("nonsense_that_is_far = 1", "--help lists them"),
      ("title = 1", "a text in quotes"),
      ("hosts = \"x\"", "a list of texts"), ("hosts = [1]", "a list of texts"),
      ("public = \"exact\"", "where each animal sleeps"),
      ("public = \"some\"", "none or coarse"), ("title = ", "not TOML"), ("a = 1\na = 2", "not TOML"),
      ("rescan = \"5\"", "10min"),
      ("coarse_cell = \"0\"", "coarse_cell"), ("listen = \"8080\"", "127.0.0.1:8080"),
      ("tls_key = \"x\"", "belong together"),
      ("preview_space = \"2\"", "500MB"), ("hosts = [\"a:1\"]", "without a port"),
    ]
  )
  func errors(_ toml: String, _ part: String) {
    do {
      _ = try Self.settings(toml)
      Issue.record("\(toml) is taken")
    } catch {
      #expect("\(error)".contains(part), "\(error)")
    }
  }

  @Test("a misspelt option is an error that names the nearest, and one without a value too")
  func misspelt() {
    #expect(throws: SettingsError.unknownOption("--titel", nearest: "--title")) {
      try SettingsLine(["--titel", "x"], in: FilePathBytes("/nonexistent"))
    }
    #expect(throws: SettingsError.noValue("--title")) {
      try SettingsLine(["--title"], in: FilePathBytes("/nonexistent"))
    }
    #expect(throws: SettingsError.self) {
      try SettingsLine(["--config", "missing"], in: FilePathBytes("/nonexistent"))
    }
  }

  @Test("paths of a file begin where the file lies")
  func paths() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("index = \"photos/catalog.json\"".utf8), to: "etc/catalog.toml")
    let line = try SettingsLine(["--config", "etc/catalog.toml", "--state", "var"], in: folder.path)
    let settings = try ServerSettings(line.values, in: folder.path)
    #expect(settings.index == folder("etc/photos/catalog.json"))
    #expect(settings.state == folder("var"))
    #expect(try Self.settings("index = \"a/catalog.json\"").state.lastComponent == FilePathBytes(".catalog"))
  }
}
