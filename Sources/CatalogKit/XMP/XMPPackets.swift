/// The XMP packets of one photo, and what did not fit into them.
struct XMPPackets {
  private var packets: [ByteReader] = []
  private var extensions: [(guid: [UInt8], packet: ByteReader)] = []

  /// Writers leave one, careless ones a second.
  private static let packetLimit = 16

  /// Takes a packet; beyond the limit it is counted only.
  mutating func add(_ packet: ByteReader) {
    if packets.count <= Self.packetLimit { packets.append(packet) }
  }

  /// Takes a packet that belongs to the one which names it.
  mutating func add(extendedXMP packet: ByteReader, guid: [UInt8]) { extensions.append((guid, packet)) }

  /// Reads them.
  ///
  /// - Returns: What each says, in the order of the file, the rest of a packet after all of them; and why one of them says nothing.
  func read() -> (found: [PhotoMetadata], problem: String?) {
    var found: [PhotoMetadata] = []
    var problem: String?
    var named: [[UInt8]] = []
    func read(_ packet: ByteReader) {
      do throws(ContainerError) {
        let properties = try XMPPacket.properties(packet)
        if let guid = properties.text(.hasExtendedXMP) { named.append(guid) }
        found.append(PhotoMetadata(properties, source: .xmp))
      } catch {
        problem = problem ?? "XMP packet: \(error)"
      }
    }
    for packet in packets.prefix(Self.packetLimit) { read(packet) }
    // A rest that another packet names than those that are here is that of a picture which is no longer in the file.
    let names = named
    for rest in extensions where names.isEmpty || names.contains(rest.guid) { read(rest.packet) }
    if packets.count > Self.packetLimit {
      problem = problem ?? ContainerError.tooMany("XMP packets", limit: Self.packetLimit).description
    }
    return (found, problem)
  }
}
