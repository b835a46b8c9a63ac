/// Writes words and places into an XMP sidecar, so that every byte stays but those of the properties that change: other programs'
/// properties, comments, the form of lists, encoding, line ends and padding.
///
/// A list that is there stays a Seq or a Bag, and items that stay are not written anew. A property that is there in a form which is not
/// written here is a refusal, never a second one beside it.
public enum XMPWriter {
  /// A sidecar is read up to this size.
  static let sizeLimit = XMLParser.sizeLimit

  /// - Parameters:
  ///   - changes: What is to be written.
  ///   - sidecar: The bytes of the sidecar that is there; `nil` makes one.
  ///   - generator: Noted in one that is made: `catalog 0.1.0`.
  /// - Returns: The bytes of the sidecar; those that were handed over where nothing changes.
  /// - Throws: ``XMPWriteError``.
  public static func bytes(
    writing changes: XMPChanges,
    into sidecar: [UInt8]?,
    generator: String
  ) throws(XMPWriteError) -> [UInt8] {
    let document = sidecar ?? template(generator)
    guard document.count <= sizeLimit else { throw .unreadable("it is larger than 1 MB") }
    guard let encoding = XMLEncoding(of: document) else { throw .encoding }
    let tree: XMLTree
    do throws(ContainerError) {
      tree = try XMLTree(document)
    } catch {
      throw .unreadable(error.description)
    }
    var edit = try XMPEdit(document, tree, encoding)
    if let tags = changes.tags {
      let known = try? XMPPacket.read(ByteReader(ByteSource(document)), source: .sidecar)
      try edit.setTags(tags, listed: known?.words.tags.paths ?? [])
    }
    if let title = changes.title { try edit.setText(.title, title) }
    if let description = changes.description { try edit.setText(.description, description) }
    if let rating = changes.rating { try edit.set(.rating, "\(rating)") }
    if let position = changes.position { try setPosition(position, &edit) }
    let written = edit.applied()
    guard isReadBack(changes, from: written) else { throw .notReadBack }
    return written
  }

  private static func setPosition(_ position: XMPChanges.PlacedPosition, _ edit: inout XMPEdit)
    throws(XMPWriteError)
  {
    // What was true of another place is not of this one.
    for name in XMPEdit.Name.ofOtherPlace { try edit.set(name, nil) }
    switch position {
    case .at(let coordinate, let accuracy):
      try edit.set(.latitude, degrees(coordinate.latitude, "N", "S"))
      try edit.set(.longitude, degrees(coordinate.longitude, "E", "W"))
      // Rounded up: a distance that is too small would promise too much. A rational, as Exif has it.
      try edit.set(.positioningError, "\(Int((min(accuracy, 1e9) * 10).rounded(.up)))/10")
    case .none:
      try edit.set(.latitude, "")
      try edit.set(.longitude, "")
      try edit.set(.positioningError, nil)
    }
    try edit.set(.processingMethod, Position.placedByHand)
  }

  /// `37,33.9900000N` (XMP specification part 2, "GPSCoordinate"): degrees and minutes, to a fifth of a millimetre.
  private static func degrees(_ value: Double, _ positive: String, _ negative: String) -> String {
    // In whole parts of a minute, so that no rounding gives 60 minutes.
    let parts = Int((abs(value) * 60e7).rounded())
    let (degrees, rest) = parts.quotientAndRemainder(dividingBy: 600_000_000)
    let (minutes, fraction) = rest.quotientAndRemainder(dividingBy: 10_000_000)
    let digits = String(fraction)
    let zeros = String(repeating: "0", count: 7 - digits.count)
    return "\(degrees),\(minutes).\(zeros)\(digits)\(value < 0 ? negative : positive)"
  }

  private static func template(_ generator: String) -> [UInt8] {
    let namespace = XMPEdit.rdfNamespace
    return Array(
      """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="\(XMPEdit.escaped(generator, quote: UInt8(ascii: "\"")))">
       <rdf:RDF xmlns:rdf="\(namespace)">
        <rdf:Description rdf:about="">
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="w"?>

      """.utf8
    )
  }

  /// Whether a reader finds what was meant.
  private static func isReadBack(_ changes: XMPChanges, from written: [UInt8]) -> Bool {
    guard let found = try? XMPPacket.read(ByteReader(ByteSource(written)), source: .sidecar) else {
      return false
    }
    if let tags = changes.tags {
      guard found.words.listsTags, Set(found.words.tags.joined) == Set(TagCollection(tags).joined) else {
        return false
      }
    }
    if let title = changes.title, found.words.title ?? "" != TagCollection.trimmed(title) { return false }
    if let text = changes.description, found.words.description ?? "" != TagCollection.trimmed(text) {
      return false
    }
    if let rating = changes.rating, found.words.rating ?? 0 != rating { return false }
    switch changes.position {
    case nil: return true
    case .some(.none): return found.deniesPosition
    case .at(let coordinate, _):
      guard let read = try? found.position.get().coordinate else { return false }
      return abs(read.latitude - coordinate.latitude) < 1e-8
        && abs(read.longitude - coordinate.longitude) < 1e-8
    }
  }
}

extension TagCollection {
  /// Tags as a record lists them, taken apart again.
  init(_ tags: [String]) {
    self.init()
    for tag in tags {
      let levels = tag.split(separator: "/").map(String.init)
      if levels.count > 1 { add(path: levels) } else { add(word: tag) }
    }
  }
}
