import CatalogKit
import Foundation

/// `catalog-serve people …`: what the keeper does on the page, for somebody with a shell on the machine. The server may run meanwhile: it notices within a
/// second.
struct PeopleCommand: Sendable {
  static let help = """
    OVERVIEW: See who may see the photos, invite people, and remove them.

    USAGE: catalog people list [--format table|json]
           catalog people invite [--role keeper|member|guest]
           catalog people reset NAME
           catalog people role NAME keeper|member|guest
           catalog people remove NAME [--photos keep|trash]

    list      Who has an account, with role, photos, and when they were last here.
    invite    Print a link by which one person comes in, good once and for seven days (default: member).
    reset     Print a link by which somebody sets a new password, good once and for three days.
    role      Give somebody another role.
    remove    Remove somebody's account. --photos says what becomes of their photos, and has to be given where they have
              any: keep leaves them, without a name; trash puts them into the trash, where they can be put back for 30 days.

    The database is found as the server finds it: --config FILE, --index FILE, --state DIR, --host NAME as for catalog serve.
    """

  /// What is asked for.
  private enum Action {
    case list(asJSON: Bool)
    case invite(Role)
    case reset(String)
    case role(String, Role)
    case remove(String, PhotoFate?)
  }

  private let action: Action
  private let settings: ServerSettings

  /// - Parameters:
  ///   - arguments: What stands after `people`.
  ///   - folder: Where relative names begin.
  /// - Throws: ``PeopleError``, ``SettingsError``.
  init(_ arguments: [String], in folder: FilePathBytes) throws {
    var words: [String] = []
    var options: [String] = []
    var (role, format, fate) = (Role.member, "table", PhotoFate?.none)
    // --role=guest is --role guest.
    var rest = arguments.flatMap { argument -> [String] in
      guard ["--role=", "--format=", "--photos="].contains(where: argument.hasPrefix) else {
        return [argument]
      }
      return argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--role": role = try Self.role(rest.popFirst())
      case "--format":
        format = rest.popFirst() ?? ""
        guard ["table", "json"].contains(format) else { throw PeopleError.usage("--format is table or json") }
      case "--photos":
        fate = rest.popFirst().flatMap(PhotoFate.init)
        guard fate != nil else { throw PeopleError.usage("--photos is keep or trash") }
      case "--":
        words += rest
        rest = []
      case _ where argument.hasPrefix("--"):
        options.append(argument)
        if !argument.contains("="), let value = rest.popFirst() { options.append(value) }
      default: words.append(argument)
      }
    }
    action = try Self.action(words, role, asJSON: format == "json", fate)
    if case .remove = action {} else if fate != nil { throw PeopleError.usage("--photos belongs to remove") }
    settings = try ServerSettings(SettingsLine(options, in: folder).values, in: folder)
  }

  private static func action(_ words: [String], _ role: Role, asJSON: Bool, _ fate: PhotoFate?)
    throws(PeopleError) -> Action
  {
    switch (words.first, words.count) {
    case ("list", 1): return .list(asJSON: asJSON)
    case ("invite", 1): return .invite(role)
    case ("reset", 2): return .reset(words[1])
    case ("role", 3): return .role(words[1], try Self.role(words[2]))
    case ("remove", 2): return .remove(words[1], fate)
    case ("reset", _), ("remove", _):
      throw .usage("\(words[0]) takes one name; put a name with blanks in quotes")
    case ("role", _): throw .usage("role takes a name and a role; put a name with blanks in quotes")
    case (nil, _): throw .usage("say list, invite, reset, role or remove")
    default:
      throw .usage(
        "there is no \u{201C}\(PrintableText.excerpt(words.joined(separator: " ")))\u{201D}; say list, invite, reset, role or remove"
      )
    }
  }

  private static func role(_ text: String?) throws(PeopleError) -> Role {
    guard let role = text.flatMap(Role.init) else { throw .usage("a role is keeper, member or guest") }
    return role
  }

  /// Does it.
  ///
  /// - Returns: What is printed.
  /// - Throws: ``PeopleError``, ``StateError``, and what the database throws.
  func run(_ clock: SystemClock = .live) async throws -> String {
    guard
      FileManager.default.fileExists(
        atPath: settings.state.appending(FilePathBytes(PeopleDatabase.fileName)).lossyText
      )
    else { throw PeopleError.noState(settings.state) }
    let folder = try StateFolder(path: settings.state)
    let people = PeopleService(try PeopleDatabase(in: folder), clock)
    let address = PublicAddress(settings)
    switch action {
    case .list(let asJSON): return try Self.list(people, asJSON: asJSON)
    case .invite(let role):
      let made = try people.invitations.make(role)
      return """
        \(address.base(isSecure: nil))/join#\(made.token)
        Send this to one person, who becomes a \(role.rawValue). It is good once, until \(Self.day(made.invitation.ends)).
        \(hostHint)
        """
    case .reset(let name):
      let person = try Self.person(name, people)
      let made = try people.passwords.makeReset(for: person.number)
      return """
        \(address.base(isSecure: nil))/reset#\(made.token)
        Send this to \(PrintableText.escape(person.name)). It is good once, until \(Self.day(made.ends)).
        \(hostHint)
        """
    case .role(let name, let role):
      let person = try Self.person(name, people)
      try people.accounts.setRole(role, of: person.number)
      return "\(PrintableText.escape(person.name)) is a \(role.rawValue) now.\n"
    case .remove(let name, let fate): return try await remove(name, fate, people, folder, clock)
    }
  }

  private func remove(
    _ name: String,
    _ fate: PhotoFate?,
    _ people: PeopleService,
    _ folder: StateFolder,
    _ clock: SystemClock
  ) async throws -> String {
    let person = try Self.person(name, people)
    let name = PrintableText.escape(person.name)
    let count = try people.accounts.photos(of: person.number).count
    let photos = count == 1 ? "1 photo" : "\(count) photos"
    guard count == 0 || fate != nil else {
      throw PeopleError.usage("\(name) has \(photos): say --photos keep or --photos trash")
    }
    let trash = ShellTrash(IndexFile.resolved(settings.index), folder, people.changes, clock: clock)
    try await Departure(people: people, photos: trash).remove(person, photos: fate ?? .keep, by: nil)
    guard count > 0 else { return "\(name) is removed.\n" }
    return fate == .trash
      ? "\(name) is removed, and \(photos) went into the trash.\n"
      : "\(name) is removed. \(photos) stayed, without a name.\n"
  }

  /// A link without a name leads nowhere from the next house.
  private var hostHint: String {
    settings.hosts.isEmpty
      ? "No host is named in the settings; if the link does not open elsewhere, name one: hosts = [\"cats.example.org\"]\n"
      : ""
  }

  private static func person(_ name: String, _ people: PeopleService) throws -> Person {
    guard let account = try people.accounts.find(key: PersonName.key(of: name)) else {
      throw PeopleError.nobody(name)
    }
    return account.person
  }

  private static func day(_ seconds: Int) -> String {
    "\(Timestamp(seconds: seconds, nanoseconds: 0).description.prefix(10))"
  }

  private static func list(_ people: PeopleService, asJSON: Bool) throws -> String {
    let all = try people.accounts.all()
    if asJSON {
      return String(decoding: JSONObjectText.list(all.map(PeopleRoutes.object)), as: UTF8.self) + "\n"
    }
    guard !all.isEmpty else {
      return "Nobody has an account. Open the address that catalog serve prints to become the keeper.\n"
    }
    // Names stand last: how wide they are depends on the terminal.
    let rows =
      [["ROLE", "PHOTOS", "SINCE", "LAST HERE", "NAME"]]
      + all.map { share in
        let person = share.person
        return [
          person.role.rawValue, "\(share.photos)", day(person.made), person.used.map(day) ?? "never",
          PrintableText.escape(person.name),
        ]
      }
    let widths = rows[0].indices.dropLast().map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return (cells + [row[4]]).joined(separator: "  ") + "\n"
    }.joined()
  }
}

/// Why nothing was done.
enum PeopleError: Error, Sendable {
  case usage(String)
  case noState(FilePathBytes)
  case nobody(String)
}

extension PeopleError: CustomStringConvertible {
  var description: String {
    switch self {
    case .usage(let hint): "\(hint). catalog people --help says more"
    case .noState(let folder):
      "there is nothing in \(folder). Start catalog serve once, in the same folder or with the same --config"
    case .nobody(let name):
      "nobody is called \u{201C}\(PrintableText.excerpt(name))\u{201D}. catalog people list says who there is"
    }
  }
}
