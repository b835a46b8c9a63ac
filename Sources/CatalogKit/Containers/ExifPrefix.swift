extension ByteReader {
  /// This piece without the `Exif\0\0` that some writers carry over from JPEG's APP1 into other containers.
  var withoutExifPrefix: ByteReader {
    let prefix = Array("Exif\0\0".utf8)
    guard (try? starts(with: prefix, at: 0)) == true else { return self }
    return slice(prefix.count..<count)
  }
}

extension MetadataBlock {
  /// No Exif block and no XMP packet of a photo is larger; one that is would not be read to its end.
  static let blockLimit = 1 << 20

  /// A piece of a block or packet that is in the file as it is; one of forbidden size is named and not read.
  ///
  /// - Parameters:
  ///   - block: The bytes in the file.
  ///   - name: What they are, for people.
  ///   - piece: Makes the piece.
  /// - Returns: The piece, or the reason why there is none.
  static func whole(_ block: ByteReader, _ name: String, _ piece: (ByteReader) -> MetadataBlock)
    -> MetadataBlock
  {
    guard block.count <= blockLimit else {
      return .unreadable(ContainerError.tooMany("bytes in one \(name)", limit: blockLimit).description)
    }
    return piece(block)
  }
}
