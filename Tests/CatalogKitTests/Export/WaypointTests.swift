import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("GPXExporter and KMLExporter")
struct WaypointTests {
  private func full() throws -> FoundPhoto {
    var photo = FoundPhoto(try HostilePhotos.fullPhoto())
    photo.distance = 40.2
    photo.bearing = 208
    return photo
  }

  @Test("a waypoint has its elements in the order of GPX's schema")
  func gpx() throws {
    #expect(
      try GPXExporter().text([full()])
        == """
        <?xml version="1.0" encoding="UTF-8"?>
        <gpx version="1.1" creator="catalog" xmlns="http://www.topografix.com/GPX/1/1">
          <wpt lat="-33.858612345" lon="151.214">
            <ele>-38.25</ele>
            <time>2016-09-28T21:48:05Z</time>
            <name>IMG 1.jpg</name>
            <desc>taken 2016-09-28T18:18:05-03:30, Apple iPhone 13 mini, 40.2 m at 208°</desc>
            <link href="photos/miso/IMG%201.jpg"/>
          </wpt>
        </gpx>

        """
    )
  }

  @Test("a placemark has its elements in the order of KML's schema, and all that is known as data")
  func kml() throws {
    let text = try KMLExporter().text([full()])
    #expect(
      text.hasPrefix(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <kml xmlns="http://www.opengis.net/kml/2.2">
        <Document>
          <name>Photos</name>
          <Placemark>
            <name>IMG 1.jpg</name>
            <TimeStamp><when>2016-09-28T21:48:05Z</when></TimeStamp>
            <ExtendedData>
              <Data name="distance"><value>40.2</value></Data>
              <Data name="bearing"><value>208</value></Data>
              <Data name="path"><value>photos/miso/IMG 1.jpg</value></Data>

        """
      )
    )
    #expect(
      text.hasSuffix(
        """
            </ExtendedData>
            <Point><altitudeMode>absolute</altitudeMode><coordinates>151.214,-33.858612345,-38.25</coordinates></Point>
          </Placemark>
        </Document>
        </kml>

        """
      )
    )
  }

  @Test("a time is given in UTC only where it is known: by the offset, else by the GPS time")
  func times() throws {
    let full = try full()
    var photo = try full.photo()
    photo.taken = photo.taken?.with(offset: nil)
    #expect(
      try GPXExporter().text([FoundPhoto(photo)]).contains("<time>2016-09-28T21:31:25Z</time>") == false
    )
    #expect(try GPXExporter().text([FoundPhoto(photo)]).contains("<time>2016-09-28T18:18:05Z</time>"))
    photo.gpsTime = nil
    #expect(try !GPXExporter().text([FoundPhoto(photo)]).contains("<time>"))
    #expect(try KMLExporter().text([FoundPhoto(photo)]).contains("<when>2016-09-28</when>"))
    photo.taken = nil
    #expect(try !KMLExporter().text([FoundPhoto(photo)]).contains("<when>"))
  }

  @Test(
    "only what is known of a time is written",
    arguments: [
      ("1987", nil, "1987"), ("1987-06", nil, "1987-06"), ("1987-06-15", nil, "1987-06-15"),
      // Both schemas want seconds beside a time.
      ("1987-06-15T14:30+09:00", nil, "1987-06-15"), ("1987-06-15T14:30:05", nil, "1987-06-15"),
      ("1987-06-15T00:30:05.75+09:00", "1987-06-14T15:30:05Z", "1987-06-14T15:30:05Z"),
    ] as [(String, String?, String)]
  )
  func partialTimes(_ text: String, _ gpx: String?, _ kml: String) throws {
    var photo = try full().photo()
    photo.gpsTime = nil
    photo.taken = LenientDateText.read(text.utf8, offsetSource: .exif)
    let waypoint = try GPXExporter().text([FoundPhoto(photo)])
    #expect(waypoint.contains("<time>") == (gpx != nil))
    if let gpx { #expect(waypoint.contains("<time>\(gpx)</time>")) }
    #expect(waypoint.contains("<desc>taken \(text), "))
    #expect(try KMLExporter().text([FoundPhoto(photo)]).contains("<when>\(kml)</when>"))
    photo.takenSource = .modified
    let changed = try GPXExporter().text([FoundPhoto(photo)])
    #expect(!changed.contains("<time>"))
    #expect(changed.contains("<desc>file changed \(text), "))
    #expect(try !KMLExporter().text([FoundPhoto(photo)]).contains("<when>"))
  }

  @Test("photos without a position are left out and counted")
  func leftOut() throws {
    let photos = try SyntheticIndex.small().map { FoundPhoto($0) }
    let memory = MemorySink()
    var gpx = GPXExporter()
    var kml = KMLExporter()
    for photo in photos {
      try gpx.add(photo, to: memory)
      try kml.add(photo, to: memory)
    }
    #expect(gpx.leftOut == 2)
    #expect(kml.leftOut == 2)
    #expect(memory.text.split(separator: "<wpt ").count - 1 == 3)
    #expect(memory.text.split(separator: "<Placemark>").count - 1 == 3)
  }

  @Test(
    "a place on the date line is written as GPX's schema has it; without an altitude a placemark lies on the ground"
  )
  func edges() throws {
    let photo = FoundPhoto(try SyntheticIndex.photo("a.jpg", 1, 180))
    #expect(try GPXExporter().text([photo]).contains(#"lat="1" lon="-180""#))
    #expect(
      try KMLExporter().text([photo]).contains("clampToGround</altitudeMode><coordinates>180,1</coordinates>")
    )
  }
}
