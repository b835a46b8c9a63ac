import CatalogKit

/// What the photos of an answer do not say themselves: that there are more, or why there are none and what would find some.
struct NearRemark {
  let request: NearRequest
  let query: NearQuery

  /// - Returns: A sentence or two; `nil` where the answer says all.
  /// - Throws: `IndexError`.
  func text(on answer: NearQuery.Answer, in index: IndexFile) throws -> String? {
    if answer.total == 0 { return try none(in: index) }
    let more = answer.total - answer.hits.count
    guard case .within = request.scope, more > 0 else { return nil }
    return "\(more) more within \(request.radius); --limit 0 shows all"
  }

  /// Why there is no photo. It asks once more: without the filters, then for the nearest however far.
  private func none(in index: IndexFile) throws -> String {
    let words = request.filterWords
    let reach: Distance? =
      switch request.scope {
      case .within(let radius, _): radius
      case .nearest(_, let radius): radius
      }
    if let reach, !words.isEmpty {
      let all = try ask(.within(reach, limit: 1), query.withoutFilter, in: index).total
      if all > 0 {
        let (photos, them) =
          all == 1 ? ("1 photo was", "it does not match") : ("\(all) photos were", "none of them matches")
        return "\(photos) taken within \(request.radius) of \(query.center.text), and \(them) \(words)"
      }
    }
    let such = words.isEmpty ? "no photo" : "no photo that matches \(words)"
    guard let nearest = try ask(.nearest(1, within: nil), query.filter, in: index).hits.first else {
      return words.isEmpty
        ? "no photo in \(index.name) has a position. catalog status --problems lists the reasons"
        : "\(such) has a position. catalog list \(words) shows whether there is one"
    }
    let distance = nearest.distance
    let option =
      distance < Self.far
      ? "--radius \(Self.radius(over: distance))"
      : "--nearest 1, \(FixedPoint.text(distance / 1000, decimals: 0)) km away"
    return
      "\(such) was taken within \(request.radius) of \(query.center.text). The nearest one is found with \(option)"
  }

  private func ask(_ scope: NearQuery.Scope, _ filter: PhotoFilter, in index: IndexFile) throws
    -> NearQuery.Answer
  {
    var question = query
    question.scope = scope
    question.filter = filter
    return try question.run(on: index)
  }

  /// Metres over which nobody would call a place near.
  private static let far = 100_000.0

  /// A round distance that is a little longer.
  static func radius(over metres: Double) -> String {
    let (length, unit) = metres < 1000 ? (metres, "m") : (metres / 1000, "km")
    var step = 1.0
    while step * 10 <= length { step *= 10 }
    let rounded = (length / step * 10).rounded(.down) / 10 * step + step / 10
    return FixedPoint.text(max(rounded, 1), decimals: 3) + unit
  }
}

extension NearQuery {
  /// The filter that leaves out nothing but the photo around which is searched.
  fileprivate var withoutFilter: PhotoFilter {
    var all = PhotoFilter()
    all.unwanted.photo = filter.unwanted.photo
    return all
  }
}
