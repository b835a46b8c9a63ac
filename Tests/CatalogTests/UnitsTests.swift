import Testing

@testable import TestSupport
@testable import catalog

@Suite("Units and Compass")
struct UnitsTests {
  @Test(
    "a distance is in the unit that suits it",
    arguments: [
      (0, "0 m"), (0.4, "0 m"), (38.2, "38 m"), (999.4, "999 m"), (999.6, "1.0 km"), (1000, "1.0 km"),
      (1234, "1.2 km"), (99_940, "99.9 km"), (99_960, "100 km"), (8_296_123, "8296 km"),
      (20_003_931.46, "20004 km"),
    ] as [(Double, String)]
  )
  func metric(_ metres: Double, _ text: String) {
    #expect(Units.metric.distance(metres) == text)
  }

  @Test(
    "feet and miles",
    arguments: [
      (0, "0 ft"), (38.1, "125 ft"), (304.6, "999 ft"), (304.8, "0.2 mi"), (1609.344, "1.0 mi"),
      (160_934.4, "100 mi"),
      (8_296_123, "5155 mi"),
    ] as [(Double, String)]
  )
  func imperial(_ metres: Double, _ text: String) {
    #expect(Units.imperial.distance(metres) == text)
  }

  @Test("a height has at most one decimal")
  func length() {
    #expect(Units.metric.length(-38.25) == "-38.3 m")
    #expect(Units.metric.length(4) == "4 m")
    #expect(Units.imperial.length(30.48) == "100 ft")
  }

  @Test(
    "a bearing is whole degrees below 360 and the nearest point of the compass",
    arguments: [
      (0, "0° N"), (0.4, "0° N"), (11.2, "11° N"), (11.3, "11° NNE"), (12.5, "13° NNE"), (90, "90° E"),
      (208, "208° SSW"), (348.7, "349° NNW"), (348.8, "349° N"), (359.4, "359° N"), (359.7, "0° N"),
    ] as [(Double, String)]
  )
  func compass(_ degrees: Double, _ text: String) {
    #expect(Compass.text(degrees) == text)
  }
}
