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
    json.add("missing", status.missing)
    if let latitudes = status.latitudes, let edges = status.longitudeEdges {
      var area = JSONObject()
      area.add("south", latitudes.lowerBound)
      area.add("west", edges.west)
      area.add("north", latitudes.upperBound)
      area.add("east", edges.east)
      json.add("area", area)
    }
    if let dates = status.dates {
      json.add("firstDay", "\(dates.first)")
      json.add("lastDay", "\(dates.last)")
    }
    json.add(
      "years",
      JSONObject(Dictionary(status.years.map { ("\($0.key)", $0.value) }, uniquingKeysWith: +))
    )
    if status.hasPlaces {
      json.add("countries", JSONObject(status.countries))
      json.add("places", JSONObject(status.places))
    }
    json.add("formats", JSONObject(status.formats))
    json.add("cameras", JSONObject(status.cameras))
    json.add("positions", JSONObject(status.sources))
    json.add("problems", JSONObject(status.problems))
    return json.bytes + Array("\n".utf8)
  }
}
