import CatalogKit

/// Where something is, as one JSON object.
enum WhereJSON {
  /// A place that has a name.
  static func object(_ place: GazetteerPlace, _ language: PlaceLanguage) -> JSONObject {
    var json = JSONObject()
    json.add("latitude", place.coordinate.latitude)
    json.add("longitude", place.coordinate.longitude)
    json.add("name", place.name(in: language))
    add(place, place.country, language, to: &json)
    json.add("timeZone", place.timeZone)
    return json
  }

  /// A position, and the place that it is in or off; metres from the place's centre.
  static func object(_ places: PointPlaces, _ language: PlaceLanguage) -> JSONObject {
    var json = JSONObject()
    json.add("latitude", places.point.latitude)
    json.add("longitude", places.point.longitude)
    if let place = places.place, let distance = places.distance {
      json.add("name", place.name(in: language))
      json.add("distance", FixedPoint.round(distance.metres, decimals: 3))
      if let district = places.district { json.add("district", district.name(in: language)) }
      add(place, places.country, language, to: &json)
    }
    if let zone = places.timeZone { json.add("timeZone", zone) }
    return json
  }

  private static func add(
    _ place: GazetteerPlace,
    _ country: Country?,
    _ language: PlaceLanguage,
    to json: inout JSONObject
  ) {
    if let state = place.state { json.add("state", state) }
    if let country {
      json.add("country", country.code)
      json.add("countryName", country.name(in: language))
    }
    json.add("inhabitants", place.inhabitants)
  }
}
