import SourceText
import Testing

@testable import Reporting

@Suite struct TextTests {
  @Test func cyrillicAndWideCells() {
    var table = TextTable([
      TextTable.Column("орган"), TextTable.Column("Качество оказания услуг", isNumeric: true),
      TextTable.Column("степень"),
    ])
    table.section("Городские")
    table.add(["мо-1", "7.50", "высокая"])
    table.add(["語語", "100.00", "e\u{301}"])
    table.section("Сельские")
    table.add(["m", "—", "—"])
    #expect(
      table.text == """
                     Качество
        орган  оказания услуг  степень
        ──────────────────────────────
        Городские
        мо-1             7.50  высокая
        語語           100.00  e\u{301}

        Сельские
        m                   —  —

        """)
  }

  @Test func longCellsAreBroken() {
    var table = TextTable([TextTable.Column("a", limit: 9), TextTable.Column("b")])
    table.add(["один два три", "x"])
    table.add(["неразделимое", "y"])
    #expect(
      table.text
        == """
        a          b
        ────────────
        один два   x
        три
        нераздели  y
        мое

        """)
  }

  static let wrapped: [(text: String, width: Int, lines: [String])] = [
    ("", 5, [""]),
    ("один", 5, ["один"]),
    ("один два", 8, ["один два"]),
    ("один два", 7, ["один", "два"]),
    ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("語語語", 4, ["語語", "語"]),
    ("語", 1, ["語"]),
    ("a  b\nc", 9, ["a b\u{FFFD}c"]),
  ]

  @Test(arguments: wrapped) func wrapping(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(TextWrapping.lines(text, width: width) == lines)
  }

  @Test(arguments: Wording.Language.allCases) func explanationsFit(_ language: Wording.Language) throws {
    let evaluation = try Sample.evaluation()
    for body in evaluation.bodies.indices {
      let text = ExplanationReport(evaluation, body: body, language: language).text
      for line in text.split(separator: "\n") {
        #expect(Printable.width(String(line)) <= 100, "\(line)")
      }
    }
  }
}
