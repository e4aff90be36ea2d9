import Evaluation
import Exact
import Formula
import Methodology
import SourceText

/// Mutants of scales and bands.
extension MutantMaker {
  func mutants(of scale: Scale, _ declaration: Declaration) -> [Mutant] {
    let id = declaration.id
    var result = values(of: scale, declaration) + edges(of: scale, declaration)
    for (key, figure) in scale.otherwise?.orderedFigures ?? [] {
      let value = WrittenNumber(figure).neighbour(isBelow: false)
      guard let otherwise = scale.otherwise?.replacing(value, for: key) else { continue }
      result.append(
        mutant(
          .figure, declaration, ["otherwise"] + key, figure.provenance.span, "\(figure.value)", "\(value)",
          .scale(scale.replacing(otherwise: otherwise)), mark: .otherwise(id, key)))
    }
    if let rounding = scale.rounding {
      let coarser = rounding.coarser
      result.append(
        mutant(
          .rounding, declaration, ["round"], rounding.provenance.span, rounding.text, coarser.text,
          .scale(scale.replacing(coarser)), mark: .scale(id)))
    }
    return result
  }

  private func values(of scale: Scale, _ declaration: Declaration) -> [Mutant] {
    scale.cases.flatMap { key in
      (scale.rows[key] ?? []).enumerated().map { index, row in
        let value = WrittenNumber(row.figure).neighbour(isBelow: false)
        let changed = scale.replacingRows { other, rows in
          guard other == key else { return rows }
          var rows = rows
          rows[index] = row.replacing(value)
          return rows
        }
        let bounds = Bounds(row).text
        return mutant(
          .row, declaration, key, row.figure.provenance.span, "\(bounds): \(row.figure.value)", "\(bounds): \(value)",
          .scale(changed), mark: .row(declaration.id, key, index))
      }
    }
  }

  /// A row that several cases share has bounds that are written once, and change for all of them.
  private func edges(of scale: Scale, _ declaration: Declaration) -> [Mutant] {
    let moves = EdgeMoves(scale)
    var written: [(span: Span, cases: [[String]], row: Bounds, moved: [Bounds])] = []
    for key in scale.cases {
      let rows = scale.rows[key] ?? []
      for (index, row) in rows.enumerated() {
        let moved = moves.moves(of: index, in: rows.map(Bounds.init))
        guard let known = written.firstIndex(where: { $0.span == row.span }) else {
          written.append((row.span, [key], Bounds(row), moved))
          continue
        }
        written[known].cases.append(key)
        written[known].moved += moved.filter { !written[known].moved.contains($0) }
      }
    }
    return written.flatMap { span, cases, row, moved in
      moved.map { bounds in
        let changed = scale.replacingRows { _, rows in
          rows.map { $0.span == span ? $0.replacing(lower: bounds.lower, upper: bounds.upper) : $0 }
        }
        return mutant(
          .edge, declaration, cases.count == 1 ? cases[0] : [], span, row.text, bounds.text, .scale(changed),
          mark: .scale(declaration.id))
      }
    }
  }

  // MARK: Bands

  func mutants(of bands: Bands) -> [Mutant] {
    func mutant(
      _ kind: Mutant.Kind, _ name: String, _ span: Span, _ from: String, _ to: String, _ changed: Bands
    ) -> Mutant {
      Mutant(
        kind: kind, path: "bands." + name, span: span, from: from, to: to, part: .bands(changed), steps: [],
        marks: [.bands])
    }
    let moves = EdgeMoves(bands, of: edition[bands.score].score)
    let rows = bands.rows.map(Bounds.init)
    var result = bands.rows.enumerated().flatMap { index, row in
      moves.moves(of: index, in: rows).map { bounds in
        mutant(
          .edge, row.name, row.provenance.span, rows[index].text, bounds.text,
          bands.replacing(row: index, lower: bounds.lower, upper: bounds.upper))
      }
    }
    if let rounding = bands.rounding {
      let coarser = rounding.coarser
      result.append(
        mutant(
          .rounding, "round", rounding.provenance.span, rounding.text, coarser.text, bands.replacing(coarser)))
    }
    return result
  }
}
