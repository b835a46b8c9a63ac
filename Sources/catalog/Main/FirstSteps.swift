/// What the bare program says to somebody who does not know it yet.
enum FirstSteps {
  static let commands = """
    First steps:
      catalog scan ./photos            read where photos were taken
      catalog near 37.5665 126.9780    list those taken around here, nearest first
      catalog export html -o map.html  make a map of them, for any browser
    """

  static let text = """
    catalog finds photos by where they were taken.

    \(commands)

    catalog help lists all commands.
    """
}
