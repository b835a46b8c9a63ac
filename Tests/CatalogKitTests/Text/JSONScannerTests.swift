import Testing

@testable import CatalogKit
@testable import TestSupport

@Suite("Reading JSON")
struct JSONScannerTests {
  /// Passes over one value and demands the end behind it; whether that worked.
  private func accepts(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      return (try? scanner.skipValue()) != nil && (try? scanner.end()) != nil
    }
  }

  private func string(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      return (try? scanner.string()).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test(
    "a string of ASCII without escapes is given as it is, another one is left to be read",
    arguments: [
      ("\"\"", ""), ("\"plain\"", "plain"), ("  \"after blanks\" ", "after blanks"),
      (#""a\"b""#, nil), ("\"é\"", nil), ("\"cut", nil), ("\"tab\t\"", nil),
    ] as [(String, String?)]
  )
  func plainStrings(_ json: String, _ expected: String?) throws {
    try Array(json.utf8).withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      let plain = try scanner.plainString().map { String(decoding: $0, as: UTF8.self) }
      #expect(plain == expected)
      if plain != nil { return try scanner.end() }
      #expect((try? scanner.text()) == string(json))
    }
  }

  @Test("what is no string is none, plain or not")
  func noString() {
    Array("1".utf8).withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      #expect(throws: JSONError.self) { _ = try scanner.plainString() }
    }
  }

  @Test("bytes are ASCII where none of them has its highest bit, wherever that is")
  func ascii() {
    for count in 0..<24 {
      var bytes = [UInt8](repeating: 0x7F, count: count)
      #expect(bytes.withUnsafeBytes { $0.isASCII })
      for place in 0..<count {
        bytes[place] = 0x80
        #expect(bytes.withUnsafeBytes { !$0.isASCII }, "\(place) of \(count)")
        #expect(bytes.withUnsafeBytes { $0.has(0x80) && !$0.has(0) }, "\(place) of \(count)")
        bytes[place] = 0x7F
      }
    }
  }

  @Test(
    "JSON is accepted",
    arguments: [
      "0", "-0", "1", "-1.5e+10", "true", "false", "null", "\"\"", "[]", "{}", " [ ] ", "\t{\r\n}\n", "[1]",
      "[1,2,3]",
      "[[],[[]]]", #"{"a":1}"#, #"{"a":1,"a":2}"#, #"{"":{"":[]}}"#, #"[ 1 , "b" , null , { "c" : false } ]"#,
      #""\"\\\/\b\f\n\r\t\u00e9""#, #""é 写真 🐈""#, "\"\u{7F}\"", #""\u0000""#, #""\ud83d\ude00""#,
    ]
  )
  func accepted(_ text: String) {
    #expect(accepts(Array(text.utf8)))
  }

  @Test(
    "What is not JSON is refused",
    arguments: [
      "", " ", "nul", "nulll", "True", "tru", "NaN", "Infinity", "undefined", "'a'", "[", "]", "[1", "[1,",
      "[1,]", "[,1]",
      "[,]", "[1 2]", "[1]]", "{", "}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,"a":1}"#, #"{a:1}"#,
      #"{1:1}"#,
      #"{"a" 1}"#, #"{"a":1 "b":2}"#, #"{"a":1"#, "\"", "\"a", "\"\\\"", #""\x""#, #""\u00""#, #""\u00g0""#,
      #""\U0041""#,
      "\"a\nb\"", "\"a\tb\"", "\"a\0b\"", #""\ud83d""#, #""\ud83d\n""#, #""\ud83d\u0041""#, #""\ude00""#,
      #""\ude00\ud83d""#,
      #""\ud83d\ud83d""#, "1 2", "1,", "// a", "/* a */ 1", "[1]a", "\u{FEFF}1", "\u{A0}1", "- 1", "+1", ".5",
      "5.", "1e", "0x10",
    ]
  )
  func refused(_ text: String) {
    #expect(!accepts(Array(text.utf8)))
  }

  @Test(
    "A number with a zero in front, or without a digit before its point, is refused",
    arguments: ["01", "-01", "00", "[012]", #"{"a":-.5}"#, "-.5", "1.e5"]
  )
  func strictNumbers(_ text: String) {
    #expect(!accepts(Array(text.utf8)))
  }

  @Test(
    "Only hexadecimal digits come after \\u",
    arguments: [0x10, 0x11, 0x19, 0x47, 0x60, 0x20, 0x2F] as [UInt8]
  )
  func hexDigits(_ byte: UInt8) {
    #expect(!accepts(Array("\"\\u004".utf8) + [byte] + Array("\"".utf8)))
  }

  @Test(
    "Strings that are not UTF-8 are refused",
    arguments: [[0x80], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF]]
      as [[UInt8]]
  )
  func notUTF8(_ bytes: [UInt8]) {
    #expect(!accepts([0x22] + bytes + [0x22]))
  }

  @Test("Escapes are resolved, surrogate pairs to one scalar")
  func escapes() {
    #expect(string(#""a\"\\\/\b\f\n\r\tz""#) == "a\"\\/\u{8}\u{C}\n\r\tz")
    #expect(string(#""\u0041\u00e9\u00E9\u5199""#) == "Aéé写")
    #expect(string(#""\ud83d\ude00""#) == "😀")
    #expect(string(#""\uD834\uDD1E\u0000""#) == "\u{1D11E}\0")
    #expect(string(#""\uDBFF\uDFFF\uD800\uDC00""#) == "\u{10FFFF}\u{10000}")
  }

  @Test("Values may be nested 64 deep, and no deeper")
  func depth() {
    let nested = { (count: Int, open: String, close: String) in
      self.accepts(
        Array((String(repeating: open, count: count) + String(repeating: close, count: count)).utf8)
      )
    }
    #expect(nested(64, "[", "]"))
    #expect(!nested(65, "[", "]"))
    #expect(!nested(100_000, "[", "]"))
    let object = { (count: Int) in
      self.accepts(
        Array((String(repeating: #"{"a":"#, count: count) + "1" + String(repeating: "}", count: count)).utf8)
      )
    }
    #expect(object(63))
    #expect(!object(64))
  }

  @Test("Every prefix of JSON is refused without a crash")
  func prefixes() {
    let text = Array(#"{"a":[1,-2.5e3,true,false,null,"b\u00e9\ud83d\ude00\n"],"c":{"d":[]}}"#.utf8)
    #expect(accepts(text))
    for count in 0..<text.count { #expect(!accepts(Array(text[..<count]))) }
  }

  @Test("Typed readers take their own type alone")
  func typed() {
    func read<T>(_ text: String, _ body: (inout JSONScanner) throws -> T) -> T? {
      Array(text.utf8).withUnsafeBytes { buffer in
        var scanner = JSONScanner(buffer)
        return try? body(&scanner)
      }
    }
    #expect(read(" 42 ") { try $0.integer() } == 42)
    #expect(read("1e2") { try $0.integer() } == 100)
    #expect(read("4.5") { try $0.integer() } == nil)
    #expect(read("1e300") { try $0.integer() } == nil)
    #expect(read("\"4\"") { try $0.integer() } == nil)
    #expect(read(" true") { try $0.boolean() } == true)
    #expect(read("false") { try $0.boolean() } == false)
    #expect(read("1") { try $0.boolean() } == nil)
    #expect(read("null") { try $0.skipNull() } == true)
    #expect(read("1") { try $0.skipNull() } == false)
    #expect(read("nil") { try $0.skipNull() } == nil)
    #expect(read("true") { try $0.number() } == nil)
    #expect(read("1") { try $0.string() } == nil)
  }

  @Test("A failure says where")
  func failureOffset() {
    Array("[1, 2, x]".utf8).withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      #expect(throws: JSONError(offset: 7)) { try scanner.skipValue() }
    }
  }

  @Test(
    "A value is made compact outside of its strings",
    arguments: [
      (#" { "a b" : [ 1 , 2 ] , "c\"  " : " \\" } "#, #"{"a b":[1,2],"c\"  ":" \\"}"#), ("\n7 ", "7"),
      ("[ \"\\\\\" , \" \" ]", "[\"\\\\\",\" \"]"),
    ]
  )
  func compact(_ text: String, _ expected: String) {
    let bytes = Array(text.utf8).withUnsafeBytes { buffer in
      var scanner = JSONScanner(buffer)
      return try? scanner.compactValue()
    }
    #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == expected)
  }
}
