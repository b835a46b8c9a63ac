/// A geohash of twelve characters: 60 bits that take turns between longitude and latitude, longitude first.
///
/// As text or as a number, geohashes sort along the Z-order curve, so that places near each other mostly are
/// near each other. A cell of twelve characters is about 37 mm by 19 mm at the equator.
public struct Geohash: Hashable, Comparable, Sendable {
  /// Characters of a full geohash.
  public static let length = 12
  /// Bits of a full geohash.
  static let bitCount = 60
  /// Bits that one character stands for.
  static let bitsPerCharacter = 5
  /// The 60 bits, in the low end.
  public let bits: UInt64

  /// The cell that holds a place. A place on the line between two cells belongs to the one north or east of it;
  /// the north pole and longitude 180 belong to the last cells, since there is no next one.
  ///
  /// - Parameter coordinate: The place.
  public init(_ coordinate: Coordinate) {
    let column = Self.slot(coordinate.longitude, half: 180)
    let row = Self.slot(coordinate.latitude, half: 90)
    bits = Self.spread(column) << 1 | Self.spread(row)
  }

  /// - Parameter bits: 60 bits in the low end.
  init(bits: UInt64) {
    self.bits = bits
  }

  /// Reads twelve lower-case base 32 characters; anything else is `nil`.
  ///
  /// - Parameter text: ASCII bytes.
  public init?(ascii text: some Collection<UInt8>) {
    guard text.count == Self.length else { return nil }
    var bits: UInt64 = 0
    for character in text {
      let value = Self.values[Int(character)]
      guard value < 32 else { return nil }
      bits = bits << 5 | UInt64(value)
    }
    self.bits = bits
  }

  /// Orders as the text does.
  ///
  /// - Parameters:
  ///   - lhs: One geohash.
  ///   - rhs: The other.
  /// - Returns: Whether the first comes before the second on the curve.
  public static func < (lhs: Geohash, rhs: Geohash) -> Bool { lhs.bits < rhs.bits }

  /// Appends the twelve characters.
  ///
  /// - Parameter bytes: Where the ASCII text goes.
  public func append(to bytes: inout [UInt8]) {
    for position in 0..<Self.length {
      bytes.append(Self.alphabet[Int(bits >> UInt64(5 * (Self.length - 1 - position)) & 31)])
    }
  }

  /// Base 32 as Gustavo Niemeyer chose it: digits and letters without a, i, l and o.
  static let alphabet = Array("0123456789bcdefghjkmnpqrstuvwxyz".utf8)

  /// From a character to its five bits; 255 where it is none.
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()

  /// Slots of each axis: 30 of the 60 bits.
  static let slots = 1 << 30

  /// Which of the 2^30 slots of an axis holds a value.
  private static func slot(_ degrees: Double, half: Double) -> UInt64 {
    var slot = Int((degrees + half) * (Double(slots) / (2 * half)))
    slot = min(max(slot, 0), slots - 1)
    // The product above may round across a cell's edge; the edges themselves are exact, so compare with them.
    while slot > 0, degrees < edge(slot, half: half) { slot -= 1 }
    while slot < slots - 1, degrees >= edge(slot + 1, half: half) { slot += 1 }
    return UInt64(slot)
  }

  /// The lower edge of a slot in degrees: an integer below 2^39 over 2^30, so exact.
  static func edge(_ slot: Int, half: Double) -> Double {
    (Double(slot) * (2 * half) - Double(slots) * half) / Double(slots)
  }

  /// Puts a zero bit in front of each of the low 30 bits.
  private static func spread(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF
    bits = (bits | bits << 8) & 0x00FF_00FF_00FF_00FF
    bits = (bits | bits << 4) & 0x0F0F_0F0F_0F0F_0F0F
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333
    bits = (bits | bits << 1) & 0x5555_5555_5555_5555
    return bits
  }

  /// Takes every second bit: the inverse of ``spread(_:)``.
  static func gather(_ value: UInt64) -> UInt64 {
    var bits = value & 0x5555_5555_5555_5555
    bits = (bits | bits >> 1) & 0x3333_3333_3333_3333
    bits = (bits | bits >> 2) & 0x0F0F_0F0F_0F0F_0F0F
    bits = (bits | bits >> 4) & 0x00FF_00FF_00FF_00FF
    bits = (bits | bits >> 8) & 0x0000_FFFF_0000_FFFF
    bits = (bits | bits >> 16) & 0x0000_0000_FFFF_FFFF
    return bits
  }
}

extension Geohash: CustomStringConvertible {
  /// The twelve characters.
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
