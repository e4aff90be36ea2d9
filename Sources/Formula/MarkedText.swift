/// A text of which parts are marked, such as a formula with what has changed in it.
public struct MarkedText: Sendable, Equatable {
  public struct Piece: Sendable, Equatable {
    public let text: String
    public let isMarked: Bool

    public init(_ text: String, isMarked: Bool) {
      self.text = text
      self.isMarked = isMarked
    }
  }

  public let pieces: [Piece]

  public init(_ pieces: [Piece]) {
    self.pieces = pieces.filter { !$0.text.isEmpty }
  }

  /// A text that is marked as a whole or not at all.
  public init(_ text: String, isMarked: Bool = false) {
    self.init([Piece(text, isMarked: isMarked)])
  }

  public var text: String { pieces.map(\.text).joined() }
}

extension FormulaPrinter {
  private static let open: Character = "\u{E000}"
  private static let close: Character = "\u{E001}"

  /// Prints with the parts marked that stand at some ranges of the formula's text.
  public static func print(_ expression: Expression, marking ranges: Set<Range<Int>>) -> MarkedText {
    let text = print(
      expression,
      wrapping: { text, node in
        ranges.contains(node.range) ? "\(open)\(text)\(close)" : text
      })
    var pieces: [MarkedText.Piece] = []
    var depth = 0
    var run = ""
    func end() {
      pieces.append(MarkedText.Piece(run, isMarked: depth > 0))
      run = ""
    }
    for character in text {
      switch character {
      case open:
        if depth == 0 { end() }
        depth += 1
      case close:
        if depth == 1 { end() }
        depth -= 1
      default: run.append(character)
      }
    }
    end()
    return MarkedText(pieces)
  }
}
