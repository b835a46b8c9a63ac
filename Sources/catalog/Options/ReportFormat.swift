import ArgumentParser

/// The formats of a report about one thing: a scan, a photo, an index.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
}
