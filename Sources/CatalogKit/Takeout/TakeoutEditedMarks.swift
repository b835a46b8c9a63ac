/// What Google Photos puts at the end of an edited copy's name, in the language of its owner.
enum TakeoutEditedMarks {
  /// The original of an edited copy: `IMG.jpg` of `IMG-edited.jpg`, `IMG(1).jpg` of `IMG-edited(1).jpg`.
  ///
  /// - Parameter name: A photo's name.
  /// - Returns: The original's name, and whether only a part of the mark was left: then the copy may be another photo. `nil` where the
  ///   name has no mark.
  static func original(of name: [UInt8]) -> (name: [UInt8], isCut: Bool)? {
    let parts = FileNameParts(name)
    let (stem, counter) = TakeoutPhotoName.splitCounter(parts.stem) ?? (parts.stem, [])
    guard stem.contains(UInt8(ascii: "-")) else { return nil }
    let text = String(decoding: stem, as: UTF8.self)
    guard let hyphen = text.lastIndex(of: "-"), hyphen > text.startIndex else { return nil }
    let end = FoldedName(Array(text[hyphen...].utf8))
    let original = Array(text[..<hyphen].utf8) + counter + parts.suffix
    if marks.contains(end) { return (original, false) }
    // A name is cut to 51 characters with its extension, which has three or four, or two for a motion photo.
    let isLong = TakeoutText.length(stem) >= TakeoutNames.stemLimit
    return isLong && beginnings.contains(end) ? (original, true) : nil
  }

  private static let marks = Set(all.map { FoldedName(Array($0.utf8)) })

  /// All that may be left of a mark.
  private static let beginnings = Set(
    all.flatMap { mark in (1..<mark.count).map { FoldedName(Array(mark.prefix($0).utf8)) } }
  )

  /// As the lists of GooglePhotosTakeoutHelper, immich-go and other readers of exports have them. None has a second hyphen.
  private static let all = [
    "-edited", "-bearbeitet", "-modifié", "-modifie", "-editado", "-editada", "-ha editado", "-editat",
    "-modificato", "-bewerkt",
    "-edytowane", "-edytowany", "-redigerad", "-redigeret", "-redigert", "-muokattu", "-upraveno",
    "-upravené", "-düzenlendi",
    "-изменено", "-отредактировано", "-відредаговано", "-編集済み", "-编辑", "-已编辑", "-已修改", "-已編輯", "-수정됨", "-편집됨",
    "-تم التعديل", "-संपादित", "-đã chỉnh sửa", "-แก้ไขแล้ว", "-diedit",
    // What Google Photos makes of a photo by itself is named in English everywhere.
    "-effects", "-smile", "-mix", "-collage", "-animation", "-motion",
  ]
}
