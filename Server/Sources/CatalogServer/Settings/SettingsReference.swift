/// docs/settings.md and docs/schema/settings.schema.json, as ``Setting/all`` has them: `make settings` writes them anew.
enum SettingsReference {
  /// The page.
  static var page: String {
    var lines = [
      "# Settings of the server", "",
      "Written by `make settings`: do not edit. Each is a line of `catalog.toml` in the folder where `catalog serve` is",
      "started, or an option, which goes before the file. A name that is no setting is an error. `catalog serve --check`",
      "says which hold, and where each comes from.", "",
      "[`schema/settings.schema.json`](schema/settings.schema.json) is the same for editors: `#:schema PATH` in the file's first line.",
      "",
    ]
    for setting in Setting.all {
      lines += ["## `\(setting.name)`", "", setting.help, ""]
      let value =
        switch setting.kind {
        case .text: "`\(setting.name) = \"\(setting.placeholder)\"`"
        case .list: "`\(setting.name) = [\"\(setting.placeholder)\", …]`"
        case .oneOf(let words):
          words.map { "`\(setting.name) = \"\($0)\"`" }.joined(separator: " or ")
        }
      let times = if case .list = setting.kind { ", once for each" } else { "" }
      let standard = setting.standard.isEmpty ? "Nothing by default." : "By default `\(setting.standard)`."
      lines += ["\(value), or `\(setting.option) \(setting.placeholder)`\(times). \(standard)", ""]
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }

  /// The schema: JSON Schema 2020-12.
  static var schema: String {
    var properties = JSONObjectText()
    for setting in Setting.all {
      var property = JSONObjectText()
      property.add("description", setting.help)
      switch setting.kind {
      case .text:
        property.add("type", "string")
        if !setting.standard.isEmpty { property.add("default", setting.standard) }
      case .list:
        var item = JSONObjectText()
        item.add("type", "string")
        property.add("type", "array")
        property.add("items", json: item.bytes)
        if !setting.standard.isEmpty { property.add("default", texts: [setting.standard]) }
      case .oneOf(let words):
        property.add("enum", texts: words)
        property.add("default", setting.standard)
      }
      properties.add(setting.name, json: property.bytes)
    }
    var schema = JSONObjectText()
    schema.add("$schema", "https://json-schema.org/draft/2020-12/schema")
    schema.add("title", "catalog.toml: settings of catalog serve")
    schema.add("type", "object")
    schema.add("additionalProperties", false)
    schema.add("properties", json: properties.bytes)
    return String(decoding: schema.bytes, as: UTF8.self).replacing(
      "\":{\"description\"",
      with: "\":{\n  \"description\""
    )
      + "\n"
  }
}
