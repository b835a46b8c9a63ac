import Testing

@testable import CatalogKit
@testable import TestSupport

/// Points of all continents, on borders, islands, the open sea, at the poles and on the date line, with what is wanted.
@Suite("Points with the places that are wanted")
struct PlacePointsTests {
  private struct Point {
    let name: String
    let latitude: Double
    let longitude: Double
    /// The place, `off` before it beyond 30 km, and the country.
    let wanted: (String, String)
    /// What is said instead, where that is wrong; `docs/places.md` has the reasons.
    var says: (String, String)?

    init(
      _ name: String,
      _ latitude: Double,
      _ longitude: Double,
      _ place: String,
      _ country: String,
      says: (String, String)? = nil
    ) {
      (self.name, self.latitude, self.longitude) = (name, latitude, longitude)
      (wanted, self.says) = ((place, country), says)
    }
  }

  @Test("each point is in the place that is wanted, but for those that are listed as wrong")
  func points() throws {
    let lookup = try PlaceLookup(SamplePlaces.gazetteer(), language: .english)
    for point in Self.points {
      let places = try lookup.places(at: Coordinate(latitude: point.latitude, longitude: point.longitude))
      let distance = try #require(places.distance)
      let said = ((distance.isOff ? "off " : "") + distance.place.name, places.country?.code ?? "-")
      #expect(said == point.says ?? point.wanted, "\(point.name)")
      #expect((places.timeZone == nil) == (distance.isOff && places.country == nil), "\(point.name)")
    }
    #expect(Self.points.count == 134)
    #expect(Self.points.count { $0.says != nil } == 15)
  }

  // swift-format-ignore
  private static let points = [
    Point("Seoul City Hall", 37.5665, 126.978, "Seoul", "KR"),
    Point("Gangnam Station", 37.4979, 127.028, "Seoul", "KR"),
    Point("Gimpo Airport", 37.5587, 126.802, "Seoul", "KR", says: ("Bucheon-si", "KR")),
    Point("Incheon Airport", 37.4602, 126.441, "Incheon", "KR"),
    Point("Suwon Hwaseong", 37.2871, 127.012, "Suwon", "KR"),
    Point("Bucheon Station", 37.4841, 126.783, "Bucheon-si", "KR"),
    Point("Panmunjom", 37.956, 126.677, "Panmunjom", "KR", says: ("Kaesŏng", "KP")),
    Point("Haeundae Beach, Busan", 35.1587, 129.16, "Busan", "KR"),
    Point("Strait south of Busan", 34.742, 129.05, "off Busan", "-"),
    Point("Sea east of Gijang", 35, 129.6, "off Gijang", "-"),
    Point("Jeju, Seongsan Ilchulbong", 33.458, 126.942, "Seongsan", "KR", says: ("off Ponggae-dong", "KR")),
    Point("Dokdo", 37.2411, 131.869, "off Dodong-ri", "KR", says: ("off Dodong-ri", "-")),
    Point("Ulleungdo, Dodong port", 37.481, 130.909, "Dodong-ri", "KR"),
    Point("Baengnyeong Island", 37.953, 124.669, "Baengnyeongdo", "KR"),
    Point("Daejeon Station", 36.3315, 127.435, "Daejeon", "KR"),
    Point("Gwangju, Mudeungsan", 35.134, 126.989, "Gwangju", "KR"),
    Point("Pyongyang, Kim Il Sung Square", 39.0195, 125.753, "Pyongyang", "KP"),
    Point("Kaesong", 37.971, 126.554, "Kaesŏng", "KP"),
    Point("Tokyo Station", 35.6812, 139.767, "Tokyo", "JP"),
    Point("Shinjuku", 35.6938, 139.703, "Tokyo", "JP"),
    Point("Yokohama, Minato Mirai", 35.4558, 139.632, "Yokohama", "JP"),
    Point("Mount Fuji, summit", 35.3606, 138.727, "Fujiyoshida", "JP"),
    Point("Tsushima, Izuhara", 34.203, 129.289, "Tsushima", "JP"),
    Point("Beijing, Tiananmen", 39.9055, 116.398, "Beijing", "CN"),
    Point("Shanghai, the Bund", 31.24, 121.49, "Shanghai", "CN", says: ("Pudong", "CN")),
    Point("Hong Kong, Central", 22.2819, 114.158, "Hong Kong", "HK"),
    Point("Shenzhen, Luohu", 22.532, 114.113, "Shenzhen", "CN"),
    Point("Macau, ruins of St Paul", 22.1976, 113.541, "Macau", "MO"),
    Point("Taipei 101", 25.0336, 121.565, "Taipei", "TW"),
    Point("Ulaanbaatar", 47.9189, 106.918, "Ulan Bator", "MN"),
    Point("Singapore, Marina Bay", 1.2834, 103.861, "Singapore", "SG"),
    Point("Johor Bahru, causeway", 1.463, 103.764, "Johor Bahru", "MY"),
    Point("Singapore, Woodlands", 1.437, 103.786, "Woodlands", "SG"),
    Point("Bangkok, Grand Palace", 13.75, 100.491, "Bangkok", "TH"),
    Point("Hanoi, Hoan Kiem", 21.0287, 105.852, "Hanoi", "VN"),
    Point("Manila, Intramuros", 14.5896, 120.975, "Manila", "PH"),
    Point("Bali, Ubud", -8.5069, 115.263, "Ubud", "ID"),
    Point("Mumbai, Gateway of India", 18.922, 72.8347, "Mumbai", "IN"),
    Point("Everest, summit", 27.9881, 86.925, "Namche Bazaar", "NP", says: ("off Zuobude", "CN")),
    Point("Maldives, Male", 4.1755, 73.5093, "Male", "MV"),
    Point("Kathmandu, Durbar Square", 27.7043, 85.307, "Kathmandu", "NP"),
    Point("Dubai, Burj Khalifa", 25.1972, 55.2744, "Dubai", "AE", says: ("Business Bay", "AE")),
    Point("Jerusalem, Western Wall", 31.7767, 35.2345, "Jerusalem", "IL", says: ("East Jerusalem", "PS")),
    Point("Istanbul, Hagia Sophia", 41.0086, 28.9802, "Istanbul", "TR"),
    Point("Tbilisi", 41.6934, 44.8015, "Tbilisi", "GE"),
    Point("London, Camden Town", 51.539, -0.1426, "London", "GB"),
    Point("London, Heathrow", 51.47, -0.4543, "London", "GB", says: ("Stanwell", "GB")),
    Point("Paris, Notre-Dame", 48.853, 2.3499, "Paris", "FR"),
    Point("Versailles, palace", 48.8049, 2.1204, "Versailles", "FR"),
    Point("Berlin, Brandenburg Gate", 52.5163, 13.3777, "Berlin", "DE"),
    Point("Potsdam, Sanssouci", 52.4042, 13.0385, "Potsdam", "DE"),
    Point("Geneva, Jet d'Eau", 46.2074, 6.1559, "Geneva", "CH"),
    Point("Annemasse", 46.1936, 6.2364, "Annemasse", "FR"),
    Point("Basel, Dreiländereck", 47.5895, 7.5893, "Basel", "CH"),
    Point("Strasbourg cathedral", 48.5818, 7.7509, "Strasbourg", "FR"),
    Point("Kehl", 48.573, 7.815, "Kehl", "DE"),
    Point("Baarle-Hertog", 51.44, 4.932, "Baarle-Hertog", "BE", says: ("Baarle-Nassau", "NL")),
    Point("Vatican, St Peter's Square", 41.9022, 12.4573, "Vatican City", "VA", says: ("Rome", "IT")),
    Point("Rome, Colosseum", 41.8902, 12.4922, "Rome", "IT"),
    Point("San Marino, Guaita", 43.9355, 12.451, "San Marino", "SM"),
    Point("Arezzo, Piazza Grande", 43.4664, 11.8838, "Arezzo", "IT"),
    Point("Monaco, casino", 43.7392, 7.4274, "Monte-Carlo", "MC"),
    Point("Gibraltar, the Rock", 36.1408, -5.3536, "Gibraltar", "GI"),
    Point("La Línea de la Concepción", 36.168, -5.348, "La Línea de la Concepción", "ES"),
    Point("Andorra la Vella", 42.5078, 1.5211, "Andorra la Vella", "AD"),
    Point("Copenhagen, Nyhavn", 55.6797, 12.591, "Copenhagen", "DK"),
    Point("Malmö, Turning Torso", 55.6133, 12.9765, "Malmö", "SE"),
    Point("Øresund bridge, middle", 55.575, 12.82, "Bunkeflostrand", "SE"),
    Point("Narva castle", 59.3753, 28.201, "Narva", "EE"),
    Point("Ivangorod fortress", 59.374, 28.208, "Ivangorod", "RU"),
    Point("Saint Petersburg, Hermitage", 59.9398, 30.3146, "Saint Petersburg", "RU"),
    Point("Kaliningrad cathedral", 54.7065, 20.5115, "Kaliningrad", "RU"),
    Point("Reykjavík, Hallgrímskirkja", 64.1417, -21.9266, "Reykjavík", "IS"),
    Point("Longyearbyen", 78.2232, 15.6469, "Longyearbyen", "SJ"),
    Point("Tórshavn", 62.0097, -6.7716, "Tórshavn", "FO"),
    Point("Santorini, Oia", 36.4618, 25.3753, "Oía", "GR"),
    Point("Nicosia, Ledra Street", 35.174, 33.361, "Nicosia", "CY"),
    Point("Cairo, Tahrir Square", 30.0444, 31.2357, "Cairo", "EG"),
    Point("Giza, pyramids", 29.9792, 31.1342, "Giza", "EG"),
    Point("Timbuktu", 16.7735, -3.0074, "Timbuktu", "ML"),
    Point("Victoria Falls, Zimbabwe side", -17.9257, 25.8525, "Victoria Falls", "ZW"),
    Point("Livingstone", -17.8519, 25.8544, "Livingstone", "ZM"),
    Point("Cape Town, Table Mountain", -33.9628, 18.4098, "Cape Town", "ZA"),
    Point("Kinshasa, centre", -4.31, 15.31, "Kinshasa", "CD"),
    Point("Brazzaville, centre", -4.268, 15.285, "Brazzaville", "CG"),
    Point("Nairobi", -1.2864, 36.8172, "Nairobi", "KE"),
    Point("Saint-Denis, La Réunion", -20.8789, 55.4481, "Saint-Denis", "RE"),
    Point("Saint Helena, Jamestown", -15.924, -5.718, "Jamestown", "SH"),
    Point("Tristan da Cunha", -37.067, -12.311, "Edinburgh of the Seven Seas", "SH"),
    Point("New York, Times Square", 40.758, -73.9855, "New York City", "US"),
    Point("Jersey City, Exchange Place", 40.7162, -74.033, "Jersey City", "US", says: ("New York City", "US")),
    Point("Washington, White House", 38.8977, -77.0365, "Washington", "US"),
    Point("Detroit, Renaissance Center", 42.3289, -83.0398, "Detroit", "US"),
    Point("Windsor, Ontario", 42.317, -83.039, "Windsor", "CA"),
    Point("Niagara Falls, Ontario", 43.079, -79.078, "Niagara Falls", "CA"),
    Point("Niagara Falls, New York", 43.0845, -79.061, "Niagara Falls", "US"),
    Point("San Diego, San Ysidro", 32.552, -117.043, "San Diego", "US", says: ("Imperial Beach", "US")),
    Point("Tijuana, Avenida Revolución", 32.531, -117.038, "Tijuana", "MX"),
    Point("Grand Canyon Village", 36.0544, -112.14, "Grand Canyon", "US"),
    Point("Honolulu, Waikiki", 21.2793, -157.829, "Honolulu", "US", says: ("Waikīkī", "US")),
    Point("Anchorage", 61.2181, -149.9, "Anchorage", "US"),
    Point("Little Diomede", 65.758, -168.953, "Diomede", "US", says: ("off Shishmaref", "US")),
    Point("Toronto, CN Tower", 43.6426, -79.3871, "Toronto", "CA"),
    Point("Mexico City, Zócalo", 19.4326, -99.1332, "Mexico City", "MX"),
    Point("Havana, Capitolio", 23.1353, -82.359, "Havana", "CU"),
    Point("Guantánamo Bay base", 19.906, -75.1, "Naval Station Guantanamo Bay", "CU"),
    Point("San Juan, Puerto Rico", 18.4655, -66.1057, "San Juan", "PR"),
    Point("Buenos Aires, Obelisco", -34.6037, -58.3816, "Buenos Aires", "AR"),
    Point("Rio de Janeiro, Christ", -22.9519, -43.2105, "Rio de Janeiro", "BR"),
    Point("Iguazú, Argentine side", -25.6953, -54.4367, "Puerto Iguazú", "AR"),
    Point("Foz do Iguaçu, town", -25.5163, -54.5854, "Foz do Iguaçu", "BR"),
    Point("Machu Picchu", -13.1631, -72.545, "Machupicchu", "PE"),
    Point("Easter Island, Hanga Roa", -27.15, -109.425, "Hanga Roa", "CL"),
    Point("Ushuaia", -54.8019, -68.303, "Ushuaia", "AR"),
    Point("Stanley, Falkland Islands", -51.696, -57.851, "Stanley", "FK"),
    Point("Sydney, The Rocks", -33.8586, 151.214, "Sydney", "AU"),
    Point("Simpson Desert", -25, 137, "off Santa Teresa", "AU"),
    Point("Uluru", -25.3444, 131.037, "Yulara", "AU"),
    Point("Perth", -31.9523, 115.861, "Perth", "AU"),
    Point("Auckland, Sky Tower", -36.8485, 174.762, "Auckland", "NZ"),
    Point("Chatham Islands, Waitangi", -43.953, -176.559, "Waitangi", "NZ"),
    Point("Suva, Fiji", -18.1416, 178.442, "Suva", "FJ"),
    Point("Taveuni, on the date line", -16.846, -179.98, "off Savusavu", "FJ"),
    Point("Apia, Samoa", -13.8333, -171.767, "Apia", "WS"),
    Point("Pago Pago", -14.2756, -170.702, "Pago Pago", "AS"),
    Point("Tarawa, Kiribati", 1.329, 172.979, "Tarawa", "KI"),
    Point("Mid-Pacific", 0, -140, "off Taiohae", "-"),
    Point("Mid-Atlantic", 30, -40, "off Lajes das Flores", "-"),
    Point("Gulf of Guinea, 0 0.1", 0, 0.1, "off Takoradi", "-"),
    Point("Date line, open sea", -40, 180, "off Wainui", "-"),
    Point("Date line, open sea, west side", -40, -180, "off Wainui", "-"),
    Point("North Pole", 90, 0, "off Longyearbyen", "-"),
    Point("South Pole", -90, 0, "off Puerto Williams", "AQ"),
    Point("McMurdo Station", -77.846, 166.668, "off Bluff", "AQ"),
  ]
}
