import SourceText
import Testing

private let kind = DiagnosticKind("E0000", "wrong {what}", explanation: "")

@Suite struct DiagnosticTests {
  @Test func messageArguments() {
    #expect(Message("found {a}, not {b}", ["a": "{b}", "b": "x"]).text == "found {b}, not x")
    #expect(Message("{a} {missing} {", ["a": "1"]).text == "1 {missing} {")
    #expect(Message("").text == "")
  }

  @Test(arguments: [
    ("servces_late", "services_late"), ("serivces_late", "services_late"), ("вес", "вес"), ("Вес", "вес"),
  ])
  func nearestName(_ typed: String, _ meant: String) {
    let nearest = NearestName.of(
      typed, among: ["services_late", "services_total", "вес"])
    #expect(nearest == (typed == meant ? nil : meant))
  }

  @Test func noNameIsNear() {
    #expect(NearestName.of("abcdef", among: ["uvwxyz"]) == nil)
    #expect(NearestName.of("x", among: [] as [String]) == nil)
    #expect(NearestName.of(String(repeating: "a", count: 65), among: [String(repeating: "a", count: 64)]) == nil)
    #expect(NearestName.of("ab", among: ["ac", "aa"]) == "aa", "equally near names: the first in the alphabet")
  }

  @Test func findingsInOrder() {
    let first = SourceFile(name: "a", text: "0123456789")
    let second = SourceFile(name: "b", text: "0123456789")
    let findings = Findings()
    let spans = [Span(second, 1..<2), Span(first, 5..<6), nil, Span(first, 2..<3), Span(first, 5..<7)]
    for (order, span) in spans.enumerated() { findings.add(Diagnostic(kind, ["what": String(order)], at: span)) }
    #expect(findings.sorted.map(\.message.text) == ["wrong 2", "wrong 3", "wrong 1", "wrong 4", "wrong 0"])
    #expect(findings.hasErrors)
  }

  @Test func findingsAreCapped() {
    let findings = Findings()
    for _ in 0..<Findings.limit + 5 { findings.add(Diagnostic(kind)) }
    #expect(findings.all.count == Findings.limit && findings.dropped == 5)
  }

  /// Text with the marked part between « and », and the two lines that the renderer must print.
  static let excerpts: [(text: String, line: String, carets: String)] = [
    ("вес: «10»", " 1 | вес: 10", "   |      ^^"),
    ("a\r\nряд: «xy»\r\nb", " 2 | ряд: xy", "   |      ^^"),
    ("語語«語»x", " 1 | 語語語x", "   |     ^^"),
    ("a\t«b»", " 1 | a b", "   |   ^"),
    ("e\u{301}«x»", " 1 | e\u{301}x", "   |  ^"),
    ("ab«»", " 1 | ab", "   |   ^"),
    ("a«b\nc»d", " 1 | ab", "   |  ^"),
    ("a\u{1B}«b»", " 1 | a\u{FFFD}b", "   |   ^"),
  ]

  @Test(arguments: excerpts) func excerpt(_ text: String, _ line: String, _ carets: String) throws {
    var bytes: [UInt8] = []
    var marks: [Int] = []
    for scalar in text.unicodeScalars {
      if scalar == "«" || scalar == "»" { marks.append(bytes.count) } else { bytes += Array(String(scalar).utf8) }
    }
    let file = SourceFile(name: "f", bytes: bytes)
    let finding = Diagnostic(kind, ["what": "figure"], at: Span(file, marks[0]..<marks[1]))
    let lines = DiagnosticRenderer().render(finding).split(separator: "\n").map(String.init)
    let place = file.position(at: marks[0])
    #expect(lines == ["f:\(place.line):\(place.column): error[E0000]: wrong figure", line, carets])
  }

  @Test func wholeFinding() {
    let file = SourceFile(name: "f", text: "a: 1\na: 2\n")
    let finding = Diagnostic(
      kind, ["what": "key"], at: Span(file, 5..<6),
      notes: [Diagnostic.Note(Message("first"), at: Span(file, 0..<1)), Diagnostic.Note(Message("general"))],
      help: Message("rename it"), counterExample: "a\nb")
    #expect(
      DiagnosticRenderer().render(finding) == """
        f:2:1: error[E0000]: wrong key
         2 | a: 2
           | ^
        f:1:1: note: first
         1 | a: 1
           | ^
        note: general
          help: rename it
          rule test that shows it:
            a
            b

        """)
    #expect(DiagnosticRenderer(colour: true).render(finding).contains("\u{1B}[31;1merror[E0000]\u{1B}[0m"))
  }
}
