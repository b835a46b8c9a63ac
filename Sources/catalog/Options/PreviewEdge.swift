/// The longer side of pictures that are copied: `--preview 2048`.
struct PreviewEdge: OptionReadable, Equatable {
  let pixels: Int

  init(option: ArgumentText) throws {
    pixels = try Count.read(option, in: 16...4096, "a number of pixels")
  }
}
