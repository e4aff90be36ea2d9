import RuleYAML
import SourceText
import Testing

@Suite struct PlainScalarTests {
  @Test(arguments: ["0", "5", "-5", "10", "1234567890123456789012345678901234567890", "-0"])
  func integers(_ text: String) { #expect(PlainScalar.classify(text) == .integer) }

  @Test(arguments: ["0.5", "-0.5", "12.50", "4.80", "0.000"])
  func decimals(_ text: String) { #expect(PlainScalar.classify(text) == .decimal) }

  @Test func truth() {
    #expect(PlainScalar.classify("yes") == .truth(true))
    #expect(PlainScalar.classify("no") == .truth(false))
  }

  @Test(arguments: [
    "", "central", "2017-11", "2017-11-23", "п. 38", "a5", "5a", "1.2.3", "a:b", "--5", "-", "e5", "0xзз", "№5", "5 a",
  ])
  func texts(_ text: String) { #expect(PlainScalar.classify(text) == .text) }

  static let advice: [(String, String)] = [
    ("Yes", "write `yes`"), ("true", "write `yes`"), ("on", "write `yes`"), ("да", "write `yes`"),
    ("No", "write `no`"), ("off", "write `no`"), ("False", "write `no`"), ("n", "write `no`"),
    ("~", "there is no word for nothing: leave the key out"),
    ("null", "there is no word for nothing: leave the key out"),
    (".inf", "every number is finite here"), (".NaN", "every number is finite here"),
    ("012", "write `12`"), ("+5", "write `5`"), (".5", "write `0.5`"), ("5.", "write `5`"), ("-.5", "write `-0.5`"),
    ("1_000", "write `1000`, with nothing between the thousands"),
    ("1 000", "write `1000`, with nothing between the thousands"),
    ("1\u{A0}000", "write `1000`, with nothing between the thousands"),
    ("5,5", "the decimal sign is a point: write `5.5`"),
    ("1 234,5", "the decimal sign is a point: write `1234.5`"),
    ("\u{2212}5", "write `-5`, with the hyphen of the keyboard as the minus sign"),
    ("50%", "write `50` without the sign: a unit is declared apart from the number"),
    ("0x10", "write the number in decimal digits"), ("0o14", "write the number in decimal digits"),
    ("0b11", "write the number in decimal digits"),
    ("1:30", "other programs read this as a time; put it in quotes if it is text"),
    ("1e5", "write the number out in full, without an exponent"),
    ("-1.5E-3", "write the number out in full, without an exponent"),
  ]

  @Test(arguments: advice) func suspicious(_ text: String, _ advice: String) {
    #expect(PlainScalar.classify(text).advice?.text == advice)
  }

  @Test func quotedTextIsText() throws {
    let node = try #require(read("[5, '5', \"no\", no]"))
    let kinds = node.asSequence?.compactMap { $0.asScalar?.plainKind }
    #expect(kinds == [.integer, .text, .text, .truth(false)])
  }
}
