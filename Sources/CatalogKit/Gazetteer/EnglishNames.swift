// swift-format-ignore-file
// Written by packaging/gazetteer/english.py from Natural Earth (naturalearthdata.com, public domain) and GeoNames.

/// Names that are the main one of a place, and that maps in English have for another, much larger place.
enum EnglishNames {
  /// Keys of names, as ``NameKey`` has them.
  static let ofLargerPlaces: Set<String> = [
    "aksu", "al aqabah", "al ayn", "an nasiriyah", "angeles", "ar ramadi", "az zarqa", "bacolod",
    "bamian", "barahona", "basra", "biel", "bijapur", "bombay", "bur said", "calcutta",
    "castello", "chandrapur", "cologne", "dese", "durango", "faizabad", "feyzabad", "genova",
    "habana", "jinxi", "juchitan", "la coruna", "lajes", "las palmas", "lazaro cardenas", "leon",
    "liaoyuan", "macao", "madras", "mato grosso", "medina", "moba", "moskva", "nagele",
    "nancha", "pachuca", "pirgos", "pochutla", "poona", "port elizabeth", "puerto limon", "queretaro",
    "roma", "roxas", "santa cruz", "seres", "seville", "shahjahanpur", "simla", "sion",
    "siwa", "st george", "st paul", "st petersburg", "stoke", "taxco", "volzhskiy", "wenshan",
    "yiyang",
  ]
}
