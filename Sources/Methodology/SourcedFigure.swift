import Exact
import Formula
import SourceText

/// One figure or formula of an edition, with where it comes from.
public struct SourcedFigure: Sendable {
  public enum Kind: String, Sendable {
    case figure
    case row
    case formula
    case rounding
    case band
    case assessor
  }

  /// The path of the figure: the declaration, then the case or clause.
  public let path: String
  public let kind: Kind
  public let titles: Titles
  /// The figure, formula or row as a person would write it.
  public let text: String
  public let unit: Unit?
  public let provenance: Provenance
}

/// How many figures and formulas there are of each basis.
public struct BasisCount: Sendable, Equatable {
  public private(set) var counts: [Basis: Int]

  public init(_ figures: some Sequence<SourcedFigure>) {
    counts = Dictionary(figures.map { ($0.provenance.basis, 1) }, uniquingKeysWith: +)
  }

  public subscript(basis: Basis) -> Int { counts[basis] ?? 0 }
}

extension Edition {
  /// Every figure and formula of the edition, in the order of its sections.
  public var figures: [SourcedFigure] {
    var result = declarations.flatMap(figures)
    for table in tables {
      for field in table.fields {
        guard let formula = field.formula else { continue }
        result.append(
          SourcedFigure(
            path: table.name + "." + field.name, kind: .formula, titles: field.titles,
            text: FormulaPrinter.print(formula.expression), unit: nil, provenance: field.provenance))
      }
    }
    if let bands { result += bandFigures(bands) }
    result += assessors.rules.map { rule in
      SourcedFigure(
        path: "assessors." + self[rule.score].name, kind: .assessor, titles: Titles(),
        text: rule.assessor + (rule.condition.map { " where " + FormulaPrinter.print($0.expression) } ?? ""), unit: nil,
        provenance: rule.provenance)
    }
    return result
  }

  private func figures(of declaration: Declaration) -> [SourcedFigure] {
    func sourced(
      _ suffix: [String], _ kind: SourcedFigure.Kind, _ text: String, _ unit: Unit?, _ provenance: Provenance
    ) -> SourcedFigure {
      SourcedFigure(
        path: ([declaration.name] + suffix).joined(separator: "."), kind: kind, titles: declaration.titles, text: text,
        unit: unit, provenance: provenance)
    }
    func all(_ parameter: Parameter, _ suffix: [String] = []) -> [SourcedFigure] {
      parameter.orderedFigures.map { key, figure in
        sourced(suffix + key, .figure, figure.value.description, parameter.unit, figure.provenance)
      }
    }
    func rounded(_ rounding: Rounding?) -> [SourcedFigure] {
      rounding.map { [sourced(["round"], .rounding, $0.text, nil, $0.provenance)] } ?? []
    }
    switch declaration.content {
    case .kind, .input, .reading:
      return []
    case .parameter(let parameter):
      return all(parameter)
    case .scale(let scale):
      let rows = scale.cases.flatMap { key in
        (scale.rows[key] ?? []).map { row in
          sourced(
            key, .row, "\(Scale.text(row.lower, row.upper)): \(row.figure.value)", scale.unit, row.figure.provenance)
        }
      }
      return rows + (scale.otherwise.map { all($0, ["otherwise"]) } ?? []) + rounded(scale.rounding)
    case .derived(let derived):
      let text = FormulaPrinter.print(derived.formula.expression)
      return [sourced([], .formula, text, declaration.type.unit, declaration.provenance)]
    case .score(let score):
      var result: [SourcedFigure] = []
      if case .formula(let formula) = score.rule {
        result.append(
          sourced([], .formula, FormulaPrinter.print(formula.expression), score.unit, declaration.provenance))
      }
      result += score.clauses.filter { !isParameter(declaration.name + "." + $0.key) }.map {
        sourced(
          [$0.key], .formula, FormulaPrinter.print($0.clause.formula.expression), score.unit, $0.clause.provenance)
      }
      return result + rounded(score.rounding)
    }
  }

  /// Whether a clause is a figure of the act, which stands among the declarations already.
  private func isParameter(_ name: String) -> Bool {
    guard case .parameter = declaration(name)?.content else { return false }
    return true
  }

  private func bandFigures(_ bands: Bands) -> [SourcedFigure] {
    let rows = bands.rows.map { row in
      SourcedFigure(
        path: "bands." + row.name, kind: .band, titles: row.titles, text: Scale.text(row.lower, row.upper),
        unit: self[bands.score].type.unit, provenance: row.provenance)
    }
    guard let rounding = bands.rounding else { return rows }
    return rows + [
      SourcedFigure(
        path: "bands.round", kind: .rounding, titles: Titles(), text: rounding.text, unit: nil,
        provenance: rounding.provenance)
    ]
  }
}

extension Rounding {
  /// `0.01 half_up`.
  public var text: String { "\(step) \(mode.rawValue)" }
}

extension Scale {
  /// The bounds of a row as a person would write them: `4.8 … 5`, `< 4`.
  public static func text(_ lower: Bound?, _ upper: Bound?) -> String {
    let low = lower.map { ($0.isIncluded ? "" : "> ") + $0.value.description }
    let high = upper.map { ($0.isIncluded ? "" : "< ") + $0.value.description }
    switch (low, high) {
    case (let low?, let high?): return low == high ? low : "\(low) … \(high)"
    case (let low?, nil): return lower?.isIncluded == true ? ">= \(low)" : low
    case (nil, let high?): return upper?.isIncluded == true ? "<= \(high)" : high
    case (nil, nil): return "any"
    }
  }
}

extension ValueType {
  /// The unit of a number.
  public var unit: Unit? {
    if case .number(let unit) = self { return unit }
    return nil
  }
}
