/// Latitude or longitude.
enum Axis: String, Hashable {
  case latitude
  case longitude
}
