@testable import CatalogKit

/// Gazetteers whose checksums are right and whose contents somebody has tampered with.
enum HostileGazetteer {
  /// A file with random changes in its unpacked parts.
  static func bytes(using random: inout some RandomNumberGenerator) -> [UInt8] {
    var sections = self.sections(of: GazetteerBuilder.small.bytes())
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let number = Int.random(in: 1..<sections.count, using: &random)
      sections[number].bytes = changed(sections[number], number, &sections, &random)
    }
    return GazetteerBuilder.file(sections)
  }

  /// A file of given contents, for the fuzzer: each byte of them is exchanged for one of the first unpacked parts.
  static func bytes(_ contents: [UInt8]) -> [UInt8] {
    var sections = self.sections(of: GazetteerBuilder.small.bytes())
    guard let first = contents.first else { return GazetteerBuilder.file(sections) }
    let number = 1 + Int(first) % (sections.count - 1)
    replace(number, by: Array(contents.dropFirst()), &sections)
    return GazetteerBuilder.file(sections)
  }

  /// Sections of blocks, each of which has one block here, and the section with its directory.
  private static let directories = [4: 3, 7: 6, 9: 8, 11: 10, 13: 12]

  /// Sections that are one packed text.
  private static let tables = [1, 5]

  private static func changed(
    _ section: GazetteerBuilder.Section,
    _ number: Int,
    _ sections: inout [GazetteerBuilder.Section],
    _ random: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var raw = self.raw(number, sections)
    for _ in 0..<Int.random(in: 1...4, using: &random) where !raw.isEmpty {
      let place = Int.random(in: raw.indices, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: raw[place] = UInt8.random(in: 0...255, using: &random)
      case 1: raw.remove(at: place)
      default: raw.insert(UInt8.random(in: 0...255, using: &random), at: place)
      }
    }
    replace(number, by: raw, &sections)
    return sections[number].bytes
  }

  /// What is in a section, unpacked.
  private static func raw(_ number: Int, _ sections: [GazetteerBuilder.Section]) -> [UInt8] {
    let bytes = sections[number].bytes
    if tables.contains(number) { return (try? Inflate.bytes(Array(bytes[4...]), limit: 65_535)) ?? [] }
    return directories[number] == nil ? bytes : (try? Inflate.bytes(bytes, limit: 65_535)) ?? []
  }

  private static func replace(_ number: Int, by raw: [UInt8], _ sections: inout [GazetteerBuilder.Section]) {
    let raw = Array(raw.prefix(60_000))
    if tables.contains(number) {
      sections[number].bytes = GazetteerBuilder.little(UInt64(raw.count), 4) + GazetteerBuilder.packed(raw)
      return
    }
    guard let directory = directories[number] else {
      sections[number].bytes = raw
      return
    }
    let packed = GazetteerBuilder.packed(raw)
    sections[number].bytes = packed
    // In the directories of places and outlines a key of eight bytes comes before the frame.
    let start = number == 7 || number == 11 ? 8 : 0
    var entry = sections[directory].bytes
    guard entry.count >= start + 8 else { return }
    entry.replaceSubrange(start..<(start + 8), with: GazetteerBuilder.frame(raw, packed))
    sections[directory].bytes = entry
  }

  private static func sections(of file: [UInt8]) -> [GazetteerBuilder.Section] {
    (0..<14).map { number in
      let entry = Array(file[(20 + 16 * number)..<(36 + 16 * number)])
      let numbers = stride(from: 0, to: 16, by: 4).map { start in
        entry[start..<(start + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
      }
      return (Array(file[numbers[0]..<(numbers[0] + numbers[1])]), numbers[3], numbers[2] != 0)
    }
  }
}
