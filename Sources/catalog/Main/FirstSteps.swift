/// What the bare program says to somebody who does not know it yet.
enum FirstSteps {
  static let commands = """
    First steps:
      catalog scan ./photos            read where photos were taken
      catalog near Seoul               list those taken around there, nearest first
      catalog export html -o map.html  make a map of them, for any browser
    """

  static let text = """
    catalog finds photos by where they were taken.

    \(commands)

    catalog help lists all commands.
    """
}
