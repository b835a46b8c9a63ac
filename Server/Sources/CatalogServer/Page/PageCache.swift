import CatalogKit
import CatalogMap
import Crypto
import Dispatch
import Logging
import Synchronization

/// The pages of both levels, made when first asked for after a change.
final class PageCache: Sendable {
  private struct Entry {
    let generation: Int
    let document: Task<PageDocument, any Error>
  }

  private let entries = Mutex<[Level: Entry]>([:])
  private let title: String
  private let fade: Int?
  private let streets: PageStreets?
  private let logger: Logger
  private let tagKey: SymmetricKey
  /// A page of many photos takes seconds; meanwhile others are answered.
  private let queue = DispatchQueue(label: "catalog pages")

  init(_ settings: ServerSettings, tagKey: SymmetricKey, logger: Logger) {
    title = settings.title
    fade = settings.fadeDays
    streets = PageStreets(settings)
    self.logger = logger
    self.tagKey = tagKey
  }

  /// The page of a view; whoever asks for one that is being made waits for the same.
  ///
  /// - Parameters:
  ///   - view: The photos as somebody may know them.
  ///   - generation: Which catalogue they are of.
  /// - Returns: The page.
  /// - Throws: What reading photos throws.
  func document(_ view: CatalogueView, generation: Int) async throws -> PageDocument {
    let task = entries.withLock { entries in
      if let entry = entries[view.level], entry.generation == generation { return entry.document }
      let task = Task { [self] in
        try await withCheckedThrowingContinuation { continuation in
          queue.async { [self] in continuation.resume(with: Result { try make(view) }) }
        }
      }
      entries[view.level] = Entry(generation: generation, document: task)
      return task
    }
    do {
      return try await task.value
    } catch {
      // The next who asks tries again.
      entries.withLock { entries in
        if entries[view.level]?.generation == generation { entries[view.level] = nil }
      }
      throw error
    }
  }

  private func make(_ view: CatalogueView) throws -> PageDocument {
    var map: (StreetMap, String)?
    do {
      map = try streets.map { (try $0.open(), $0.credit) }
    } catch {
      // A page without streets is better than none.
      logger.warning("the page has no streets", metadata: ["reason": "\(error)"])
    }
    return try PageDocument(view, title: title, fade: fade, streets: map, tagKey: tagKey)
  }
}
