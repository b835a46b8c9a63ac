import ArgumentParser
import CatalogKit
import Testing

@testable import catalog

@Suite("Values of options")
struct OptionValueTests {
  /// What an option's error says, after the gate for negative numbers and bytes.
  private func error<Value>(_ type: Value.Type, _ text: String) -> String? where Value: OptionReadable {
    let argument = CommandLineArguments.protectingNegativeNumbers([text])[0]
    do {
      _ = try OptionValue<Value>(argument: argument).get("--option")
      return nil
    } catch {
      return (error as? ValidationError)?.message
    }
  }

  @Test("an error names the option, what was typed, and what would be right")
  func errors() {
    #expect(
      error(PhotoLimit.self, "-5")
        == "--option: \u{201C}-5\u{201D} is not a number of photos (0 means all): write 0 or more"
    )
    #expect(
      error(JobCount.self, "1025")
        == "--option: \u{201C}1025\u{201D} is not a number of photos: write from 1 to 1024"
    )
    #expect(error(NearestCount.self, "0")?.contains("write 1 or more") == true)
    #expect(error(Radius.self, "-1km")?.hasPrefix("--option: \u{201C}-1km\u{201D} is negative") == true)
    #expect(error(GeoBox.self, "1,2,3")?.hasPrefix("--option: ") == true)
    #expect(error(DateRange.self, "2024-13")?.contains("2024-13") == true)
    #expect(error(ColumnList.self, "path,nose")?.contains("\u{201C}nose\u{201D}") == true)
    #expect(error(CameraFilter.self, "") != nil)
    #expect(error(TagFilter.self, "/")?.hasPrefix("--option: the tag is missing") == true)
    #expect(error(RatingRange.self, "6")?.contains("\u{201C}6\u{201D} is no rating") == true)
    #expect(error(MonthRange.self, "13")?.contains("\u{201C}13\u{201D} is not a month") == true)
    #expect(error(HourRange.self, "25")?.contains("is not an hour") == true)
    #expect(error(BlurSize.self, "1000")?.contains("has no unit: write 1000m or 1000km") == true)
  }

  @Test("negative numbers reach the reader as they were typed")
  func negative() throws {
    let argument = CommandLineArguments.protectingNegativeNumbers(["-34,151,-33,152"])[0]
    #expect(argument != "-34,151,-33,152")
    #expect(try OptionValue<GeoBox>(argument: argument).get("--box") == GeoBox("-34,151,-33,152"))
  }

  @Test("a name keeps its bytes, and text shows them as such")
  func bytes() {
    let bytes: [UInt8] = [0x2D, 0x33, 0xFF]
    let argument = bytes.withUnsafeBytes { CommandLineArguments.text($0) }
    #expect(FileArgument(argument: argument).path.bytes == bytes)
    #expect(PlainText(argument: argument).text == "-3\u{FFFD}")
  }

  @Test("the limits say which numbers they take", arguments: [(0, nil), (1, 1), (7, 7)] as [(Int, Int?)])
  func limits(_ number: Int, _ most: Int?) throws {
    #expect(try PhotoLimit(option: ArgumentText("\(number)")).most == most)
  }

  @Test("near and list write every format but a database's script, and export all but a table")
  func formats() {
    #expect(Set(AnswerFormat.formats).union(ExportFormat.formats) == Set(OutputFormat.allCases))
    #expect(AnswerFormat.formats == OutputFormat.allCases.filter { $0 != .postgis })
    #expect(ExportFormat(argument: "table") == nil)
    #expect(AnswerFormat.allValueStrings == AnswerFormat.formats.map(\.rawValue))
  }
}
