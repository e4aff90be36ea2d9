/// A word of the formula language.
struct Token {
  enum Kind: Equatable {
    case number(String)
    case text(String)
    case name(String)
    case keyword(Keyword)
    case symbol(Symbol)
    case end
  }

  enum Keyword: String, CaseIterable {
    case `if`, then, `else`, and, or, not, `in`, `where`, over, yes, no
  }

  enum Symbol: String, CaseIterable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case slash = "/"
    case caret = "^"
    case open = "("
    case close = ")"
    case openList = "["
    case closeList = "]"
    case comma = ","
    case colon = ":"
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case fallback = "??"
  }

  let kind: Kind
  let range: Range<Int>

  /// How a message names the token.
  var description: String {
    switch kind {
    case .number(let text), .name(let text): "`\(text.excerpt)`"
    case .text(let text): "the text `'\(text.excerpt)'`"
    case .keyword(let word): "`\(word.rawValue)`"
    case .symbol(let symbol): "`\(symbol.rawValue)`"
    case .end: "the end of the formula"
    }
  }
}
