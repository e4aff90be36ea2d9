import Dataset
import Exact
import Formula
import Methodology
import Testing

/// How figures are written, and what is read.
@Suite struct NumberFormTests {
  static let numbers: [(text: String, value: String)] = [
    ("0", "0"), ("12", "12"), ("007", "7"), ("1.5", "1.5"), ("1,5", "1.5"), ("1,234", "1.234"), ("-3", "-3"),
    ("\u{2212}3,25", "-3.25"), ("- 3", "-3"), (" 12 ", "12"), ("\u{A0}12\u{A0}", "12"), ("1 234", "1234"),
    ("1\u{A0}234\u{202F}567,5", "1234567.5"), ("12 345 678", "12345678"), ("-1 000.001", "-1000.001"),
    ("123456789012345678", "123456789012345678"), ("0.123456789012345678", "0.123456789012345678"),
    ("1234567890123456789012,5", "1234567890123456789012.5"), ("-0", "0"), ("1.500", "1.5"),
    ("9 223 372 036 854 775 808", "9223372036854775808"),
  ]

  @Test(arguments: numbers) func number(_ form: (text: String, value: String)) throws {
    #expect(try read(form.text, as: "figure") == form.value)
  }

  static let noNumbers = [
    "ten", "1 2", "1 23", "12 34", "1234 567", "1  234", "1.2.3", "1,234,567", "1.234,5", "1,234.5", ".5", "5.", "+5",
    "1e3", "1E+06", "0x10", "1'234", "1_000", "½", "٣", "５", "--5", "%", "5%", "NaN", "inf", "1 234 ,5 6",
    "12 services", "01.02.2017", "1:30", "(5)", "5-", "1.5.", "1 .5", "#REF!", "e", "1 000,000 1",
    String(repeating: "9", count: 1001),
  ]

  @Test(arguments: noNumbers) func noNumber(_ text: String) throws {
    #expect(try read(text, as: "figure") == "notANumber")
  }

  @Test(arguments: ["", " ", "-", "–", "—", "\u{2212}", "н/д", "Н/Д", "n/a", "N/A", "\u{A0}"])
  func nothing(_ text: String) throws {
    for name in ["figure", "remark", "held", "language", "portion", "things"] {
      #expect(try read(text, as: name) == "nothing")
    }
  }

  @Test(arguments: [
    ("portion", "95 %", "95"), ("portion", "95%", "95"), ("portion", "95,5\u{A0}%", "95.5"), ("portion", "100", "100"),
    ("portion", "100,1", "outOfRange"), ("portion", "101%", "outOfRange"), ("part", "1", "1"),
    ("part", "1,01", "outOfRange"), ("part", "50%", "notANumber"), ("things", "12,0", "12"),
    ("things", "-1", "outOfRange"),
    ("things", "1,234", "notWhole(looksGrouped: true)"), ("things", "1.234", "notWhole(looksGrouped: true)"),
    ("things", "0,234", "notWhole(looksGrouped: false)"), ("things", "1,2", "notWhole(looksGrouped: false)"),
    ("things", "5%", "notANumber"), ("mark", "5,01", "outOfRange"), ("mark", "0,99", "outOfRange"), ("mark", "5", "5"),
    ("held", "yes", "yes"), ("held", "YES", "yes"), ("held", "Да", "yes"), ("held", "ИӘ", "yes"), ("held", "1", "yes"),
    ("held", "True", "yes"), ("held", "no", "no"), ("held", "НЕТ", "no"), ("held", "жоқ", "no"), ("held", "0", "no"),
    ("held", "false", "no"), ("held", "2", "notYesOrNo"), ("held", "y", "notYesOrNo"),
    ("language", "kazakh", "kazakh"), ("language", "Kazakh", "notAChoice"), ("remark", "0012", "0012"),
    // One letter can be written in two ways in Unicode.
    ("language", "\u{438}\u{306}ога", "\u{439}ога"),
  ])
  func figure(_ name: String, _ text: String, _ expected: String) throws {
    #expect(try read(text, as: name) == expected)
  }

  /// What is read, in words.
  private func read(_ text: String, as name: String) throws -> String {
    switch try reader(name).read(text) {
    case .value(let value): DatasetTests.text(value)
    case .nothing: "nothing"
    case .fault(let fault): "\(fault)"
    }
  }

  private func reader(_ name: String) throws -> CellReader {
    let edition = try CaseFolder.edition("forms")
    return CellReader(try #require(edition.inputs.first { $0.declaration.name == name }).input)
  }
}
