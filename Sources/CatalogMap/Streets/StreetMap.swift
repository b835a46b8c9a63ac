public import CatalogKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Streets around the photos, out of a map in one file.
public final class StreetMap {
  private let file: PMTilesFile
  /// The level that is taken.
  private let zoom: Int
  /// How many photos are near each tile, by its number from the north-west.
  private var counts: [Int: Int] = [:]
  /// What became of the tiles; of use when the page is written.
  public private(set) var findings = Findings()

  /// What became of the tiles around the photos.
  public struct Findings: Hashable, Sendable {
    /// Tiles in the page.
    public internal(set) var taken = 0
    /// Tiles that cannot be read.
    public internal(set) var damaged = 0
    /// Whether tiles were left out since there was no more room.
    public internal(set) var isFull = false
  }

  /// Metres around a photo.
  private static let around = 1000.0
  /// Bytes in the page at most.
  private static let limit = 2_000_000
  /// More tiles than any page has room for.
  private static let tileLimit = 100_000

  /// - Parameter path: A PMTiles file.
  /// - Throws: ``PMTilesError``, or `SystemError` where it cannot be read.
  public init(_ path: FilePathBytes) throws {
    file = try PMTilesFile(path)
    let wanted = file.kind == .vector ? 14 : 16
    zoom = min(wanted, file.zooms.upperBound)
  }

  /// What the file holds, in words.
  public var holds: String {
    let tiles = file.kind == .vector ? "vector tiles" : "pictures"
    return "\(tiles) of zoom \(file.zooms.lowerBound) to \(file.zooms.upperBound), of which \(zoom) is taken"
  }

  /// Notes where a photo is; below exact that is the middle of its cell, and all of the cell counts.
  func note(_ place: Coordinate, uncertainty: Double?) {
    let reach = Self.around + (uncertainty ?? 0)
    let north = reach / 110_574
    let east = min(180, reach / max(1, 111_320 * cos(place.latitude * .pi / 180)))
    let columns = 1 << zoom
    let (top, bottom) = (row(place.latitude + north), row(place.latitude - north))
    let (left, right) = (column(place.longitude - east), column(place.longitude + east))
    guard (right - left + 1) * (bottom - top + 1) <= 4096 else { return }
    for row in top...bottom {
      for column in left...right where counts.count < Self.tileLimit {
        counts[row * columns + (column % columns + columns) % columns, default: 0] += 1
      }
    }
  }

  private func column(_ longitude: Double) -> Int {
    Int(((longitude + 180) / 360 * Double(1 << zoom)).rounded(.down))
  }

  private func row(_ latitude: Double) -> Int {
    let radians = max(-85.05, min(85.05, latitude)) * .pi / 180
    let y = 0.5 - asinh(tan(radians)) / (2 * .pi)
    return max(0, min((1 << zoom) - 1, Int(y * Double(1 << zoom))))
  }

  /// The blocks of the page, tiles with the most photos first, as many as there is room for. A tile that cannot be read is left out.
  func blocks() throws(SystemError) -> [UInt8] {
    var blocks: [UInt8] = []
    for number in counts.keys.sorted(by: { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }) {
      let (row, column) = (number >> zoom, number & (1 << zoom - 1))
      do {
        guard let bytes = try file.tile(zoom, column, row), let block = block(bytes, column, row) else {
          continue
        }
        guard blocks.count + block.count <= Self.limit else {
          findings.isFull = true
          break
        }
        findings.taken += 1
        blocks += block
      } catch let error as SystemError {
        throw error
      } catch {
        findings.damaged += 1
      }
    }
    return blocks
  }

  private func block(_ bytes: [UInt8], _ column: Int, _ row: Int) -> [UInt8]? {
    if let mediaType = file.kind.mediaType {
      return DataBlock.element(
        "raster",
        about: "\(zoom) \(column) \(row) \(mediaType)",
        base64: Base64.encode(bytes)
      )
    }
    let read = VectorTile(bytes, layers: StreetTile.layers)
    // What could be read of it is shown all the same.
    if read.isDamaged { findings.damaged += 1 }
    return StreetTile(read).base64.map {
      DataBlock.element("streets", about: "\(zoom) \(column) \(row)", base64: $0)
    }
  }
}
