/// At most how many photos: `--limit 20`; `0` is all.
struct PhotoLimit: OptionReadable, Equatable {
  /// `nil` is all.
  let most: Int?

  init(option: ArgumentText) throws {
    let number = try Count.read(option, in: 0...Int.max, "a number of photos (0 means all)")
    most = number == 0 ? nil : number
  }
}
