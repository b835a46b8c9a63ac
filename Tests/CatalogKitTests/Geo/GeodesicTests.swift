import CatalogKit
import Foundation
import Testing

@testable import TestSupport

@Suite("Geodesic")
struct GeodesicTests {
  @Test("A geodesic has the distance and the bearing that Karney's own library gives", arguments: knownLines)
  func known(_ line: KnownLine) throws {
    let geodesic = Geodesic(from: try line.start, to: try line.end)
    #expect(abs(geodesic.distance - line.distance) < 5e-8)
    // A centimetre of line shows 1 nanometre of rounding in the expected value as 6 millionths of a degree.
    #expect(separation(geodesic.bearing, line.bearing) < (line.distance > 1 ? 1e-6 : 1e-5))
  }

  @Test(
    "Every line of the corpus has its distance to a micrometre and its bearing to 1e-4 degrees",
    .enabled(if: corpusTable != nil, "set CATALOG_CORPUS to the corpus folder")
  )
  func corpus() throws {
    let lines = try KnownLine.read(path: try #require(corpusTable))
    #expect(!lines.isEmpty)
    for line in lines {
      let geodesic = Geodesic(from: try line.start, to: try line.end)
      #expect(abs(geodesic.distance - line.distance) < 1e-6, "\(line)")
      if line.hasOneBearing {
        #expect(separation(geodesic.bearing, line.bearing) < 1e-4, "\(line)")
      }
    }
  }

  @Test("A place is at distance 0 and bearing 0 from itself", arguments: [-90, -45.5, 0, 1e-7, 90.0])
  func coincident(latitude: Double) throws {
    let place = try Coordinate(latitude: latitude, longitude: 180)
    let sameMeridian = try Coordinate(latitude: latitude, longitude: -180)
    for end in [place, sameMeridian] {
      let geodesic = Geodesic(from: place, to: end)
      #expect(geodesic.distance == 0)
      #expect(geodesic.bearing == 0)
    }
  }

  @Test("All longitudes of a pole are one place")
  func pole() throws {
    for latitude in [-90.0, 90] {
      let start = try Coordinate(latitude: latitude, longitude: -70)
      let end = try Coordinate(latitude: latitude, longitude: 105.5)
      #expect(Geodesic(from: start, to: end).distance < 1e-9)
    }
  }

  @Test("The way to the antipode is half a meridian", arguments: [-90, -60.25, -1e-9, 0, 33, 90.0])
  func antipodal(latitude: Double) throws {
    let start = try Coordinate(latitude: latitude, longitude: 25)
    let end = try Coordinate(latitude: -latitude, longitude: -155)
    let geodesic = Geodesic(from: start, to: end)
    #expect(abs(geodesic.distance - 20_003_931.458_625) < 1e-6)
    #expect(geodesic.bearing == 0 || geodesic.bearing == 180)
  }
}

/// A geodesic with its expected values.
struct KnownLine: Sendable, CustomTestStringConvertible {
  let latitude1, longitude1, latitude2, longitude2: Double
  let distance: Double
  let bearing: Double

  init(
    _ latitude1: Double,
    _ longitude1: Double,
    _ latitude2: Double,
    _ longitude2: Double,
    _ distance: Double,
    _ bearing: Double
  ) {
    self.latitude1 = latitude1
    self.longitude1 = longitude1
    self.latitude2 = latitude2
    self.longitude2 = longitude2
    self.distance = distance
    self.bearing = bearing
  }

  var start: Coordinate {
    get throws { try Coordinate(latitude: latitude1, longitude: longitude1) }
  }

  var end: Coordinate {
    get throws { try Coordinate(latitude: latitude2, longitude: longitude2) }
  }

  /// Whether the bearing is well defined and not drowned by the rounding of the coordinates.
  var hasOneBearing: Bool {
    let isAtPole = max(abs(latitude1), abs(latitude2)) == 90
    let isAntipodal = latitude1 == -latitude2 && abs(longitude1 - longitude2) == 180
    return distance > 1 && !isAtPole && !isAntipodal
  }

  var testDescription: String {
    "(\(latitude1), \(longitude1)) to (\(latitude2), \(longitude2))"
  }

  /// The lines of a table with a header and six columns separated by tabs.
  static func read(path: String) throws -> [KnownLine] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return try text.split(whereSeparator: \.isNewline).dropFirst().map { row in
      let numbers = row.split(separator: "\t").compactMap { Double($0) }
      try #require(numbers.count == 6, "\(row)")
      return KnownLine(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }
  }
}

/// The table of 800 lines beside the corpus, where there is one.
private let corpusTable: String? = {
  guard let corpus = ProcessInfo.processInfo.environment["CATALOG_CORPUS"] else { return nil }
  let path = corpus + "/../geodesic.tsv"
  return FileManager.default.fileExists(atPath: path) ? path : nil
}()

/// The angle between two bearings, 0 ... 180 degrees.
private func separation(_ left: Double, _ right: Double) -> Double {
  abs((left - right).remainder(dividingBy: 360))
}

/// Random lines of every kind; latitude, longitude, latitude, longitude, metres, degrees, the last two as
/// computed by the Python package geographiclib 2.1.
private let knownLines: [KnownLine] = [
  // Centimetres to kilometres.
  KnownLine(36.743288418, -62.673788137, 36.743288423379, -62.67378802523, 0.010000012, 86.577857619),
  KnownLine(40.174053772, -138.577486685, 40.174053326714, -138.577486597679, 0.049999948, 171.445254845),
  KnownLine(6.649161869, 40.079903942, 6.649163525302, 40.079906090665, 0.299999947, 52.369732424),
  KnownLine(15.147282961, 0.223119563, 15.147288324373, 0.223112074248, 0.999999979, 306.402780912),
  KnownLine(-70.612915284, 164.583334468, -70.612898543554, 164.583429905036, 3.999999990, 62.164745814),
  KnownLine(38.807845644, 2.6333633, 38.807961124242, 2.633116202814, 24.999999995, 300.849717844),
  KnownLine(-39.364524848, -64.266382141, -39.364040423509, -64.266001427975, 63.000000021, 31.385647637),
  KnownLine(33.878826882, 12.228575715, 33.878990454736, 12.229250373093, 65.000000001, 73.791459792),
  KnownLine(-38.070027537, -150.858370778, -38.069610992749, -150.856744591284, 150.000000010, 72.047507561),
  KnownLine(6.904128135, -22.449248326, 6.901821336708, -22.457057803365, 900.000000065, 253.533947122),
  KnownLine(-57.930251707, 122.215271656, -57.903486316472, 122.209588075376, 2999.999999998, 353.550348689),
  KnownLine(28.646041265, 87.528095829, 28.709505487901, 87.428622763828, 12000.000000010, 305.907950041),
  // Tens to thousands of kilometres.
  KnownLine(-54.110760179, -13.954163359, -53.873827174472, -13.736113666478, 29999.999999982, 28.559206501),
  KnownLine(34.272988418, 13.670570183, 34.90788172886, 14.281337227897, 89999.999999937, 38.331565096),
  KnownLine(-6.3431847, 99.663041317, -8.483327176679, 98.933788177596, 249999.999999999, 198.739443653),
  KnownLine(-49.203934931, 157.267016699, -44.110488161431, 159.864447685248, 600000.000000026, 20.301744179),
  KnownLine(43.330935386, 170.646996092, 42.598592702877, 157.186726257131, 1100000.000000038, 270.380947662),
  KnownLine(63.091927268, 11.148634622, 59.492581732287, 56.272564320904, 2399999.999999960, 78.897311137),
  KnownLine(-3.177088358, 85.733812822, 1.353125869369, 50.070146959782, 3999999.999999982, 276.663886081),
  KnownLine(-13.376213274, 161.007202823, 47.99386596877, 177.870914776338, 7000000.000000034, 12.634913167),
  // Anywhere on the globe.
  KnownLine(-0.47987794, -165.795391884, -16.492905173, 176.148174672, 2657367.390964238, 227.277882610),
  KnownLine(-49.836283081, 174.825778763, 54.119075829, 67.778476298, 15204220.105872123, 304.797747127),
  KnownLine(-62.633935501, -10.253900467, 22.576130621, -145.731045804, 14454133.493853562, 237.603659118),
  KnownLine(-23.799034271, -146.943013026, 43.394019402, 149.493505113, 9870215.556527194, 319.246216343),
  KnownLine(57.922051668, 90.273674947, 8.694547589, -157.608630017, 10459371.716828002, 66.521185349),
  KnownLine(-2.129225953, 93.826280671, 30.793545351, -170.378225056, 10689193.400068363, 59.333256982),
  KnownLine(-79.604019421, -148.260010779, 58.068563433, -139.155975945, 15291295.178665372, 7.162371381),
  KnownLine(-12.678655994, -8.675580642, 50.131362148, -131.17508079, 13376768.813162178, 321.199071318),
  // Nearly antipodal.
  KnownLine(-28.486030166, 97.894212764, 30.027345224, -81.181674477, 19815471.755261257, 337.797874474),
  KnownLine(-71.770486727, 164.971550347, 71.893723296, -13.854923831, 19963720.596381694, 292.062761633),
  KnownLine(-13.985175251, 173.35613763, 13.857090093, -7.170830017, 19969441.649093885, 136.534605484),
  KnownLine(-1.200962829, -83.59000433, 1.225757542, 96.370493105, 20001051.411830008, 3.608979604),
  KnownLine(14.097423145, -73.784602026, -14.101035175, 106.237093089, 20003488.650334541, 182.112122165),
  KnownLine(-38.445444393, 33.061019593, 38.445620341, -146.938896597, 20003911.926883005, 359.989850134),
  KnownLine(-45.835858508, -147.621301732, 45.835867129, 32.378689991, 20003930.500411253, 0.001126835),
  KnownLine(20.944925321, 100.458805807, -20.944925196, -79.541193981, 20003931.444785900, 359.999978440),
  KnownLine(-13.379206482, -14.310065539, 13.379206482, 165.389934461, 19995624.889961265, 149.256585273),
  // On one meridian.
  KnownLine(-1.338583111, 70.298468876, 32.463543025, 70.298468876, 3741268.254938998, 0.000000000),
  KnownLine(41.041707524, -25.879897592, -29.863184566, -25.879897592, 7850152.322067034, 180.000000000),
  KnownLine(48.07385488, 128.882553194, -20.674146023, -51.117446806, 16964291.834536508, 360.000000000),
  KnownLine(33.486417855, 169.257826303, 30.644520532, -10.742173697, 12905671.808363825, 0.000000000),
  // On the equator, where the shortest way leaves it from 179.396 degrees on.
  KnownLine(0.0, 10.0, 0.0, 10.000001, 0.111319491, 90.000000000),
  KnownLine(0.0, -35.5, 0.0, 71.25, 11883355.642181953, 90.000000000),
  KnownLine(0.0, 0.0, 0.0, -179.3, 19959584.699233953, 270.000000000),
  KnownLine(0.0, 5.0, 0.0, -175.6, 19970715.516595997, 83.826290472),
  KnownLine(0.0, -100.0, 0.0, 79.9, 20003008.421509411, 9.545672695),
  KnownLine(0.0, 0.0, 0.0, 179.999, 20003931.366320670, 0.095017977),
  // Across the date line.
  KnownLine(-2.513502101, 179.999999922, -2.5135021, -179.999999948, 0.014458126, 89.561795414),
  KnownLine(47.48058328, 179.999253463, 47.480997114, -179.999438142, 108.820365796, 64.987503793),
  KnownLine(-57.375376785, 179.970992642, -57.262754736, -179.928087875, 13938.429567145, 25.906760030),
  KnownLine(55.290259137, 177.194851056, 50.859873497, -176.614499667, 643885.969668710, 137.407735010),
  KnownLine(26.176630461, 154.421648773, 7.851699671, -147.073043249, 6493732.711005025, 97.024775576),
  KnownLine(12.5, 180.0, 12.75, -180.0, 27656.835559062, 0.000000000),
  // At and near the poles.
  KnownLine(90.0, 0.0, 69.691232112, -158.227748543, 2267431.167192374, 338.227748543),
  KnownLine(-90.0, 33.0, 1.794026942, 44.627254977, 10200339.610097021, 11.627254977),
  KnownLine(65.536242061, -148.80671146, 90.0, 0.0, 2730837.431840071, 0.000000000),
  KnownLine(23.874411054, -151.627873708, -90.0, -120.0, 12643344.488957081, 180.000000000),
  KnownLine(89.999999, 10.0, 89.999999, -100.0, 0.182988703, 325.000000000),
  KnownLine(-89.99, 170.0, -89.98, 20.0, 3249.527365360, 200.103909847),
  KnownLine(89.9999, 45.0, -89.9998, 46.0, 20003897.951565698, 179.333329564),
]
