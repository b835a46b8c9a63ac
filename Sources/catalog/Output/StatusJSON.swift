import CatalogKit

/// A status as one JSON object. Lists are objects from name to count.
enum StatusJSON {
  static func render(_ status: IndexStatus, _ header: IndexHeader) -> [UInt8] {
    var json = JSONObject()
    json.add("generator", header.generator)
    json.add("written", "\(header.written)")
    json.add("scanned", header.scanned.map { "\($0.lossyText)" })
    json.add("photos", status.photos)
    json.add("located", status.located)
    json.add("unreadable", status.unreadable)
    if let latitudes = status.latitudes, let edges = status.longitudeEdges {
      var area = JSONObject()
      area.add("south", latitudes.lowerBound)
      area.add("west", edges.west)
      area.add("north", latitudes.upperBound)
      area.add("east", edges.east)
      json.add("area", area)
    }
    if let days = status.days {
      json.add("firstDay", "\(days.lowerBound)")
      json.add("lastDay", "\(days.upperBound)")
    }
    json.add(
      "years",
      JSONObject(Dictionary(status.years.map { ("\($0.key)", $0.value) }, uniquingKeysWith: +))
    )
    json.add("formats", JSONObject(status.formats))
    json.add("cameras", JSONObject(status.cameras))
    json.add("positions", JSONObject(status.sources))
    json.add("problems", JSONObject(status.problems))
    return json.bytes + Array("\n".utf8)
  }
}

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
