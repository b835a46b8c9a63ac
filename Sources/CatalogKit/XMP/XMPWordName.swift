/// The properties of XMP that hold words, and the fields of their structures.
enum XMPWordName {
  // Dublin Core, IPTC Extension, Lightroom, digiKam
  case subject, title, description, personInImage, hierarchicalSubject, tagsList
  // Regions of a picture: Metadata Working Group, "Guidelines for Handling Image Metadata" 2.0, 5.9, and Windows Live Photo Gallery's
  case regions, regionList, regionName, regionType
  case microsoftRegions, microsoftRegionList, personDisplayName
  // Hierarchies of the same guidelines, 5.8
  case keywords, keywordList, keyword, applied

  init?(_ name: XMLName) {
    guard let found = Self.names[name] else { return nil }
    self = found
  }

  private static let names = XMLNameTable<XMPWordName>([
    (dublinCore + "subject", .subject), (dublinCore + "title", .title),
    (dublinCore + "description", .description),
    ("http://iptc.org/std/Iptc4xmpExt/2008-02-29/\nPersonInImage", .personInImage),
    ("http://ns.adobe.com/lightroom/1.0/\nhierarchicalSubject", .hierarchicalSubject),
    ("http://www.digikam.org/ns/1.0/\nTagsList", .tagsList),
    (area + "Regions", .regions), (area + "RegionList", .regionList), (area + "Name", .regionName),
    (area + "Type", .regionType),
    ("http://ns.microsoft.com/photo/1.2/\nRegionInfo", .microsoftRegions),
    ("http://ns.microsoft.com/photo/1.2/t/RegionInfo#\nRegions", .microsoftRegionList),
    ("http://ns.microsoft.com/photo/1.2/t/Region#\nPersonDisplayName", .personDisplayName),
    (hierarchy + "Keywords", .keywords), (hierarchy + "Hierarchy", .keywordList),
    (hierarchy + "Children", .keywordList), (hierarchy + "Keyword", .keyword),
    (hierarchy + "Applied", .applied),
  ])

  private static let dublinCore = "http://purl.org/dc/elements/1.1/\n"
  private static let area = "http://www.metadataworkinggroup.com/schemas/regions/\n"
  private static let hierarchy = "http://www.metadataworkinggroup.com/schemas/keywords/\n"
}
