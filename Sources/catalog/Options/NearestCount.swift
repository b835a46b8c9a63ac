/// How many of the nearest photos: `--nearest 5`.
struct NearestCount: OptionReadable, Equatable {
  let number: Int

  init(option: ArgumentText) throws {
    number = try Count.read(option, in: 1...Int.max, "a number of photos")
  }
}
