/// How many photos are read at the same time: `--jobs 8`.
struct JobCount: OptionReadable, Equatable {
  let number: Int

  init(option: ArgumentText) throws {
    number = try Count.read(option, in: 1...1024, "a number of photos")
  }
}
