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
      <p data-keeper="\(Self.escaped(keeper ?? ""))">\(keeper.map { "Kept by \(Self.escaped($0))." } ?? "Only those who were invited see the photos.")</p>
      <p id="session" hidden></p>
      <p><a href="/privacy">What this server keeps</a></p>
      """
    )
  }

  /// A page of forms or lists, which the server's script fills.
  var form: String {
    document(
      "<noscript><p>This page needs JavaScript.</p></noscript>\n<p><a href=\"/privacy\">What this server keeps</a></p>"
    )
  }

  /// What whoever shared photos sees where the page's service worker did not take them, as after a browser has forgotten it.
  var notShared: String {
    document(
      """
      <p lang="ko">사진이 보내지지 않았고, 아무것도 저장되지 않았습니다. <a href="/add">사진 추가</a>를 한 번 연 다음 다시 공유하거나, 거기서 사진을 고르세요.</p>
      <p>The photos were not sent, and nothing was kept. Open <a href="/add">Add photos</a> once and share them again, or choose them there.</p>
      """
    )
  }

  /// What is seen until the index is read.
  var starting: String { document("<p>The photos are not ready yet. Try again in a few seconds.</p>") }

  /// What the server keeps, of whom, and who sees it.
  var privacy: String { document(PrivacyText(keeper: keeper, policy: policy, cell: cell).html) }

  private func document(_ body: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <link rel="icon" href="/icon.svg">
    <link rel="manifest" href="/manifest.webmanifest">
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
