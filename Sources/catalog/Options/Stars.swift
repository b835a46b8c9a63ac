/// Stars that are given.
struct Stars: OptionReadable, Equatable {
  let number: Int

  init(option: ArgumentText) throws {
    number = try Count.read(option, in: -1...5, "a number of stars (-1 rejects)")
  }
}
