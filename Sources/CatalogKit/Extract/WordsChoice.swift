/// Which tags, title, description and rating a photo has, of all that it and the files beside it say.
///
/// A sidecar comes first: a person wrote it. In the photo XMP comes before IPTC, and that before Exif (Metadata Working Group,
/// "Guidelines for Handling Image Metadata" 2.0, 3.2).
struct WordsChoice {
  private var sidecar: PhotoWords?
  private var xmp: [PhotoWords] = []
  private var iptc: [PhotoWords] = []
  private var exif: [PhotoWords] = []
  private var others: [PhotoWords] = []

  /// Where words come from.
  enum Source {
    case sidecar, xmp, iptc, exif
    /// Takeout's people, and what a video says outside of Exif and XMP.
    case other
  }

  mutating func add(_ words: PhotoWords, from source: Source) {
    // Nearly every source of nearly every photo says nothing.
    guard !words.isEmpty else { return }
    switch source {
    case .sidecar: sidecar = words
    case .xmp: xmp.append(words)
    case .iptc: iptc.append(words)
    case .exif: exif.append(words)
    case .other: others.append(words)
    }
  }

  /// Whether the sidecar says all tags that there are.
  var hasAllTags: Bool { sidecar?.listsTags ?? false }

  private var isEmpty: Bool {
    sidecar == nil && xmp.isEmpty && iptc.isEmpty && exif.isEmpty && others.isEmpty
  }

  /// Decides, and writes it into the photo, whose make and model are known.
  func fill(_ photo: inout Photo) {
    guard !isEmpty else { return }
    let all = (sidecar.map { [$0] } ?? []) + xmp + iptc + exif + others
    var tags = TagCollection()
    if let sidecar, sidecar.listsTags {
      tags = sidecar.tags
    } else {
      for source in all { tags.add(source.tags) }
    }
    photo.tags = tags.joined
    photo.title = all.lazy.compactMap(\.title).first
    photo.description = all.lazy.compactMap(\.description).first { !CameraFiller.matches($0, of: photo) }
    photo.rating = rating(all)
  }

  /// The first rating. That a photo is unrated is only taken from a sidecar: cameras and programs write it unasked.
  private func rating(_ all: [PhotoWords]) -> Int? {
    if let rating = sidecar?.rating { return rating == 0 ? nil : rating }
    return all.lazy.compactMap(\.rating).first { $0 != 0 }
  }

  /// The first thing that was left out, for people.
  var problem: String? {
    (xmp + iptc + exif + others).lazy.compactMap(\.problem).first ?? sidecar?.problem
  }
}
