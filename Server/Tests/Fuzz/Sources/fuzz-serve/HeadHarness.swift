import FuzzSupport
import HTTPTypes

@testable import CatalogServer

/// Fields of a request's head, a line each: which part of a file, which version is known, which host, which cookies, which path.
enum HeadHarness {
  static func run(_ bytes: [UInt8]) {
    let lines = bytes.split(separator: 10, maxSplits: 4, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    func line(_ number: Int) -> String? { number < lines.count ? lines[number] : nil }
    for size in [0, 1, 1000, Int.max] {
      if case .part(let range) = ByteRange(line(0), size: size) {
        expect(!range.isEmpty && range.lowerBound >= 0 && range.upperBound <= size, "bytes of the file")
      }
    }
    let tag = EntityTag(
      "catalog".utf8,
      ServerSecret(bytes: [UInt8](repeating: 7, count: 32)).key(for: "fuzzing")
    )
    if let known = line(1) {
      let isKnown = tag.isKnown([.ifNoneMatch: known])
      expect(!isKnown || known.contains("*") || known.contains(tag.text), "a version that the client has")
    }
    if let host = line(2), HostList(["cats.example.org"]).contains(host) {
      expect(!host.contains("/") && !host.contains("@") && !host.contains(" "), "a host alone")
      let name = HostList.name(of: host)?.lowercased() ?? ""
      let isNumber = name.utf8.allSatisfy { "0123456789abcdef.:[]%".utf8.contains($0) }
      expect(
        isNumber || ["localhost", "cats.example.org"].contains(name) || name.hasPrefix("["),
        "a host that is named"
      )
    }
    if let cookies = line(3) {
      let fields: HTTPFields = [.cookie: cookies]
      if let token = SessionCookie.token(in: fields, isSecure: true) {
        // As the field holds it: without controls.
        let isThere = fields[.cookie]?.contains("__Host-catalog_session=\(token)") ?? false
        expect(isThere, "the cookie's own value")
      }
    }
    if let path = line(4) {
      do throws(Problem) {
        let target = try RequestTarget(path)
        for step in target.steps {
          expect(step != "." && step != ".." && !step.contains("\\"), "a step that leads nowhere else")
          expect(
            !step.unicodeScalars.contains { $0.value < 32 || $0.value == 127 },
            "a step without controls"
          )
        }
        let again = "/" + target.steps.map { PercentText.encode($0) }.joined(separator: "/")
        expect((try? RequestTarget(again))?.steps == target.steps, "the same path, written anew")
      } catch {
        expect(error.status == .badRequest, "what cannot be read is 400")
      }
    }
  }

  static let seeds = [
    "bytes=0-99\n\"abc\", W/\"def\", *\nlocalhost:8080\n__Host-catalog_session=abc; a=b\n/api/v1/photos/%EB%82%98",
    "bytes=-5\n*\n[::1]:80\ncatalog_session=x\n/%2e%2e/x",
    "bytes=5-\n\n127.0.0.1\n__Host-catalog_session=\n/", "x=1",
    "bytes=99999999999999999999-\n\"\"\ncats.example.org\na\n/a/../b",
    "bytes=0-1,2-3\n,\n1.2.3.4:70000\n;;\n//\\",
  ].map { Array($0.utf8) }
}
