/// What is known of one photo: a line of the index.
public struct Photo: Hashable, Sendable {
  /// Where it lies: relative to the index's folder where it lies below it, otherwise absolute.
  public var path: FilePathBytes
  /// Where it was taken; `nil` where it does not say, or not credibly.
  public var position: Position?
  /// When it was taken, by the camera's clock, as far as that is known; ``takenSource`` says whether it is known at all.
  public var taken: LocalTime?
  /// What ``taken`` says; `nil` where there is none, and where a person wrote it into the index.
  public var takenSource: TakenSource?
  /// When the receiver had its fix, in UTC.
  public var gpsTime: Timestamp?
  /// Where the camera looked.
  public var heading: Heading?
  /// How fast it moved.
  public var speed: Speed?
  /// The camera's maker, as the file spells it.
  public var make: String?
  /// The camera's model, as the file spells it.
  public var model: String?
  /// The lens, as the file spells it.
  public var lens: String?
  /// What people and programs call what it shows: words, and paths such as `cats/Nabi`.
  public var tags: [String] = []
  /// Its title.
  public var title: String?
  /// Its caption.
  public var description: String?
  /// Stars, 1 to 5, or −1 for one that was rejected; `nil` where nobody rated it.
  public var rating: Int?
  /// How the coded picture is to be turned, `1...8` (TIFF 6.0, tag 274).
  public var orientation: Int?
  /// The size of the picture as it is coded.
  public var pixelSize: PixelSize?
  /// The container, by its first bytes.
  public var format: PhotoFormat?
  /// Files beside it that say something about it, in the order in which they are asked.
  public var sidecars: [Sidecar] = []
  /// Bytes of the file.
  public var size: Int
  /// When the file was last changed.
  public var modified: Timestamp
  /// Why there is no position, or nothing could be read; `nil` exactly where there is a position.
  public var problem: PhotoProblem?
  /// Since when the photo has not been where it was, or is passed over by scans: it is in no answer then. `nil` for a photo that is there.
  public var missing: Timestamp?
  /// Fields of the index line that this version does not know, as they are in the file: `"cat":"Miso"`.
  public var unknownFields: [UInt8] = []

  /// A photo of which only the file's facts are known.
  ///
  /// - Parameters:
  ///   - path: Where it lies.
  ///   - size: Bytes of the file.
  ///   - modified: When it was last changed.
  public init(path: FilePathBytes, size: Int, modified: Timestamp) {
    self.path = path
    self.size = size
    self.modified = modified
  }
}

/// A file beside a photo that says something about it, as it was when it was read.
public struct Sidecar: Hashable, Sendable {
  /// Its name in the photo's folder.
  public var name: FilePathBytes
  /// Its bytes.
  public var size: Int
  /// When it was last changed.
  public var modified: Timestamp

  /// - Parameters:
  ///   - name: Its name in the photo's folder.
  ///   - size: Its bytes.
  ///   - modified: When it was last changed.
  public init(name: FilePathBytes, size: Int, modified: Timestamp) {
    self.name = name
    self.size = size
    self.modified = modified
  }
}

/// A place with what is known of it.
public struct Position: Hashable, Sendable {
  /// WGS 84, rounded to nine decimals.
  public var coordinate: Coordinate
  /// Metres above the sea, negative below; the receiver's idea of the sea.
  public var altitude: Double?
  /// Metres of error, as the receiver estimates it (GPSHPositioningError).
  public var accuracy: Double?
  /// The name of the datum, where the file names another than WGS 84. The coordinate is converted from `TOKYO`; that of any
  /// other datum is as the file has it.
  public var datum: String?
  /// GPSStatus as the file has it: `A` is a fix, `V` is none (an old position, perhaps).
  public var status: String?
  /// GPSProcessingMethod: how the place was found, such as `GPS` or `CELLID`; ``placedByHand`` where a person put it there.
  public var method: String?
  /// Which part of the photo said so; `nil` where a person wrote the position into the index.
  public var source: Source?

  /// - Parameters:
  ///   - coordinate: The place; it is rounded to nine decimals.
  ///   - source: Which part of the photo said so.
  public init(_ coordinate: Coordinate, source: Source?) {
    self.coordinate = coordinate.rounded
    self.source = source
  }

  /// The method of a position that a person put there.
  public static let placedByHand = "MANUAL"

  /// The places where a photo's position may be.
  public enum Source: String, Hashable, Sendable {
    /// An XMP file beside the photo: a person put it there.
    case sidecar
    case exif
    /// The XMP packet in the photo.
    case xmp
    /// Google Takeout's JSON beside the photo.
    case takeout
    /// What an MP4 or QuickTime file says outside of Exif and XMP.
    case video
  }
}

/// The direction of a picture.
public struct Heading: Hashable, Sendable {
  /// Degrees clockwise from north, `0..<360`.
  public var degrees: Double
  /// Which north; `nil` where the file does not say.
  public var reference: Reference?

  /// - Parameters:
  ///   - degrees: Any finite number of degrees; it is brought into `0..<360`.
  ///   - reference: Which north.
  public init(degrees: Double, reference: Reference?) {
    let rest = degrees.truncatingRemainder(dividingBy: 360)
    let rounded = FixedPoint.round(rest < 0 ? rest + 360 : rest, decimals: 3)
    self.degrees = rounded == 360 ? 0 : rounded
    self.reference = reference
  }

  /// Which north a heading counts from.
  public enum Reference: String, Hashable, Sendable {
    case trueNorth = "true"
    case magneticNorth = "magnetic"
  }
}

/// How fast the receiver moved.
public struct Speed: Hashable, Sendable {
  /// In the unit, not negative.
  public var value: Double
  /// `nil` where the file does not say.
  public var unit: Unit?

  /// - Parameters:
  ///   - value: In the unit.
  ///   - unit: What the value counts.
  public init(value: Double, unit: Unit?) {
    self.value = FixedPoint.round(value, decimals: 3)
    self.unit = unit
  }

  /// The units of GPSSpeedRef.
  public enum Unit: String, Hashable, Sendable {
    case kilometresPerHour = "km/h"
    case milesPerHour = "mph"
    case knots = "knots"
  }
}

/// Why a photo has no position.
public struct PhotoProblem: Hashable, Sendable {
  /// For people: `zero position`, `the file is cut off at byte 512`.
  public var reason: String
  /// The file could not be read: not just a photo that does not say where it was taken.
  public var isUnreadable: Bool

  /// - Parameters:
  ///   - reason: For people, without a full stop.
  ///   - isUnreadable: Whether the file could not be read at all.
  public init(_ reason: String, isUnreadable: Bool) {
    self.reason = reason
    self.isUnreadable = isUnreadable
  }
}
