/// How many bytes of a page its pictures may take, as the page holds them: in base 64.
public enum PictureBudget: Hashable, Sendable {
  /// No pictures.
  case none
  /// Pictures of all photos, however many these are.
  case all
  /// So many bytes: a third for small pictures, the newest photos first; large ones in what is left, again the newest first.
  case bytes(Int)

  /// What mail takes: 25 MB of a message, which writes it in base 64 once more.
  public static let mail = PictureBudget.bytes(17_000_000)

  /// Bytes of all pictures; `Int.max` where they are not counted.
  var bytes: Int {
    switch self {
    case .none: 0
    case .all: .max
    case .bytes(let count): count
    }
  }

  /// Bytes that small pictures may take.
  var small: Int { self == .all ? .max : bytes / 3 }

  /// What a picture takes in a page: four bytes for three, and what says whose it is.
  static func cost(_ bytes: Int) -> Int { (bytes + 2) / 3 * 4 + 40 }
}
