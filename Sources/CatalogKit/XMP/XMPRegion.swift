/// A part of a picture with the name of whom it shows, while its fields are read.
struct XMPRegion {
  private var name: String?
  private var type: String?
  private var isTooLong = false

  /// Takes a field; `nil` is one that is too long.
  mutating func take(_ field: XMPWordName, _ value: String?) {
    switch field {
    case .regionName, .personDisplayName:
      name = name ?? value
      if value == nil { isTooLong = true }
    case .regionType: type = type ?? value.map(TagCollection.trimmed)
    default: break
    }
  }

  /// Adds the name of a face or a pet. A camera's point of focus and a bar code are regions too; a type that is missing is Microsoft's
  /// and some programs' way to say face.
  func add(to tags: inout TagCollection) {
    guard type.map({ $0.isEmpty || $0.lowercased() == "face" || $0.lowercased() == "pet" }) ?? true else {
      return
    }
    if isTooLong { tags.leaveOutLongTag() }
    if let name { tags.add(word: name) }
  }
}
