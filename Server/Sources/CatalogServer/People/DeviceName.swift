/// What a session is used on, in words that its owner knows again: "Safari on iPhone". Of what the browser says of itself nothing else is kept.
enum DeviceName {
  /// - Parameter agent: The header `User-Agent`.
  /// - Returns: A few words.
  static func text(_ agent: String?) -> String? {
    guard let agent else { return nil }
    let program = programs.first { agent.contains($0.mark) }?.name
    let system = systems.first { agent.contains($0.mark) }?.name
    switch (program, system) {
    case (let program?, let system?): return "\(program) on \(system)"
    case (let program?, nil): return program
    case (nil, let system?): return "A program on \(system)"
    case (nil, nil): return nil
    }
  }

  /// In this order: nearly all browsers call themselves Safari too, and many Chrome.
  private static let programs: [(mark: String, name: String)] = [
    ("SamsungBrowser/", "Samsung Internet"), ("Whale/", "Whale"), ("NAVER(", "Naver"),
    ("KAKAOTALK", "KakaoTalk"), ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ("python", "Python"),
  ]

  private static let systems: [(mark: String, name: String)] = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
  ]
}
