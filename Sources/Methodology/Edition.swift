import Exact
import Formula
import RuleYAML
import SourceText

/// One text of a methodology in force for a period: all that its rule file declares, checked for names and types.
public struct Edition: Sendable {
  public let methodology: String
  public let id: String
  public let titles: Titles
  public let act: Act
  public let inForce: Period
  /// The years that are evaluated under this edition.
  public let years: [Int]
  /// What is missing from the edition, if it could not be encoded whole.
  public let partial: Titles?
  public let kinds: [BodyKind]
  public let units: [String: Titles]
  /// Everything that formulas can name; a ``SymbolID`` is an index into it.
  public private(set) var declarations: [Declaration]
  public private(set) var tables: [RecordTable]
  /// The scores that are nobody's child, in the order of the file.
  public let roots: [SymbolID]
  public private(set) var bands: Bands?
  public let assessors: Assessors
  public let notes: [KnownSlip]
  /// What it changes of the edition before it, if the rule file is an amendment.
  public internal(set) var amendment: Amendment?
  /// An order in which every declaration comes after those that it needs.
  public let order: [EvaluationStep]
  /// The columns with aggregates over bodies in their formulas.
  package let stepsOverBodies: Set<EvaluationStep>
  public let file: SourceFile
  /// The rule file as a tree; that of an amendment is the consolidated one.
  private let tree: Node

  /// The consolidated edition as one rule file.
  public var consolidated: String { YAMLWriter.write(tree) }

  /// What tells the rules from all others: that of the consolidated edition, which `metodika show` prints.
  public var fingerprint: Fingerprint { Fingerprint(of: Array(consolidated.utf8)) }

  public subscript(id: SymbolID) -> Declaration { declarations[id.index] }

  /// The declaration of a name.
  public func declaration(_ name: String) -> Declaration? { index[name].map { declarations[$0] } }

  private let index: [String: Int]

  init(
    header: Header, kinds: [BodyKind], units: [String: Titles], declarations: [Declaration], tables: [RecordTable],
    roots: [SymbolID], bands: Bands?, assessors: Assessors, notes: [KnownSlip], order: [EvaluationStep],
    file: SourceFile, tree: Node
  ) {
    methodology = header.methodology
    id = header.id
    titles = header.titles
    act = header.act
    inForce = header.inForce
    years = header.years
    partial = header.partial
    self.kinds = kinds
    self.units = units
    self.declarations = declarations
    self.tables = tables
    self.roots = roots
    self.bands = bands
    self.assessors = assessors
    self.notes = notes
    self.order = order
    stepsOverBodies = Set(
      order.filter { step in
        switch step {
        case .symbol(let id): declarations[id.index].terms.contains(where: \.hasAggregateOverBodies)
        case .field(let id):
          tables[id.table].fields[id.field].formula.map(\.term.hasAggregateOverBodies) ?? false
        }
      })
    self.file = file
    self.tree = tree
    index = Dictionary(declarations.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
  }

  /// An edition with the head of another and declarations of its own.
  init(
    _ other: Edition, kinds: [BodyKind], declarations: [Declaration], tables: [RecordTable], roots: [SymbolID],
    order: [EvaluationStep]
  ) {
    var header = Header(inForce: other.inForce)
    header.methodology = other.methodology
    header.id = other.id
    header.titles = other.titles
    header.act = other.act
    header.years = other.years
    self.init(
      header: header, kinds: kinds, units: other.units, declarations: declarations, tables: tables, roots: roots,
      bands: nil, assessors: .none, notes: [], order: order, file: other.file, tree: other.tree)
  }

  /// The edition with one part in the place of another that needs the same names.
  ///
  /// Its text stays that of the rule file.
  public func replacing(_ part: EditionPart) -> Edition {
    var edition = self
    switch part {
    case .declaration(let declaration): edition.declarations[declaration.id.index] = declaration
    case .table(let table): edition.tables[table.index] = table
    case .bands(let bands): edition.bands = bands
    }
    return edition
  }

  /// The score that bodies are judged by: that of the bands, or the last one that is nobody's child.
  public var mainScore: SymbolID? { bands?.score ?? roots.last }

  /// The scores of the whole tree, each before its children.
  public var scores: [Declaration] {
    var result: [Declaration] = []
    func visit(_ id: SymbolID) {
      guard case .score(let score) = self[id].content else { return }
      result.append(self[id])
      score.children.forEach(visit)
    }
    roots.forEach(visit)
    return result
  }

  /// The inputs in the order of the file.
  public var inputs: [(declaration: Declaration, input: Input)] {
    declarations.compactMap { declaration in
      guard case .input(let input) = declaration.content else { return nil }
      return (declaration, input)
    }
  }

  public var readings: [(declaration: Declaration, reading: Reading)] {
    declarations.compactMap { declaration in
      guard case .reading(let reading) = declaration.content else { return nil }
      return (declaration, reading)
    }
  }
}

/// The legal act that an edition encodes.
public struct Act: Sendable {
  public let number: String
  public let adopted: CalendarDate?
  public let registered: String?
  /// Where its text was read.
  public let source: String?
}

/// A stretch of days, both ends included; open where the end is not known.
public struct Period: Sendable {
  public let from: CalendarDate
  public let to: CalendarDate?

  public func contains(_ date: CalendarDate) -> Bool {
    guard let to else { return from <= date }
    return from <= date && date <= to
  }
}

/// A kind of evaluated body.
public struct BodyKind: Sendable {
  public let name: String
  public let titles: Titles
}

/// What a rule file says of itself before it comes to rules.
struct Header {
  var methodology = ""
  var id = ""
  var titles = Titles()
  var act = Act(number: "", adopted: nil, registered: nil, source: nil)
  var inForce: Period
  var years: [Int] = []
  var partial: Titles?
}
