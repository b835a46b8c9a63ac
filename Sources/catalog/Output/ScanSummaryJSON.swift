import CatalogKit

/// What a scan did as one JSON object. Its names stay as they are; others may be added.
enum ScanSummaryJSON {
  static func render(_ summary: ScanSummary, index: FilePathBytes) -> [UInt8] {
    let counts = summary.index
    var json = JSONObject()
    json.add("index", index.lossyText)
    json.add("photos", counts.photos)
    json.add("located", counts.located)
    json.add("withoutPosition", counts.photos - counts.located - counts.unreadable)
    json.add("unreadable", counts.unreadable)
    json.add("read", summary.read)
    json.add("unchanged", summary.unchanged)
    json.add("moved", summary.moved)
    json.add("newlyMissing", summary.newlyMissing)
    json.add("removed", summary.gone)
    json.add("knownProblems", summary.knownProblems)
    json.add("missingFolders", summary.missingFolders.map(\.lossyText))
    json.add(
      "kept",
      summary.kept.sorted { $0.key < $1.key }.map { folder, kept in
        var json = JSONObject()
        json.add("folder", folder.lossyText)
        json.add("records", kept.count)
        json.add("reason", kept.reason.rawValue)
        return json
      }
    )
    json.add("unreadableFolders", summary.unreadableFolders.map { $0.path.lossyText })
    json.add(
      "passedOver",
      PassedOverReason.allCases.compactMap { reason -> JSONObject? in
        guard let counts = summary.passedOver[reason] else { return nil }
        var json = JSONObject()
        json.add("reason", reason.rawValue)
        json.add("files", counts.files)
        json.add("folders", counts.folders)
        return json
      }
    )
    json.add("passedOverRecords", summary.passedOverRecords)
    json.add("markedMissing", summary.markedMissing)
    json.add("displacedMembers", summary.displacedMembers)
    json.add("missing", counts.missing)
    json.add("bytesRead", summary.bytesRead)
    json.add("seconds", milliseconds: summary.elapsed)
    json.add("interrupted", summary.isInterrupted)
    return json.bytes + Array("\n".utf8)
  }
}

extension JSONObject {
  fileprivate mutating func add(_ name: String, milliseconds value: Duration) {
    add(name, (value / .milliseconds(1)).rounded() / 1000)
  }
}
