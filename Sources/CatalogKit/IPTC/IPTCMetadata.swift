/// Reads an IPTC-IIM block as it lies in a JPEG's or a TIFF's metadata.
enum IPTCBlock {
  /// - Parameter reader: The datasets, one after the other.
  /// - Returns: What they say, and why not all could be read where that is so.
  /// - Throws: ``ContainerError`` where the bytes are not to be had.
  static func read(
    _ reader: ByteReader
  ) throws(ContainerError) -> (metadata: PhotoMetadata, damage: ContainerError?) {
    let datasets = IPTCDatasets(inWrittenOrder(try reader.bytes(at: 0, count: reader.count)))
    return (PhotoMetadata(datasets), datasets.damage)
  }

  /// TIFF's tag 33723 is typed LONG by some writers, and others have turned the bytes of each such word since.
  private static func inWrittenOrder(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 4, bytes[0] != 0x1C, bytes[3] == 0x1C else { return bytes }
    var turned = bytes
    for start in stride(from: 0, to: bytes.count - 3, by: 4) { turned[start..<(start + 4)].reverse() }
    return turned
  }
}

extension PhotoMetadata {
  /// What the datasets of an IPTC block say.
  init(_ datasets: IPTCDatasets) {
    dates.original = Self.date(datasets.value(.dateCreated), datasets.value(.timeCreated))
    dates.digitized = Self.date(datasets.value(.digitalDate), datasets.value(.digitalTime))
    words.title = words.text(Self.text(datasets.value(.title), datasets))
    words.description = words.text(Self.text(datasets.value(.caption), datasets))
    for keyword in datasets.keywords {
      // Before it is made text.
      if keyword.count > TagCollection.tagLimit {
        words.tags.leaveOutLongTag()
      } else if let word = Self.text(keyword, datasets) {
        words.tags.add(word: word)
      }
    }
  }

  /// UTF-8 where 1:90 says so, or the bytes are UTF-8.
  private static func text(_ value: ArraySlice<UInt8>?, _ datasets: IPTCDatasets) -> String? {
    value.map { datasets.isUTF8 ? String(decoding: $0, as: UTF8.self) : LatinText.decode($0) }
  }

  /// `CCYYMMDD`, zeros for what is unknown, and `HHMMSS±HHMM` (2:55 and 2:60 in part II, section 6).
  private static func date(_ day: ArraySlice<UInt8>?, _ time: ArraySlice<UInt8>?) -> LocalTime? {
    guard let day, let date = LenientDateText.read(day, offsetSource: .iptc) else { return nil }
    guard let time, time.contains(where: { $0 != 0x20 && $0 != 0 }), date.precision == .day else {
      return date
    }
    return LenientDateText.read(Array(day) + [UInt8(ascii: "T")] + time, offsetSource: .iptc)
  }
}
