import FuzzSupport

@testable import CatalogKit
@testable import TestSupport

/// An Exif block: our walk of its directories, the block that we write of its position, and libexif over that.
enum ExifHarness {
  static func run(_ bytes: [UInt8]) {
    let source = ByteSource(bytes)
    guard let repack = try? ExifRepack(ByteReader(source)) else { return }
    expect(source.counts.bytes <= ByteSource.byteLimit, "\(source.counts.bytes) bytes read")
    guard let document = try? LibExifDocument(repack) else { return }
    PhotoRules.check(PhotoMetadata(document))
    checkPositionBlock(repack)
    checkCut(bytes, repack)
    readParts(bytes)
  }

  /// Reads blocks of one directory each, as CR3 has them: the whole, and what a second block in it would be.
  private static func readParts(_ bytes: [UInt8]) {
    let whole = ByteReader(ByteSource(bytes))
    let half = whole.slice((bytes.count / 2)..<bytes.count)
    guard let repack = try? ExifRepack(parts: [(.image, whole), (.exif, half), (.gps, half), (.gps, whole)]),
      let document = try? LibExifDocument(repack)
    else { return }
    PhotoRules.check(PhotoMetadata(document))
    checkPositionBlock(repack)
  }

  /// What we write we read again, and write the same.
  private static func checkPositionBlock(_ repack: ExifRepack) {
    guard let block = repack.positionBlock else { return }
    let again = try? ExifRepack(ByteReader(ByteSource(Array(block.dropFirst(6)))))
    expect(again?.isIncomplete == false, "a whole block")
    expect(again?.positionBlock == block, "the same block again")
  }

  /// A block that lies in the file in two pieces tells the same as in one. Only a classic one does: BigTIFF and the kinds of
  /// raw files are whole files.
  private static func checkCut(_ bytes: [UInt8], _ repack: ExifRepack) {
    guard TIFFHeader.stands(in: ByteReader(ByteSource(bytes))) else { return }
    let middle = bytes.count / 2
    let gap = [UInt8](repeating: 0xA5, count: 7)
    let cut = Array(bytes[..<middle]) + gap + Array(bytes[middle...])
    let whole = ByteReader(ByteSource(cut))
    let joined = whole.slice(0..<middle).joined(with: whole.slice((middle + gap.count)..<cut.count))
    do throws(ContainerError) {
      let again = try ExifRepack(joined)
      expect(again.isIncomplete == repack.isIncomplete, "as incomplete in two pieces")
      expect(again.fields.values == repack.fields.values, "the same values in two pieces")
      expect(again.positionBlock == repack.positionBlock, "the same position in two pieces")
    } catch {
      // Two pieces may need a few reads more.
      expect(error == .tooMuch(limit: ByteSource.byteLimit), "no error in two pieces: \(error)")
    }
  }

  static var seeds: [[UInt8]] {
    let full = TIFFBuilder.santiago
      .setting(.make, .ascii("Acme Cameras")).setting(.model, .ascii("One")).setting(.orientation, .shorts(6))
      .setting(.dateTime, .ascii("2016:09:28 18:18:05")).setting(
        .dateTimeOriginal,
        .ascii("2016:09:28 18:18:05")
      )
      .setting(.altitudeRef, .byte(0)).setting(.altitude, .rationals((520, 1)))
      .setting(.timeStamp, .rationals((22, 1), (18, 1), (1, 1))).setting(.dateStamp, .ascii("2016:09:28"))
      .setting(.imageDirection, .rationals((90, 1))).setting(.imageDirectionRef, .ascii("T"))
      .setting(.speed, .rationals((90, 1))).setting(.speedRef, .ascii("K"))
      .setting(.mapDatum, .ascii("TOKYO"))
    var big = RawTIFF.photo()
    big.isBigTIFF = true
    var other = RawTIFF.photo()
    other.isBigEndian = true
    // Two blocks of one length, each in its own order.
    var make = RawTIFF([[.init(tag: 0x0112, value: .short([6]))]]).bytes
    var place = RawTIFF([RawTIFF.gps])
    place.isBigEndian = true
    make += [UInt8](repeating: 0, count: place.bytes.count - make.count)
    return [make + place.bytes] + ByteOrder.both.map { full.ordered($0).bytes } + [
      TIFFBuilder.santiago.bytes, full.reversed("gps").movedToFront("gps").bytes, RawTIFF.photo().bytes,
      big.bytes, other.bytes,
    ]
  }
}
