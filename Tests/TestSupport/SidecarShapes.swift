@testable import CatalogKit

/// Sidecars as programs write them, each with a tag, and with what a careless writer would lose.
struct SidecarShape: CustomStringConvertible, Sendable {
  let name: String
  let text: String

  var description: String { name }

  /// The tags that it has.
  static let tags = ["old", "cats/Miso"]

  static let all = [darktable, digiKam, lightroom, photoMechanic, apple, exifTool]

  private static func packet(_ body: String, head: String = #"<?xml version="1.0" encoding="UTF-8"?>"#)
    -> String
  {
    head + "\n" + #"<x:xmpmeta xmlns:x="adobe:ns:meta/">"# + "\n" + body + "\n</x:xmpmeta>\n"
  }

  /// Attributes, several lists, a history with items that are empty tags, and a comment.
  static let darktable = SidecarShape(
    name: "darktable",
    text: packet(
      #"""
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <!-- edited by hand, twice -->
        <rdf:Description rdf:about=""
          xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
          xmlns:darktable="http://darktable.sf.net/"
         xmp:Rating="1"
         darktable:xmp_version="5"
         darktable:raw_params="0">
         <dc:subject>
          <rdf:Seq>
           <rdf:li>Miso</rdf:li>
           <rdf:li>darktable|format|jpg</rdf:li>
           <rdf:li>old</rdf:li>
          </rdf:Seq>
         </dc:subject>
         <lr:hierarchicalSubject>
          <rdf:Seq>
           <rdf:li>cats|Miso</rdf:li>
           <rdf:li>darktable|format|jpg</rdf:li>
          </rdf:Seq>
         </lr:hierarchicalSubject>
         <darktable:history>
          <rdf:Seq>
           <rdf:li darktable:num="0" darktable:operation="exposure" darktable:params="00&amp;00"/>
          </rdf:Seq>
         </darktable:history>
        </rdf:Description>
       </rdf:RDF>
      """#
    )
  )

  static let digiKam = SidecarShape(
    name: "digiKam",
    text: packet(
      #"""
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about='' xmlns:digiKam='http://www.digikam.org/ns/1.0/'
          xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:tiff='http://ns.adobe.com/tiff/1.0/' tiff:Software='digiKam &gt; 7'>
         <digiKam:TagsList><rdf:Seq><rdf:li>cats/Miso</rdf:li><rdf:li>old</rdf:li></rdf:Seq></digiKam:TagsList>
         <dc:subject><rdf:Bag><rdf:li>Miso</rdf:li><rdf:li>old</rdf:li></rdf:Bag></dc:subject>
         <dc:title><rdf:Alt><rdf:li xml:lang='x-default'>A title</rdf:li><rdf:li xml:lang='ko'>고양이</rdf:li></rdf:Alt></dc:title>
        </rdf:Description>
       </rdf:RDF>
      """#
    )
  )

  /// Several descriptions, Windows' line ends, ancestors as words, padding.
  static let lightroom = SidecarShape(
    name: "Lightroom",
    text: (packet(
      #"""
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Lightroom" xmp:Rating="3"/>
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/">
         <dc:subject>
          <rdf:Bag>
           <rdf:li>cats</rdf:li>
           <rdf:li>Miso</rdf:li>
           <rdf:li>old</rdf:li>
          </rdf:Bag>
         </dc:subject>
         <lr:hierarchicalSubject>
          <rdf:Bag>
           <rdf:li>cats</rdf:li>
           <rdf:li>cats|Miso</rdf:li>
          </rdf:Bag>
         </lr:hierarchicalSubject>
        </rdf:Description>
       </rdf:RDF>
      """#,
      head: #"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>"#
    ) + String(repeating: " ", count: 2000) + "\n<?xpacket end=\"w\"?>").replacingLineEnds()
  )

  /// All on one line, and another prefix for RDF.
  static let photoMechanic = SidecarShape(
    name: "Photo Mechanic",
    text:
      #"<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="" "#
      + #"xmlns:pm="http://ns.camerabits.com/photomechanic/1.0/" pm:ColorClass='2'><subject xmlns="http://purl.org/dc/elements/1.1/">"#
      + #"<r:Bag><r:li>old</r:li><r:li><![CDATA[Miso]]></r:li></r:Bag></subject><l:hierarchicalSubject "#
      + #"xmlns:l="http://ns.adobe.com/lightroom/1.0/"><r:Bag><r:li>cats|Miso</r:li></r:Bag></l:hierarchicalSubject></r:Description></r:RDF></x:xmpmeta>"#
  )

  /// Attributes alone, in a description that is one tag, and the tags in one of their own.
  static let apple = SidecarShape(
    name: "Apple",
    text: packet(
      #"""
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="37,33.98N" exif:GPSLongitude="126,58.68E" exif:GPSAltitude="12/1" exif:GPSAltitudeRef="0" />
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:digiKam="http://www.digikam.org/ns/1.0/">
               <dc:subject><rdf:Seq><rdf:li>old</rdf:li><rdf:li>Miso</rdf:li></rdf:Seq></dc:subject>
               <digiKam:TagsList><rdf:Seq><rdf:li>cats/Miso</rdf:li></rdf:Seq></digiKam:TagsList>
            </rdf:Description>
         </rdf:RDF>
      """#,
      head: #"<?xml version='1.0'?>"#
    )
  )

  /// A description a namespace, each value an element.
  static let exifTool = SidecarShape(
    name: "ExifTool",
    text: packet(
      #"""
      <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>

       <rdf:Description rdf:about=''
        xmlns:exif='http://ns.adobe.com/exif/1.0/'>
        <exif:GPSLatitude>37,33.98N</exif:GPSLatitude>
        <exif:GPSLongitude>126,58.68E</exif:GPSLongitude>
        <exif:GPSMapDatum>TOKYO</exif:GPSMapDatum>
       </rdf:Description>

       <rdf:Description rdf:about=''
        xmlns:dc='http://purl.org/dc/elements/1.1/'>
        <dc:subject>
         <rdf:Bag>
          <rdf:li>old</rdf:li>
          <rdf:li>Miso</rdf:li>
         </rdf:Bag>
        </dc:subject>
       </rdf:Description>

       <rdf:Description rdf:about=''
        xmlns:lr='http://ns.adobe.com/lightroom/1.0/'>
        <lr:hierarchicalSubject>
         <rdf:Bag>
          <rdf:li>cats|Miso</rdf:li>
         </rdf:Bag>
        </lr:hierarchicalSubject>
       </rdf:Description>
      </rdf:RDF>
      """#,
      head: "<?xpacket begin='\u{FEFF}' id='W5M0MpCehiHzreSzNTczkc9d'?>"
    ) + "<?xpacket end='w'?>"
  )

  /// The sidecar's bytes in each encoding that is written.
  var encodings: [[UInt8]] {
    let declared = { (name: String) in text.replacing("encoding=\"UTF-8\"", with: "encoding=\"\(name)\"") }
    var all = [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8)]
    let wide = Array(declared("UTF-16").utf16)
    all.append(
      [0xFF, 0xFE] + wide.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    )
    all.append(
      [0xFE, 0xFF] + wide.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    )
    if text.hasPrefix("<?xml version=\"1.0\" enc"), text.unicodeScalars.allSatisfy({ $0.value < 0x100 }) {
      all.append(declared("ISO-8859-1").unicodeScalars.map { UInt8($0.value) })
    }
    return all
  }
}

extension String {
  fileprivate func replacingLineEnds() -> String { replacing("\n", with: "\r\n") }
}
