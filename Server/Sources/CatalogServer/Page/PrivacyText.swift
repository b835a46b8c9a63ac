/// What `/privacy` says, in English and Korean: what is kept, of whom, where, how long, who sees it, and what everybody can do about it. Whoever comes in
/// agrees to it.
struct PrivacyText: Sendable {
  let keeper: String?
  let policy: VisitorPolicy
  /// The size of the grid's cells, as the settings say it.
  let cell: String

  /// The body of the page.
  var html: String {
    """
    <p><a href="#ko" lang="ko">한국어</a> · <a href="#en">English</a></p>
    \(section("en", english))
    \(section("ko", korean))
    <p><a href="/">←</a></p>
    """
  }

  private func section(_ language: String, _ parts: [(title: String, texts: [String])]) -> String {
    let text = parts.map { part in
      "<h2>\(PageTexts.escaped(part.title))</h2>\n"
        + part.texts.map { "<p>\(PageTexts.escaped($0))</p>" }.joined(separator: "\n")
    }
    return "<section id=\"\(language)\" lang=\"\(language)\">\n\(text.joined(separator: "\n"))\n</section>"
  }

  private var english: [(title: String, texts: [String])] {
    [
      (
        "Who keeps this",
        [keeper.map { "\($0)." } ?? "Whoever invited you. The keeper has not written down a name."]
      ),
      (
        "What is kept of you",
        [
          "Your name as you chose it, and a hash of your password, from which nobody can read it. When you agreed to this page, and whether a parent did. When you came in and were last here. "
            + "No e-mail address, no telephone number.",
          "Where you are signed in: what kind of browser on what kind of device, since when, and when last. A session ends 30 days after its last use.",
          "Your photos with what they say of themselves: where, when and with what they were taken. The names, titles, stars and places that you give, and a record of what you changed and when.",
        ]
      ),
      (
        "Where, and how long",
        [
          "On the keeper's own computer, in files that only its owner reads. No other computer is asked for anything, and nothing is passed on.",
          "As long as you have an account. What is removed lies in the trash for 30 days, and so does what a change replaced. An unanswered request to come in is forgotten after 30 days.",
          "The server's log says what kind of address was asked for and when, and never who asked, from where, or for which photo. To slow down whoever guesses passwords, addresses from which they come are "
            + "held in memory and nowhere else. A proxy in front of the server may write a log of its own: ask the keeper, who should keep it no longer than 30 days.",
        ]
      ),
      (
        "Who sees what",
        [
          visitors, members,
          "Guests see what visitors see, and who found a cat first. Whoever uploaded a photo sees it exactly. The keeper sees everything.",
          remains,
        ]
      ),
      (
        "What you can do",
        [
          "Take all of it with you: on your own page, as one ZIP file. Hide a photo that shows a person or a door, or report it. Remove your account yourself; you are asked whether your photos stay, without "
            + "your name, or go into the trash.",
          "Whoever is under 14 asks a parent, who agrees too.",
        ]
      ),
      (
        "Cookies",
        [
          "None for visitors. Whoever signs in gets one with a random number for 30 days, and one by which the browser is known for a year, so that nobody who guesses your password locks you out."
        ]
      ),
    ]
  }

  private var visitors: String {
    policy.publicLevel == .coarse
      ? "Everybody who opens this page sees photos in cells of \(cell), with the day on which they were taken and the names of animals. What is new is shown once a day, so that nobody can tell when somebody was out."
      : "Nobody sees a photo, a place or a name without being invited."
  }

  private var members: String {
    policy.members == .exact
      ? "Those who were invited as members see exact places and times, and the files themselves."
      : "Members see photos in cells of \(cell) and with the day."
  }

  private var remains: String {
    "What a picture shows cannot be hidden, and neither can it be hidden that a photo lies on one side of the edge between two cells."
  }

  private var korean: [(title: String, texts: [String])] {
    [
      ("누가 보관하나요", [keeper.map { "\($0)." } ?? "당신을 초대한 사람입니다. 관리자가 이름을 적어 두지 않았습니다."]),
      (
        "당신에 대해 보관하는 것",
        [
          "당신이 고른 이름과 비밀번호의 해시(비밀번호를 읽어낼 수 없습니다). 이 안내에 동의한 때와 보호자가 동의했는지. 가입한 때와 마지막으로 온 때. 이메일 주소와 전화번호는 보관하지 않습니다.",
          "어디에서 로그인했는지: 어떤 기기의 어떤 브라우저인지, 언제부터인지, 마지막이 언제인지. 마지막 사용 후 30일이 지나면 로그인이 끝납니다.",
          "당신의 사진과 사진에 담긴 정보: 찍은 곳, 찍은 때, 찍은 기기. 당신이 붙인 이름, 제목, 별점, 위치, 그리고 무엇을 언제 바꾸었는지의 기록.",
        ]
      ),
      (
        "어디에, 얼마나 오래",
        [
          "관리자의 컴퓨터에, 그 주인만 읽을 수 있는 파일로 보관합니다. 다른 컴퓨터에 아무것도 묻지 않고, 아무것도 넘기지 않습니다.",
          "계정이 있는 동안 보관합니다. 지운 것과 바뀌기 전의 것은 30일 동안 휴지통에 남습니다. 답이 없는 가입 요청은 30일 뒤에 잊습니다.",
          "서버의 기록에는 어떤 종류의 주소를 언제 요청했는지만 남고, 누가 어디에서 어느 사진을 보았는지는 남지 않습니다. 비밀번호를 마구 넣어 보는 것을 늦추려고 그 주소를 메모리에만 잠시 둡니다. "
            + "서버 앞에 둔 프록시는 따로 기록을 남길 수 있으니 관리자에게 물어보세요. 그 기록은 30일 넘게 두지 않아야 합니다.",
        ]
      ),
      (
        "누가 무엇을 보나요",
        [
          policy.publicLevel == .coarse
            ? "이 페이지를 여는 누구나 사진을 \(cell) 칸 단위의 위치, 찍은 날짜, 동물의 이름과 함께 봅니다. 새 사진은 하루에 한 번 모아서 보여 주므로 누가 언제 밖에 있었는지 알 수 없습니다."
            : "초대받지 않은 사람은 사진도 위치도 이름도 볼 수 없습니다.",
          policy.members == .exact
            ? "회원으로 초대받은 사람은 정확한 위치와 시각, 사진 파일을 봅니다." : "회원은 사진을 \(cell) 칸 단위의 위치와 날짜로 봅니다.",
          "손님은 방문자가 보는 것과, 고양이를 처음 찾은 사람을 봅니다. 사진을 올린 사람은 자기 사진을 정확히 봅니다. 관리자는 모든 것을 봅니다.",
          "사진에 찍힌 것은 감출 수 없습니다. 사진이 두 칸의 경계 어느 쪽에 있는지도 감출 수 없습니다.",
        ]
      ),
      (
        "할 수 있는 일",
        [
          "자기 페이지에서 모든 것을 ZIP 파일 하나로 받을 수 있습니다. 사람이나 문이 찍힌 사진은 숨기거나 신고할 수 있습니다. 계정은 스스로 지울 수 있고, 사진을 이름 없이 남길지 휴지통에 넣을지 묻습니다.",
          "14세 미만이면 보호자도 함께 동의해야 합니다.",
        ]
      ),
      (
        "쿠키",
        [
          "방문자에게는 없습니다. 로그인하면 무작위 번호가 든 쿠키가 30일, 브라우저를 알아보는 쿠키가 1년 남습니다. 뒤의 것은 남이 비밀번호를 마구 넣어 보아도 당신이 잠기지 않게 합니다."
        ]
      ),
    ]
  }
}
