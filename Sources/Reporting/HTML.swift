import Exact

/// A piece of an HTML page.
///
/// Text in it is escaped by construction: there is no way to put in markup as text.
public indirect enum HTML: Sendable {
  case element(Tag, [Attribute], [HTML])
  case text(String)
  case group([HTML])
  /// A style sheet or script of this program; being static, it holds nothing from a file.
  case source(Tag, StaticString)
  /// Data for a script, under an identifier.
  case data(id: String, JSON)

  public enum Tag: String, Sendable {
    case html, head, body, meta, title, style, script
    case header, main, footer, section, nav, article, aside
    case h1, h2, h3, h4, h5, h6, p, div, span, code, strong, small, a, abbr, button, label
    case input, select, option, del, ins, noscript, figure, figcaption
    case svg, g, path, line, rect, circle
    /// Words within a picture.
    case words = "text"
    case ul, ol, li, dl, dt, dd, details, summary, table, caption, thead, tbody, tr, th, td

    /// Elements that have neither content nor an end tag.
    var isVoid: Bool { self == .meta || self == .input }
  }

  public enum Attribute: Sendable {
    case `class`(String)
    case id(String)
    case lang(String)
    /// A place on the same page; pages of this program link nowhere else.
    case target(String)
    case title(String)
    /// The length of a bar in percent, as a custom property for the style sheet.
    case fill(Rational)
    case scope(Scope)
    case span(Int)
    case label(String)
    case role(String)
    /// An element that the keyboard can reach, to scroll it.
    case focusable
    /// An element that a script can set the focus on, though the keyboard passes it by.
    case focusTarget
    case open
    case hidden
    /// Whether it is there for the eye alone.
    case decorative
    case type(String)
    /// What an entry of a list, or a field, stands for.
    case value(String)
    /// The field that a label is of.
    case field(String)
    /// Something that the page's script wants to know of the element.
    case note(Note, String)
    case meta(name: String, content: String)
    case equivalent(name: String, content: String)
    case charset
    /// The part of the plane that a picture shows, from its origin.
    case viewBox(width: Int, height: Int)
    /// A measure of a shape, in units of its picture.
    case measure(Measure, Int)
    /// The outline of a shape.
    case outline(String)

    public enum Measure: String, Sendable {
      case x, y, x1, y1, x2, y2, cx, cy, r, width, height
    }

    public enum Note: String, Sendable {
      case key, from, to
    }

    public enum Scope: String, Sendable {
      case column = "col"
      case row
      case columns = "colgroup"
    }
  }

  /// An element with its content.
  public init(_ tag: Tag, _ attributes: Attribute..., @HTMLBuilder content: () -> [HTML] = { [] }) {
    self = .element(tag, attributes, content())
  }

  /// An element with an identifier that is given only sometimes.
  static func anchored(_ tag: Tag, _ id: String?, _ attributes: Attribute..., @HTMLBuilder content: () -> [HTML])
    -> HTML
  {
    .element(tag, (id.map { [.id($0)] } ?? []) + attributes, content())
  }
}

/// Lets content of an element be written as a list of statements.
@resultBuilder public enum HTMLBuilder {
  public static func buildExpression(_ piece: HTML) -> [HTML] { [piece] }
  public static func buildExpression(_ pieces: [HTML]) -> [HTML] { pieces }
  public static func buildExpression(_ piece: HTML?) -> [HTML] { piece.map { [$0] } ?? [] }
  public static func buildExpression(_ text: String) -> [HTML] { [.text(text)] }
  public static func buildBlock(_ pieces: [HTML]...) -> [HTML] { pieces.flatMap { $0 } }
  public static func buildOptional(_ pieces: [HTML]?) -> [HTML] { pieces ?? [] }
  public static func buildEither(first: [HTML]) -> [HTML] { first }
  public static func buildEither(second: [HTML]) -> [HTML] { second }
  public static func buildArray(_ pieces: [[HTML]]) -> [HTML] { pieces.flatMap { $0 } }
}
