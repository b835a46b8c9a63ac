import CatalogKit
import Crypto
import Synchronization

/// The pages of both levels, made when first asked for after a change.
final class PageCache: Sendable {
  private struct Entry {
    let generation: Int
    let document: PageDocument
  }

  private let entries = Mutex<[Level: Entry]>([:])
  private let title: String
  private let tagKey: SymmetricKey

  init(title: String, tagKey: SymmetricKey) {
    self.title = title
    self.tagKey = tagKey
  }

  /// The page of a view.
  ///
  /// - Parameters:
  ///   - view: The photos as somebody may know them.
  ///   - generation: Which catalogue they are of.
  /// - Returns: The page.
  /// - Throws: What reading photos throws.
  func document(_ view: CatalogueView, generation: Int) throws -> PageDocument {
    try entries.withLock { entries in
      if let entry = entries[view.level], entry.generation == generation { return entry.document }
      let document = try PageDocument(view, title: title, tagKey: tagKey)
      entries[view.level] = Entry(generation: generation, document: document)
      return document
    }
  }
}
