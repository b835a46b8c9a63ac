import CatalogKit

/// The report of a check, and of a repair after it.
struct VerifyReport {
  let path: FilePathBytes
  let verification: IndexVerification
  /// What was written; `nil` where nothing was.
  var repaired: IndexFooter?
  var damagedCopy: FilePathBytes?
  var knowsFolders = true

  init(path: FilePathBytes, verification: IndexVerification) {
    self.path = path
    self.verification = verification
  }

  init(repair: IndexRepair) {
    self.init(path: repair.path, verification: repair.verification)
    repaired = repair.summary
    damagedCopy = repair.damagedCopy
    knowsFolders = repair.knowsFolders
  }

  var status: ExitStatus {
    guard verification.isDamaged else { return .done }
    if repaired == nil { return .badData }
    return verification.lost > 0 ? .incomplete : .done
  }

  /// A verdict, what is wrong line by line, and what can be read.
  var text: String {
    var lines = verification.findings.map { "\($0)" }
    let more = verification.findingCount - lines.count
    if more > 0 { lines.append("and \(more) more") }
    if verification.isDamaged {
      lines.insert("\(path) is \(verification.lost > 0 ? "damaged" : "not as a scan wrote it"):", at: 0)
      lines.append("")
      lines.append(Self.readable(verification.counts, lost: verification.lost))
    } else {
      let photos = Self.photos(verification.counts)
      lines.insert("\(path) is whole: \(photos). Records, order, counts and checksum are right.", at: 0)
    }
    if let repaired { lines.append("Written again: \(Self.photos(repaired)).") }
    if let damagedCopy { lines.append("The damaged file is kept: \(damagedCopy)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What to do next.
  var advice: [String] {
    guard verification.findingCount > 0 else { return [] }
    guard repaired != nil else {
      return verification.isDamaged
        ? ["save what can be read with: catalog verify --repair"]
        : ["catalog scan or catalog verify --repair puts that right"]
    }
    guard verification.isDamaged else { return [] }
    let scan =
      "reads all photos again" + (verification.lost > 0 ? ", and finds those whose records were lost" : "")
    return [
      knowsFolders
        ? "the next catalog scan \(scan)"
        : "the list of scanned folders is lost. catalog scan FOLDER \(scan)"
    ]
  }

  var json: [UInt8] {
    var json = JSONObject()
    json.add("index", path.lossyText)
    json.add("whole", !verification.isDamaged)
    json.add("photos", verification.counts.photos)
    json.add("located", verification.counts.located)
    json.add("unreadable", verification.counts.unreadable)
    json.add("lost", verification.lost)
    json.add("problems", verification.findings.map { Self.json($0) })
    json.add("problemCount", verification.findingCount)
    json.add("repaired", repaired != nil)
    if let damagedCopy { json.add("damagedCopy", damagedCopy.lossyText) }
    return json.bytes + Array("\n".utf8)
  }

  private static func json(_ finding: IndexFinding) -> JSONObject {
    var json = JSONObject()
    if let offset = finding.offset { json.add("byte", offset) }
    if let photo = finding.photo { json.add("photo", photo.lossyText) }
    json.add("problem", finding.sentence)
    return json
  }

  /// `16 photos, 14 located, 1 unreadable`.
  private static func photos(_ counts: IndexFooter) -> String {
    "\(counts.photos) \(counts.photos == 1 ? "photo" : "photos"), \(counts.located) located, \(counts.unreadable) unreadable"
  }

  private static func readable(_ counts: IndexFooter, lost: Int) -> String {
    switch lost {
    case 0: "All records can be read: \(photos(counts))."
    case 1: "What can be read: \(photos(counts)). One record cannot."
    default: "What can be read: \(photos(counts)). \(lost) records cannot."
    }
  }
}
