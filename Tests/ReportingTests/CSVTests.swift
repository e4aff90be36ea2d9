import Reporting
import Testing

@Suite struct CSVTests {
  static let cells: [(cell: CSVTable.Cell, field: String)] = [
    (.text("plain"), "plain"),
    (.text("два слова"), "два слова"),
    (.text("a,b"), "\"a,b\""),
    (.text("a;b"), "\"a;b\""),
    (.text("say \"so\""), "\"say \"\"so\"\"\""),
    (.text("two\nlines"), "\"two\nlines\""),
    (.text("two\r\nlines"), "\"two\r\nlines\""),
    (.text(" edge "), "\" edge \""),
    (.text("=1+1"), "'=1+1"),
    (.text("+7 700"), "'+7 700"),
    (.text("-1"), "'-1"),
    (.text("@SUM(A1)"), "'@SUM(A1)"),
    (.text("\t=1"), "'\t=1"),
    (.text("\r\n=1"), "\"'\r\n=1\""),
    (.text("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\""),
    (.text("＝1"), "'＝1"),
    (.text("a=b"), "a=b"),
    (.figure("-3.5"), "-3.5"),
    (.empty, ""),
  ]

  @Test(arguments: cells) func field(_ cell: CSVTable.Cell, _ field: String) {
    var table = CSVTable(heads: ["head"])
    table.add([cell])
    #expect(table.text == "head\r\n\(field)\r\n")
  }

  @Test func shortRows() {
    var table = CSVTable(heads: ["a", "b,c"])
    table.add([.text("x")])
    #expect(table.text == "a,\"b,c\"\r\nx,\r\n")
  }
}
