/// Files of boxes (ISO/IEC 14496-12): which format, by the brands in the first box.
enum ISOMediaFile {
  /// The format, where the first bytes are of this kind.
  static func format(of reader: ByteReader) throws(ContainerError) -> PhotoFormat? { nil }
}
