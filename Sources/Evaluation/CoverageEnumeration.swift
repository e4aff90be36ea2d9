import Formula
import Methodology
import SourceText

/// Lists what can be reached in an edition, whichever file it stands in.
struct CoverageEnumeration {
  let edition: Edition
  private let usedParameters: Set<SymbolID>

  init(edition: Edition) {
    self.edition = edition
    usedParameters = Set(edition.usesOfParameters.keys)
  }

  var points: [CoveragePoint] {
    edition.placedFormulas.flatMap(points) + edition.declarations.flatMap(points) + bandPoints
  }

  // MARK: Formulas

  private func points(of placed: PlacedFormula) -> [CoveragePoint] {
    let formula = placed.formula
    func point(_ mark: CoverageMark, _ kind: CoveragePoint.Kind, _ range: Range<Int>?) -> CoveragePoint {
      CoveragePoint(
        mark: mark, kind: kind, path: placed.path, text: range.map { formula.text.line($0) } ?? "",
        span: formula.text.span(range ?? 0..<formula.text.text.utf8.count))
    }
    var result: [CoveragePoint] = []
    let whole = formula.term.range
    switch placed.place {
    case .rule(let id): result.append(point(.value(.symbol(id)), .value, nil))
    case .field(let id): result.append(point(.value(.field(id)), .value, nil))
    case .clause(_, .applies), .condition:
      result.append(point(.condition(placed.place, true), .holds, whole))
      result.append(point(.condition(placed.place, false), .fails, whole))
    case .clause(let id, let part) where part == .atLeast || part == .atMost:
      result.append(point(.bound(id, part, bites: true), .bites, whole))
      result.append(point(.bound(id, part, bites: false), .isIdle, whole))
    case .clause(let id, .ifMissing): result.append(point(.substitute(id), .stepsIn, whole))
    case .clause: break
    }
    formula.term.forEach { term in
      let site = FormulaSite(placed.place, term.range)
      switch term.form {
      case .conditional(let condition, _, _):
        result.append(point(.branch(site, true), .holds, condition.range))
        result.append(point(.branch(site, false), .fails, condition.range))
      case .fallback(let left, _):
        result.append(point(.fallback(site, isThere: true), .isThere, left.range))
        result.append(point(.fallback(site, isThere: false), .isMissing, left.range))
      default: break
      }
    }
    return result
  }

  // MARK: Figures

  private func points(of declaration: Declaration) -> [CoveragePoint] {
    let (id, name) = (declaration.id, declaration.name)
    func point(
      _ mark: CoverageMark, _ kind: CoveragePoint.Kind, _ key: [String], _ text: String, _ span: Span
    ) -> CoveragePoint {
      CoveragePoint(mark: mark, kind: kind, path: ([name] + key).joined(separator: "."), text: text, span: span)
    }
    switch declaration.content {
    case .kind, .input, .derived: return []
    case .score(let score):
      // Where there is no formula, the name of the score is the place of its combination.
      guard case .children = score.rule else { return [] }
      return [point(.value(.symbol(id)), .value, [], "", declaration.provenance.span)]
    case .reading(let reading):
      return reading.choices.map { point(.choice(id, $0.name), .reading, [], $0.name, $0.span) }
    case .parameter(let parameter):
      guard usedParameters.contains(id) else { return [] }
      return parameter.orderedFigures.map { key, figure in
        point(.figure(id, key), .figure, key, figure.value.description, figure.provenance.span)
      }
    case .scale(let scale):
      let rows = scale.cases.flatMap { key in
        (scale.rows[key] ?? []).enumerated().map { index, row in
          point(.row(id, key, index), .row, key, Scale.text(row.lower, row.upper), row.figure.provenance.span)
        }
      }
      let others = (scale.otherwise?.orderedFigures ?? []).map { key, figure in
        point(
          .otherwise(id, key), .otherwise, ["otherwise"] + key, figure.value.description, figure.provenance.span)
      }
      return rows + others
    }
  }

  private var bandPoints: [CoveragePoint] {
    (edition.bands?.rows ?? []).enumerated().map { index, row in
      CoveragePoint(
        mark: .band(index), kind: .band, path: "bands." + row.name, text: Scale.text(row.lower, row.upper),
        span: row.provenance.span)
    }
  }
}

extension FormulaText {
  /// The part of the formula in a range, on one line.
  fileprivate func line(_ range: Range<Int>) -> String {
    text(in: range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
