import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CatalogKit
@testable import CatalogServer
@testable import TestSupport

/// What people find wrong with a photo.
@Suite("Reports")
struct ReportTests {
  @Test("reports reach the keeper, from members about what they may see")
  func reports() async throws {
    let fixture = try CareFixture()
    let id = try await fixture.scannedID()
    let uri = "/api/v1/photos/\(id)/report"
    let body = #"{"reason":"door","words":"my house"}"#
    #expect(try await fixture.ask(.post, uri, nil, json: body).status == .unauthorized)
    #expect(try await fixture.ask(.post, uri, fixture.guest, json: body).status == .forbidden)
    #expect(try await fixture.ask(.post, uri, fixture.member, json: #"{"reason":"x"}"#).status == .badRequest)
    #expect(try await fixture.ask(.post, uri, fixture.member, json: body).status == .accepted)
    #expect(try await fixture.ask(.get, "/api/v1/reports", fixture.member).status == .forbidden)
    let reports = try await fixture.get("/api/v1/reports", fixture.keeper)["reports"] as? [[String: Any]]
    let report = try #require(reports?.first)
    #expect(report["photo"] as? String == id)
    #expect(report["name"] as? String == "Mina")
    #expect(report["words"] as? String == "my house")
    let one = "/api/v1/reports/\(try #require(report["id"] as? String))"
    #expect(try await fixture.ask(.delete, one, fixture.member).status == .forbidden)
    #expect(try await fixture.ask(.delete, one, fixture.keeper).status == .noContent)
    #expect(try await fixture.ask(.delete, one, fixture.keeper).status == .notFound)
  }
}
