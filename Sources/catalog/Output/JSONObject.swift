import CatalogKit

/// A JSON object that is put together member by member.
struct JSONObject {
  private var members: [[UInt8]] = []

  init() {}

  /// An object of counts, in the order of their names.
  init(_ counts: [String: Int]) {
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) { add(name, count) }
  }

  var bytes: [UInt8] { Array("{".utf8) + members.joined(separator: Array(",".utf8)) + Array("}".utf8) }

  mutating func add(_ name: String, _ value: String) { add(name, json: JSONText.string(value)) }

  /// A path as an index has it: text, and its bytes in base 64 where they are no UTF-8.
  mutating func add(path: FilePathBytes) {
    add("path", path.lossyText)
    if !path.isUTF8 { add("pathBytes", String(decoding: Base64.encode(path.bytes), as: UTF8.self)) }
  }

  mutating func add(_ name: String, _ value: Int) { add(name, json: Array("\(value)".utf8)) }

  mutating func add(_ name: String, _ value: Double) {
    add(name, json: Array(FixedPoint.text(value, decimals: FixedPoint.coordinateDecimals).utf8))
  }

  mutating func add(_ name: String, _ values: [String]) {
    let strings = values.map { JSONText.string($0) }
    add(name, json: Array("[".utf8) + strings.joined(separator: Array(",".utf8)) + Array("]".utf8))
  }

  mutating func add(_ name: String, _ value: Bool) { add(name, json: Array("\(value)".utf8)) }

  mutating func add(_ name: String, _ objects: [JSONObject]) {
    add(
      name,
      json: Array("[".utf8) + objects.map(\.bytes).joined(separator: Array(",".utf8)) + Array("]".utf8)
    )
  }

  mutating func add(_ name: String, _ object: JSONObject) { add(name, json: object.bytes) }

  private mutating func add(_ name: String, json: [UInt8]) {
    members.append(JSONText.string(name) + Array(":".utf8) + json)
  }
}
