import SourceText
import Testing

@Suite struct SourceFileTests {
  static let texts = ["", "a", "a\n", "вес: 10\r\nряд: 5\n", "\n\n\n", "😀é\nx", "語\r\n\r\nx"]

  @Test(arguments: texts) func positionsAndOffsetsAgree(_ text: String) {
    let file = SourceFile(name: "t", text: text)
    var offset = 0
    var line = 1
    var column = 1
    for scalar in text.unicodeScalars {
      #expect(file.position(at: offset) == Position(line: line, column: column))
      if scalar != "\n", scalar != "\r" { #expect(file.offset(of: Position(line: line, column: column)) == offset) }
      offset += String(scalar).utf8.count
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    #expect(file.position(at: offset) == Position(line: line, column: column))
    #expect(file.lineCount == line)
    #expect(file.whole.text == text)
  }

  @Test func placesOutsideAreHeldWithin() {
    let file = SourceFile(name: "t", text: "ab\ncd\n")
    #expect(file.position(at: -1) == Position(line: 1, column: 1))
    #expect(file.position(at: 99) == Position(line: 3, column: 1))
    #expect(file.offset(of: Position(line: 0, column: 1)) == 0)
    #expect(file.offset(of: Position(line: 1, column: 99)) == 2)
    #expect(file.offset(of: Position(line: 99, column: 1)) == 6)
  }

  @Test func linesHaveNoLineBreak() {
    let file = SourceFile(name: "t", text: "ab\r\nвг\n\r\n")
    #expect((1...4).map { file.text(file.lineRange($0)) } == ["ab", "вг", "", ""])
  }

  @Test func joinedSpans() {
    let file = SourceFile(name: "t", text: "abcdef")
    let other = SourceFile(name: "u", text: "abcdef")
    let span = Span(file, 1..<2)
    #expect(span.joined(to: Span(file, 4..<5)) == Span(file, 1..<5))
    #expect(span.joined(to: Span(other, 4..<5)) == span)
  }
}
