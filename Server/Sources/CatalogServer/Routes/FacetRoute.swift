import CatalogKit
import Hummingbird

/// `facets`: what photos can be chosen by, and how many there are of each.
struct FacetRoute: Sendable {
  let catalogue: CatalogueAccess

  var routes: [Route] { [Route(.get, "/api/v1/facets", access: .anyLevel, answer: answer)] }

  private func answer(_ request: ServerRequest) async throws -> Response {
    let facets = try catalogue.view(for: request.viewer).table.facets
    var json = JSONObjectText()
    json.add("months", objects: facets.months) { month, json in
      let (year, number) = month.value.quotientAndRemainder(dividingBy: 12)
      let first = CalendarDate(year: year, month: number + 1, day: 1)
      json.add("month", first.flatMap { LocalTime(date: $0, precision: .month) }?.description)
      json.add("photos", month.photos)
    }
    json.add("hours", list: facets.hours.map { Array(String($0).utf8) })
    json.add("cameras", objects: facets.cameras) { camera, json in
      json.add("camera", camera.value)
      json.add("photos", camera.photos)
    }
    json.add("ratings", objects: facets.ratings) { rating, json in
      json.add("rating", rating.value)
      json.add("photos", rating.photos)
    }
    return .json(json.bytes)
  }
}
