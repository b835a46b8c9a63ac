import Foundation
import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Other programs read what is written")
struct OtherReadersTests {
  let folder: TemporaryFolder
  let photos: [FoundPhoto]

  init() throws {
    folder = try TemporaryFolder()
    var full = FoundPhoto(try HostilePhotos.fullPhoto())
    full.distance = 40.212
    full.bearing = 208.1234
    full.uncertainty = 709
    photos =
      try HostilePhotos.photos().map { FoundPhoto($0) } + [full]
      + SyntheticIndex.small().map { FoundPhoto($0) }
    // What the readers' answers are compared with comes from no exporter.
    let paths = try photos.map { try $0.writtenPath().bytes }
    try folder.write(Array(paths.joined(separator: [0])), to: "paths")
    let places = try photos.map { photo in
      try photo.coordinate().map { "\($0.longitude) \($0.latitude)" } ?? "-"
    }
    try folder.write(Array(places.joined(separator: "\n").utf8), to: "places")
  }

  /// Runs a script over a file; it knows the exact `paths` and the `places`, each `None` or longitude and latitude.
  private func python(_ script: String, _ bytes: [UInt8]) throws {
    try folder.write(bytes, to: "export")
    let beginning = """
      import base64, csv, io, json, os, sys, urllib.parse, xml.etree.ElementTree as xml
      os.chdir(sys.argv[1])
      paths = open("paths", "rb").read().split(b"\\0")
      places = [None if p == "-" else tuple(map(float, p.split())) for p in open("places").read().split("\\n")]
      def text(path): return path.decode("utf-8", "replace")
      def is_exact(path): return text(path).encode("utf-8") == path
      def same(value, expected): assert value == expected, (value, expected)

      """
    let result = try OtherProgram.python("-X", "utf8", "-c", beginning + script, folder.path.lossyText)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("Python's json: every name comes back byte for byte", .disabled(if: OtherProgram.python.isMissing))
  func json() throws {
    let script = """
      def check(photos):
          for photo, path, place in zip(photos, paths, places, strict=True):
              name = photo["path"].encode()
              same(base64.b64decode(photo["pathBytes"]) if "pathBytes" in photo else name, path)
              same("pathBytes" in photo, not is_exact(path))
              same((photo["longitude"], photo["latitude"]) if "latitude" in photo else None, place)
      data = open("export", encoding="utf-8", newline="").read()
      check(json.loads(data) if data[0] == "[" else [json.loads(line) for line in data.split("\\n")[:-1]])
      """
    try python(script, JSONExporter().bytes(photos))
    try python(script, JSONLinesExporter().bytes(photos))
  }

  @Test("Python's json: GeoJSON has every name and place", .disabled(if: OtherProgram.python.isMissing))
  func geoJSON() throws {
    let script = """
      features = json.load(open("export", encoding="utf-8"))["features"]
      for feature, path, place in zip(features, paths, places, strict=True):
          photo = feature["properties"]
          same(base64.b64decode(photo["pathBytes"]) if "pathBytes" in photo else photo["path"].encode(), path)
          geometry = feature["geometry"]
          same(geometry and tuple(geometry["coordinates"][:2]), place and tuple(round(x, 7) for x in place))
      same(features[-6]["properties"]["cat"], "Miso")
      """
    try python(script, GeoJSONExporter().bytes(photos))
  }

  @Test(
    "Python's csv: every cell comes back, those like formulas behind an apostrophe",
    .disabled(if: OtherProgram.python.isMissing)
  )
  func csv() throws {
    let script = """
      rows = list(csv.reader(io.StringIO(open("export", encoding="utf-8", newline="").read(), newline=""), strict=True))
      same(rows[0], ["path", "pathBytes", "latitude", "longitude", "model"])
      for row, path, place in zip(rows[1:], paths, places, strict=True):
          name = text(path)
          guarded = "'" + name if name[0] in "=+-@\\t\\r\\n" else name
          same(row[0], guarded)
          same(row[1], "" if is_exact(path) else base64.b64encode(path).decode())
          same((float(row[3]), float(row[2])) if row[2] else None, place)
          if row[4] and row[4] != "iPhone 13 mini": same(row[4], guarded)
      """
    try python(
      script,
      CSVExporter(columns: [.path, .pathBytes, .latitude, .longitude, .model]).bytes(photos)
    )
  }

  /// What XML can hold of a name.
  private static let held = """
    def held(path):
        return "".join("\\ufffd" if c < " " and c not in "\\t\\n\\r" or c in "\\ufffe\\uffff" else c for c in text(path))
    located = [(path, place) for path, place in zip(paths, places) if place]

    """

  @Test(
    "Python's XML reader: GPX links to every name byte for byte",
    .disabled(if: OtherProgram.python.isMissing)
  )
  func gpx() throws {
    let script = """
      space = "{http://www.topografix.com/GPX/1/1}"
      waypoints = xml.parse("export").getroot().findall(space + "wpt")
      for waypoint, (path, place) in zip(waypoints, located, strict=True):
          same((float(waypoint.get("lon")), float(waypoint.get("lat"))), place)
          tags = [child.tag.removeprefix(space) for child in waypoint]
          same(tags, [tag for tag in ("ele", "time", "name", "desc", "link") if tag in tags])
          same(waypoint.find(space + "name").text, held(path.split(b"/")[-1]))
          link = waypoint.find(space + "link").get("href")
          same(urllib.parse.urlparse(link).scheme, "")
          same(urllib.parse.unquote_to_bytes(link.removeprefix("./")), path)
      """
    try python(Self.held + script, GPXExporter().bytes(photos))
  }

  @Test("Python's XML reader: KML has every name as data", .disabled(if: OtherProgram.python.isMissing))
  func kml() throws {
    let script = """
      space = "{http://www.opengis.net/kml/2.2}"
      placemarks = xml.parse("export").getroot().find(space + "Document").findall(space + "Placemark")
      for placemark, (path, place) in zip(placemarks, located, strict=True):
          data = {d.get("name"): d.find(space + "value").text for d in placemark.iter(space + "Data")}
          same(data["path"], held(path))
          if not is_exact(path): same(base64.b64decode(data["pathBytes"]), path)
          same(placemark.find(space + "name").text, held(path.split(b"/")[-1]))
          point = placemark.find(space + "Point").find(space + "coordinates").text
          same(tuple(map(float, point.split(",")[:2])), place)
      """
    try python(Self.held + script, KMLExporter().bytes(photos))
  }

  @Test(
    "what is written is as the published schemas say",
    .disabled(if: SchemaPython.isMissing),
    arguments: ["export", "geojson", "index", "blurred", "anonymous geojson"]
  )
  func schema(_ kind: String) throws {
    let index = folder("catalog.json")
    try SyntheticIndex.write(photos.map { try $0.photo() } + [try HostilePhotos.brokenPhoto()], to: index)
    var selection = PhotoSelection()
    selection.blur = try Blur(cell: Distance("1km"), isAnonymous: kind.hasPrefix("anonymous"))
    let bytes =
      switch kind {
      case "export": try JSONExporter().bytes(photos)
      case "geojson": try GeoJSONExporter().bytes(photos)
      case "index": try folder.read("catalog.json")
      case "blurred": try JSONExporter().bytes(index, selection)
      default: try GeoJSONExporter().bytes(index, selection)
      }
    let schema = kind == "index" ? "index" : kind.hasSuffix("geojson") ? "geojson" : "export"
    let document = try folder.write(bytes, to: "document.json")
    #expect(try SchemaPython.errors(in: document, schema: "\(schema).schema.json") == "")
  }

  @Test(
    "the schemas refuse what is wrong",
    .disabled(if: SchemaPython.isMissing),
    arguments: [
      ("export", #"[{"geohash":null,"path":"a","latitude":91,"longitude":1}]"#),
      ("export", #"[{"geohash":null}]"#),
      ("export", #"[{"geohash":null,"path":"a","bearing":360,"distance":1,"latitude":1,"longitude":1}]"#),
      ("geojson", #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"path":"a"}}]}"#),
      ("index", #"{"catalog":{},"scanned":[],"photos":[],"summary":{}}"#),
    ]
  )
  func refused(_ schema: String, _ json: String) throws {
    let document = try folder.write(Array(json.utf8), to: "document.json")
    #expect(try SchemaPython.errors(in: document, schema: "\(schema).schema.json") != "")
  }

  @Test("every field is in the schemas, with a description")
  func described() throws {
    let read = { (name: String) in
      let file = SchemaPython.repository.appending(FilePathBytes("docs/schema/\(name).schema.json"))
      let json = try JSONSerialization.jsonObject(with: Data(try TemporaryFolder.read(file)))
      return try #require(json as? [String: Any])
    }
    let definitions = try #require(try read("export")["$defs"] as? [String: [String: Any]])
    let besides = try #require(definitions["photo"]?["properties"] as? [String: [String: Any]])
    let known = try #require(try read("photo")["properties"] as? [String: [String: Any]])
    let described = known.merging(besides) { first, _ in first }.filter { $0.value["description"] is String }
    #expect(Set(described.keys) == Set(PhotoField.allCases.map(\.name)))
  }

  @Test(
    "GDAL finds every photo where it was taken",
    .disabled(if: OtherProgram.ogrinfo.isMissing),
    arguments: ["geojson", "gpx", "kml", "csv"]
  )
  func gdal(_ format: String) throws {
    let bytes =
      switch format {
      case "geojson": try GeoJSONExporter().bytes(photos)
      case "gpx": try GPXExporter().bytes(photos)
      case "kml": try KMLExporter().bytes(photos)
      default: try CSVExporter().bytes(photos)
      }
    let file = try folder.write(bytes, to: "cats.\(format)").lossyText
    let columns = ["X_POSSIBLE_NAMES=longitude", "Y_POSSIBLE_NAMES=latitude"].flatMap { ["-oo", $0] }
    let arguments = ["-ro", "-al", "-fields=NO"] + (format == "csv" ? columns : []) + [file]
    let result = try OtherProgram.ogrinfo(arguments + (format == "gpx" ? ["waypoints"] : []))
    #expect(result.status == 0)
    #expect(result.errors == "")
    let located = try photos.compactMap { try $0.coordinate() }
    let isMap = format == "gpx" || format == "kml"
    #expect(result.text.contains("Feature Count: \(isMap ? located.count : photos.count)\n"))
    let found = result.text.split(separator: "\n").filter { $0.hasPrefix("  POINT ") }.map { line in
      line.split { "() ".contains($0) }.compactMap { Double($0) }.prefix(2).map {
        FixedPoint.round($0, decimals: 7)
      }
    }
    let expected = located.map { place in
      [place.longitude, place.latitude].map { FixedPoint.round($0, decimals: 7) }
    }
    #expect(found == expected)
  }
}
