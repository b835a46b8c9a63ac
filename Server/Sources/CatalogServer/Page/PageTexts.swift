/// Pages that are text: what visitors see where nothing is public, and what is kept of whom.
struct PageTexts: Sendable {
  private let title: String
  private let keeper: String?
  private let policy: VisitorPolicy
  private let cell: String

  /// - Parameter settings: All settings.
  init(_ settings: ServerSettings) {
    title = settings.title
    keeper = settings.keeper
    policy = VisitorPolicy(publicLevel: settings.publicLevel, members: settings.members)
    cell = settings.values.text("coarse_cell") ?? "1km"
  }

  /// What visitors see where nothing is public.
  var welcome: String {
    document(
      """
      <p>\(keeper.map { "Kept by \(Self.escaped($0))." } ?? "Only those who were invited see the photos.")</p>
      <p id="session" hidden></p>
      <p><a href="/privacy">What this server keeps</a></p>
      """
    )
  }

  /// What is seen until the index is read.
  var starting: String { document("<p>The photos are not ready yet. Try again in a few seconds.</p>") }

  /// What the server keeps, of whom, and who sees it.
  var privacy: String {
    let visitors =
      policy.publicLevel == .coarse
      ? """
      Everybody who opens this page sees photos in cells of \(Self.escaped(cell)), with the day on which they were taken and the names of animals. What is new is shown \
      once a day, so that nobody can tell when somebody was out.
      """
      : "Nobody sees a photo, a place or a name without being invited."
    return document(
      """
      <h2>Photos</h2>
      <p>\(visitors)</p>
      <p>\(policy.members == .exact ? "Those who were invited as members see exact places and times, and the files themselves." : "Members see no more than that.")</p>
      <p>What a picture shows cannot be hidden, and neither can it be hidden that a photo lies on one side of the edge between two cells.</p>
      <h2>Visitors</h2>
      <p>The server notes in its log when which kind of address was asked for, and nothing of who asked or of which photo. Without signing in it sets no cookie. Whoever signs in gets one that holds \
      a random number for 30 days. No other computer is asked for anything.</p>
      <p><a href="/">Back</a></p>
      """
    )
  }

  private func document(_ body: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/serve.css">
    <title>\(Self.escaped(title))</title>
    </head>
    <body class="text">
    <main>
    <h1>\(Self.escaped(title))</h1>
    \(body)
    </main>
    <script src="/serve.js" defer></script>
    </body>
    </html>

    """
  }

  /// Text as markup that shows it.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }
}
