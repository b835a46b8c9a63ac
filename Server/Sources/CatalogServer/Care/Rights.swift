/// What somebody may do with a photo.
enum PhotoRight: String, Hashable, Sendable, CaseIterable {
  case tag, place, title, rate, hide, show, remove, report

  /// - Parameters:
  ///   - viewer: Whoever asks.
  ///   - isOwn: Whether it is their photo.
  ///   - isHidden: Whether it is hidden.
  /// - Returns: All that they may do, in the order of the cases.
  static func all(of viewer: Viewer, isOwn: Bool, isHidden: Bool) -> [PhotoRight] {
    let rights: Set<PhotoRight>
    switch viewer.role {
    case .keeper: rights = Set(allCases)
    case .member where isOwn: rights = Set(allCases)
    case .member: rights = [.tag, .hide, .report]
    case .guest, nil: rights = []
    }
    return allCases.filter { right in
      rights.contains(right) && !(right == .hide && isHidden) && !(right == .show && !isHidden)
    }
  }
}
