import Foundation
import HTTPTypes
import Testing

@testable import CatalogServer

/// Names and passwords themselves.
@Suite("Names and passwords")
struct PasswordTests {
  @Test(
    "names that read the same are the same",
    arguments: [
      ("Mina", "mina"), ("MINA", "mina"), ("\u{FF2D}\u{FF29}\u{FF2E}\u{FF21}", "mina"),
      ("  Mi   na ", "Mi na"),
      ("\u{1112}\u{1161}\u{11AB}", "한"), ("Weiß", "WEISS"), ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
      ("e\u{301}lan", "\u{C9}LAN"),
    ]
  )
  func sameNames(_ one: String, _ other: String) throws {
    #expect(try PersonName(one).key == PersonName(other).key)
  }

  @Test(
    "names with letters of scripts that look alike, with signs that nobody sees, or without a letter are refused",
    arguments: [
      "M\u{456}na", "\u{41C}ina", "p\u{430}ul", "Mi\u{200B}na", "Mina\u{202E}", "Mina\n", "Mi\u{0}na", "",
      "   ", "12345", "..",
      "a/b", "<b>", "Mina\u{FEFF}", "\u{3164}", "Αlex", String(repeating: "a", count: 41),
      "M\u{2160}na\u{41C}", "a\\b", "a;b", "a\u{2028}b",
    ]
  )
  func refusedNames(_ name: String) {
    #expect(throws: Problem.self) { try PersonName(name) }
  }

  @Test(
    "usual names are taken",
    arguments: ["미나", "Mina 미나", "김 미나", "O'Neill", "Jean-Luc", "Иван", "山田 太郎", "José 2", "ไก่"]
  )
  func takenNames(_ name: String) throws {
    #expect(try PersonName(name).text == name.precomposedStringWithCanonicalMapping)
  }

  @Test(
    "names of another script that look like somebody's are told from those that do not",
    arguments: [
      ("copa", "сора", true), ("Bopa", "Вора", true), ("bopa", "Вора", true), ("Kim", "Кім", true),
      ("Tom", "Тоm", true), ("Anna", "Αnna", true), ("Ian", "lan", true), ("Nora", "N0ra", true),
      ("Ρορα", "Рора", true), ("ООО", "օօօ", true), ("José", "Јоѕе\u{301}", true),
      ("Mina", "Мина", false), ("Иван", "Ivan", false), ("미나", "Mina", false), ("Arne", "Ame", false),
      ("Σοφία", "София", false), ("Anna", "Аня", false),
    ]
  )
  func looks(_ one: String, _ other: String, _ areAlike: Bool) {
    func looks(_ text: String) -> NameLooks { NameLooks(text: text, key: PersonName.key(of: text)) }
    #expect(looks(one).resembles(looks(other)) == areAlike)
    #expect(looks(other).resembles(looks(one)) == areAlike)
  }

  @Test("a record is compared as other programs compute scrypt")
  func record() throws {
    // hashlib.scrypt("나비 is asleep", salt=bytes(range(16)), n=16, r=2, p=3, dklen=32)
    let text = "$scrypt$ln=4,r=2,p=3$AAECAwQFBgcICQoLDA0ODw$q6wQXJhvLjExaytedxeOejb2WsIw+wuGKYzOG/BITjY"
    let record = try #require(PasswordRecord(text))
    #expect(record.text == text)
    #expect(try record.matches(Password(typed: "나비 is asleep")))
    #expect(try record.matches(Password(typed: "나비 is asleep".decomposedStringWithCanonicalMapping)))
    #expect(try !record.matches(Password(typed: "나비 is asleep ")))
  }

  @Test("the standard's work is 32 MiB three times, and parameters stand in the record")
  func standard() throws {
    let record = try PasswordRecord(Password(typed: "correct horse"), .standard)
    #expect(record.text.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
    #expect(try record.matches(Password(typed: "correct horse")))
    #expect(try !record.matches(Password(typed: "correct horsf")))
    #expect(try PasswordRecord(Password(typed: "correct horse"), .standard).salt != record.salt)
  }

  @Test(
    "texts that are no records, or ask for too much, are none",
    arguments: [
      "", "$scrypt$", "$argon2$ln=4,r=2,p=3$AAECAwQFBgcICQoLDA0ODw$AAAA",
      "$scrypt$ln=30,r=8,p=3$AAECAwQFBgcICQoLDA0ODw$AAAA",
      "$scrypt$ln=4,r=2,p=3$AAEC$AAAA", "$scrypt$ln=4,r=2,p=3,x=1$AAECAwQFBgcICQoLDA0ODw$AAAA",
    ]
  )
  func badRecords(_ text: String) { #expect(PasswordRecord(text) == nil) }

  @Test(
    "short, frequent and own-name passwords are refused, and long ones",
    arguments: [
      "123456789", "1234567890", "Password123", "qwertyuiop", "QWERTYUIOP", "Kim Minseo", "kim  minseo",
      "가나다라마바사아자",
      String(repeating: "가", count: 342),
    ]
  )
  func refusedPasswords(_ text: String) {
    #expect(throws: Problem.self) { try Password(chosen: text, for: "Kim Minseo") }
  }

  @Test("ten characters count as people count them, and are taken as they are")
  func takenPasswords() throws {
    #expect(throws: Never.self) { try Password(chosen: "가나다라마바사아자차", for: "Mina") }
    #expect(throws: Never.self) { try Password(chosen: " five blanks five ", for: "Mina") }
    #expect(try Password(typed: " a ").bytes == Array(" a ".utf8))
    #expect(throws: Never.self) { try Password(chosen: String(repeating: "x y", count: 341), for: "Mina") }
  }

  @Test("networks of the sixth version count as one, however an address is written")
  func networks() {
    let one = AddressNetwork.key(of: "2001:db8::1")
    #expect(one == AddressNetwork.key(of: "2001:0DB8:0:0:ffff::2"))
    #expect(one != AddressNetwork.key(of: "2001:db8:0:1::1"))
    #expect(AddressNetwork.key(of: "::1") != AddressNetwork.key(of: "2001:db8::1"))
    #expect(AddressNetwork.key(of: "::ffff:10.0.0.1") == AddressNetwork.key(of: "10.0.0.1"))
    #expect(AddressNetwork.key(of: "fe80::1%eth0") == AddressNetwork.key(of: "fe80::2"))
    #expect(AddressNetwork.key(of: "10.0.0.1") != AddressNetwork.key(of: "10.0.0.2"))
  }

  @Test("devices are named, and nothing else of what a browser says is kept")
  func devices() {
    let safari =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
    #expect(DeviceName.text(safari) == "Safari on iPhone")
    #expect(
      DeviceName.text(
        "Mozilla/5.0 (Linux; Android 14; SM-S921N) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
      ) == "Chrome on Android"
    )
    #expect(DeviceName.text("<script>") == nil)
  }
}
