/// What one source says of its photo in words: tags, title, description, rating.
struct PhotoWords: Hashable {
  var tags = TagCollection()
  /// The source lists words (`dc:subject`), be it none: in a sidecar these are all tags that there are.
  var listsTags = false
  var title: String?
  var description: String?
  /// −1 (rejected) to 5; 0 is unrated, and says so.
  var rating: Int?
  /// What was left out because it is too long, for people.
  private(set) var textProblem: String?

  /// Bytes of a title or a description. IPTC's captions have at most 2,000.
  static let textLimit = 8 << 10

  /// Nothing is said.
  init() {}

  /// What several files beside one photo say, in the order in which they are asked. The first that lists words says all tags.
  init(joining files: [PhotoWords]) {
    if let list = files.first(where: \.listsTags) {
      tags = list.tags
      listsTags = true
    } else {
      for file in files { tags.add(file.tags) }
    }
    title = files.lazy.compactMap(\.title).first
    description = files.lazy.compactMap(\.description).first
    rating = files.lazy.compactMap(\.rating).first
    textProblem = files.lazy.compactMap(\.textProblem).first
  }

  /// Whether nothing is said, not even that something was left out.
  var isEmpty: Bool {
    tags.isEmpty && !listsTags && title == nil && description == nil && rating == nil && problem == nil
  }

  /// What was left out, for people; `nil` where nothing was.
  var problem: String? { tags.problem ?? textProblem }

  /// Notes that a title or a description was too long to be read.
  mutating func leaveOutLongText() {
    textProblem = textProblem ?? "a title or description of more than \(Self.textLimit >> 10) KB"
  }

  /// A title or a description without blanks around it; `nil` where nothing is left, or too much.
  mutating func text(_ text: String?) -> String? {
    guard let text = text.map(TagCollection.trimmed), !text.isEmpty else { return nil }
    guard text.utf8.count <= Self.textLimit else {
      leaveOutLongText()
      return nil
    }
    return text
  }
}
