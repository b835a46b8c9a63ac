import CatalogKit

/// The photos as the page's script reads them: a JSON array a photo, its values in a fixed order, `null` where there is
/// none, left out at the end. `Page/photos.js` names them in the same order.
struct PhotoRows {
  private var folders = TextTable()
  private var cameras = TextTable()

  /// Appends one photo.
  ///
  /// - Throws: ``JSONError`` where a value in the photo's line is not as it should be.
  mutating func append(_ found: FoundPhoto, to json: inout [UInt8]) throws(JSONError) {
    let photo = try found.photo(Self.fields)
    let name = photo.path.lastComponent
    let folder = photo.path.bytes.dropLast(name.bytes.count)
    json.append(UInt8(ascii: "["))
    folders.append(String(decoding: folder, as: UTF8.self), to: &json)
    json.append(UInt8(ascii: ","))
    JSONText.append(name.lossyText.utf8, to: &json)
    var end = json.count
    let position = photo.position
    // A tenth of a metre in the last digit.
    number(position?.coordinate.latitude, 6, &json, &end)
    number(position?.coordinate.longitude, 6, &json, &end)
    text(photo.taken?.description, &json, &end)
    value(&json, &end, Self.camera(photo)) { cameras.append($0, to: &$1) }
    number(position?.altitude, 0, &json, &end)
    number(photo.heading?.degrees, 0, &json, &end)
    number(position?.accuracy, 1, &json, &end)
    number(found.uncertainty, 0, &json, &end)
    number(Self.kind(photo.format), 0, &json, &end)
    text(photo.problem?.reason, &json, &end)
    text(photo.path.utf8Text == nil ? PhotoLinks.percentEncoded(photo.path) : nil, &json, &end)
    // The time is that of the file's last change.
    number(photo.taken != nil && photo.takenSource == .modified ? 1 : nil, 0, &json, &end)
    json.removeLast(json.count - end)
    json.append(UInt8(ascii: "]"))
  }

  private static let fields: PhotoFieldSet = [
    .path, .pathBytes, .latitude, .altitude, .accuracy, .taken, .make, .model, .heading, .format, .problem,
  ]

  /// Make and model, where the model does not begin with the make anyway.
  private static func camera(_ photo: Photo) -> String? {
    guard let make = photo.make, let model = photo.model else { return photo.model ?? photo.make }
    return model.lowercased().hasPrefix(make.lowercased()) ? model : "\(make) \(model)"
  }

  /// 1 for what no browser shows, 2 for videos, `nil` for pictures that some or all browsers show.
  private static func kind(_ format: PhotoFormat?) -> Double? {
    switch format {
    case .jpeg, .heic, .heif, .avif, .png, .webp, .tiff, .jpegXL, nil: nil
    case .video: 2
    default: 1
    }
  }

  private func number(_ number: Double?, _ decimals: Int, _ json: inout [UInt8], _ end: inout Int) {
    value(&json, &end, number) { FixedPoint.append($0, decimals: decimals, to: &$1) }
  }

  private func text(_ text: String?, _ json: inout [UInt8], _ end: inout Int) {
    value(&json, &end, text) { JSONText.append($0.utf8, to: &$1) }
  }

  /// Appends a value or `null`, and moves the row's end after it unless it is `null`.
  private func value<V>(
    _ json: inout [UInt8],
    _ end: inout Int,
    _ value: V?,
    _ append: (V, inout [UInt8]) -> Void
  ) {
    json.append(UInt8(ascii: ","))
    guard let value else {
      json += Self.null
      return
    }
    append(value, &json)
    end = json.count
  }

  private static let null = Array("null".utf8)
}
