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
  func small(_ use: PictureUse) -> Int { self == .all ? .max : use == .page ? bytes / 3 : bytes }
}

/// What pictures are made for.
public enum PictureUse: Hashable, Sendable {
  /// A page, which has a small picture of each photo and a large one of some.
  case page
  /// An archive, which has one picture of each photo with a place.
  case archive

  /// What a picture takes: in a page four bytes for three, and what says whose it is; in an archive two headers besides its bytes.
  func cost(_ bytes: Int) -> Int { self == .page ? (bytes + 2) / 3 * 4 + 40 : bytes + 120 }
}
