import Testing

@testable import CatalogKit
@testable import TestSupport

/// The two hundred most inhabited places of Natural Earth (public domain): an independent check of names and positions.
@Suite("Natural Earth's places by name")
struct NaturalEarthNamesTests {
  /// Why a name does not lead there.
  private static let wrong = [
    "Shenyeng": "misspelt for Shenyang", "Shijianzhuang": "misspelt for Shijiazhuang",
    "Hechi": "the seat of its government is 236 km from the middle of the prefecture",
  ]

  @Test("of two hundred names all but three lead to a place within 15 km")
  func names() throws {
    let gazetteer = try SamplePlaces.gazetteer()
    var lost: [String] = []
    for (name, latitude, longitude) in Self.places {
      let wanted = try Coordinate(latitude: latitude, longitude: longitude)
      let found = try? gazetteer.find(PlaceName(name)).place.coordinate
      if found.map({ Geodesic(from: wanted, to: $0).distance <= 15_000 }) != true { lost.append(name) }
    }
    #expect(Self.places.count == 200)
    #expect(lost.sorted() == Self.wrong.keys.sorted())
  }

  private static let places: [(String, Double, Double)] = [
    ("Tokyo", 35.687, 139.749), ("New York", 40.752, -73.982), ("Mexico City", 19.444, -99.133),
    ("Mumbai", 19.019, 72.855), ("São Paulo", -23.557, -46.627), ("Delhi", 28.672, 77.228),
    ("Shanghai", 31.218, 121.435), ("Kolkata", 22.497, 88.323), ("Dhaka", 23.725, 90.407),
    ("Buenos Aires", -34.601, -58.399), ("Los Angeles", 33.992, -118.182), ("Karachi", 24.872, 66.988),
    ("Cairo", 30.052, 31.248), ("Rio de Janeiro", -22.923, -43.227), ("Ōsaka", 34.752, 135.458),
    ("Beijing", 39.931, 116.386), ("Manila", 14.606, 120.980), ("Moscow", 55.754, 37.614),
    ("Istanbul", 41.107, 29.008), ("Paris", 48.869, 2.331), ("Seoul", 37.568, 126.998),
    ("Lagos", 6.445, 3.390), ("Jakarta", -6.172, 106.827), ("Chicago", 41.832, -87.752),
    ("Guangzhou", 23.147, 113.323), ("London", 51.502, -0.119), ("Lima", -12.046, -77.052),
    ("Tehran", 35.674, 51.422), ("Kinshasa", -4.328, 15.313), ("Bogota", 4.598, -74.085),
    ("Shenzhen", 22.554, 114.120), ("Wuhan", 30.582, 114.268), ("Hong Kong", 22.307, 114.183),
    ("Tianjin", 39.132, 117.198), ("Chennai", 13.092, 80.278), ("Taipei", 25.036, 121.568),
    ("Bangalore", 12.972, 77.558), ("Bangkok", 13.752, 100.515), ("Lahore", 31.562, 74.348),
    ("Chongqing", 29.567, 106.593), ("Hyderabad", 17.402, 78.478), ("Santiago", -33.448, -70.669),
    ("Miami", 25.790, -80.226), ("Belo Horizonte", -19.913, -43.917), ("Madrid", 40.402, -3.685),
    ("Philadelphia", 40.002, -75.172), ("Ahmedabad", 23.032, 72.578), ("Ho Chi Minh City", 10.782, 106.693),
    ("Toronto", 43.702, -79.422), ("Singapore", 1.295, 103.854), ("Luanda", -8.836, 13.232),
    ("Baghdad", 33.341, 44.392), ("Barcelona", 41.385, 2.181), ("Haora", 22.580, 88.330),
    ("Dallas", 32.822, -96.842), ("Shenyeng", 41.807, 123.448), ("Khartoum", 15.590, 32.532),
    ("Pune", 18.532, 73.848), ("Sydney", -33.918, 151.183), ("St. Petersburg", 59.941, 30.314),
    ("Chittagong", 22.332, 91.798), ("Dongguan", 23.051, 113.743), ("Atlanta", 33.832, -84.402),
    ("Boston", 42.332, -71.072), ("Riyadh", 24.643, 46.771), ("Houston", 29.822, -95.342),
    ("Hanoi", 21.035, 105.848), ("Washington, D.C.", 38.901, -77.011), ("Guadalajara", 20.672, -103.332),
    ("Melbourne", -37.818, 144.973), ("Alexandria", 31.202, 29.948), ("Chengdu", 30.672, 104.068),
    ("Detroit", 42.332, -83.082), ("Rangoon", 16.785, 96.165), ("Xian", 34.277, 108.893),
    ("Porto Alegre", -30.048, -51.202), ("New Taipei", 25.013, 121.465), ("Surat", 21.202, 72.838),
    ("Hechi", 23.097, 109.609), ("Abidjan", 5.322, -4.042), ("Brasília", -15.781, -47.918),
    ("Ankara", 39.929, 32.862), ("Monterrey", 25.672, -100.332), ("Yokohama", 35.431, 139.602),
    ("Nanjing", 32.052, 118.778), ("Montréal", 45.502, -73.585), ("Guiyang", 26.582, 106.718),
    ("Recife", -8.074, -34.918), ("Harbin", 45.752, 126.648), ("Fortaleza", -3.748, -38.582),
    ("Phoenix", 33.542, -112.072), ("Zhangzhou", 24.520, 117.670), ("Salvador", -12.968, -38.482),
    ("Busan", 35.097, 129.008), ("San Francisco", 37.769, -122.417), ("Johannesburg", -26.168, 28.028),
    ("Berlin", 52.524, 13.400), ("Algiers", 36.765, 3.049), ("Rome", 41.898, 12.481),
    ("Pyongyang", 39.021, 125.753), ("Medellín", 6.277, -75.577), ("Kabul", 34.519, 69.181),
    ("Athens", 37.985, 23.731), ("Nagoya", 35.157, 136.913), ("Cape Town", -33.918, 18.433),
    ("Changchun", 43.867, 125.338), ("Casablanca", 33.602, -7.618), ("Dalian", 38.925, 121.628),
    ("Kanpur", 26.462, 80.318), ("Kano", 12.002, 8.518), ("Tel Aviv-Yafo", 32.082, 34.768),
    ("Addis Ababa", 9.035, 38.698), ("Curitiba", -25.418, -49.322), ("Seattle", 47.572, -122.342),
    ("Zibo", 36.802, 118.048), ("Jeddah", 21.519, 39.217), ("Irvine", 33.680, -117.830),
    ("Nairobi", -1.281, 36.815), ("Hangzhou", 30.252, 120.168), ("Benoni", -26.148, 28.328),
    ("Caracas", 10.503, -66.919), ("Milan", 45.472, 9.203), ("Stuttgart", 48.780, 9.200),
    ("Kunming", 25.072, 102.678), ("Dar es Salaam", -6.798, 39.266), ("Jaipur", 26.923, 75.808),
    ("San Diego", 32.822, -117.182), ("Taiyuan", 37.877, 112.543), ("Frankfurt", 50.100, 8.675),
    ("Qingdao", 36.092, 120.328), ("Surabaya", -7.247, 112.749), ("Lisbon", 38.725, -9.147),
    ("Jinan", 36.677, 116.993), ("Fukuoka", 33.597, 130.408), ("Campinas", -22.898, -47.102),
    ("Kaohsiung", 22.633, 120.267), ("Quezon City", 14.650, 121.030), ("Katowice", 50.260, 19.020),
    ("Aleppo", 36.232, 37.168), ("Durban", -29.863, 30.978), ("Kiev", 50.435, 30.515),
    ("Lucknow", 26.857, 80.913), ("El Giza", 30.010, 31.190), ("Zhengzhou", 34.757, 113.663),
    ("Taichung", 24.152, 120.682), ("Ibadan", 7.382, 3.928), ("Faisalabad", 31.412, 73.108),
    ("Minneapolis", 44.982, -93.254), ("Fuzhou", 26.082, 119.298), ("Changsha", 28.202, 112.968),
    ("Dakar", 14.718, -17.475), ("İzmir", 38.438, 27.150), ("Xiangtan", 27.850, 112.900),
    ("Lanzhou", 36.058, 103.790), ("Incheon", 37.478, 126.640), ("Sapporo", 43.077, 141.338),
    ("Xiamen", 24.452, 118.078), ("Guayaquil", -2.218, -79.922), ("George Town", 5.414, 100.329),
    ("San Juan", 18.440, -66.130), ("Mashhad", 36.272, 59.568), ("Damascus", 33.502, 36.298),
    ("Daegu", 35.869, 128.605), ("Nagpur", 21.172, 79.088), ("Jinxi", 40.752, 120.828),
    ("Shijianzhuang", 38.052, 114.478), ("Tunis", 36.803, 10.180), ("Vienna", 48.202, 16.365),
    ("Jilin", 43.852, 126.548), ("Omdurman", 15.617, 32.480), ("Bandung", -6.948, 107.568),
    ("Bekasi", -6.217, 106.972), ("Mannheim", 49.500, 8.470), ("Wenzhou", 28.022, 120.648),
    ("Nanchang", 28.682, 115.878), ("Tampa", 27.949, -82.461), ("Vancouver", 49.275, -123.124),
    ("Denver", 39.741, -104.986), ("Birmingham", 52.477, -1.922), ("Baltimore", 39.302, -76.622),
    ("Cali", 3.402, -76.502), ("Sendai", 38.289, 141.020), ("Naples", 40.842, 14.243),
    ("Manchester", 53.502, -2.250), ("St. Louis", 38.637, -90.242), ("Puebla", 19.052, -98.202),
    ("Tripoli", 32.892, 13.180), ("Tashkent", 41.314, 69.293), ("Nanchong", 30.782, 106.128),
    ("Havana", 23.134, -82.366), ("Nanning", 22.822, 108.318), ("Belém", -1.448, -48.482),
    ("Patna", 25.627, 85.128), ("Santo Domingo", 18.472, -69.902), ("Ürümqi", 43.807, 87.573),
    ("Zaozhuang", 34.882, 117.568), ("Baku", 40.397, 49.860), ("Accra", 5.552, -0.219),
    ("Yantai", 37.532, 121.398), ("Medan", 3.582, 98.648),
  ]
}
