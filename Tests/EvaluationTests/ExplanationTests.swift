import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import SourceText
import Testing

/// Explanations say what was computed, and no more than that.
@Suite struct ExplanationTests {
  /// Editions with data to explain.
  struct Example: Sendable, CustomTestStringConvertible {
    let rules: String
    let data: String
    let year: Int
    var testDescription: String { rules }

    func evaluation() throws -> Evaluation {
      let edition = try Fixtures.edition("\(Fixtures.repository)/Rules/\(rules)")
      let data = try Fixtures.dataset("\(Fixtures.repository)/Examples/\(data)", for: edition, year: year)
      return Evaluator(edition).evaluate(data)
    }
  }

  static let examples = [
    Example(rules: "human-development/2014.yaml", data: "human-development", year: 2022),
    Example(rules: "citizen-interaction/2017-11.yaml", data: "citizen-interaction", year: 2017),
    Example(rules: "citizen-interaction/2020-03.yaml", data: "citizen-interaction", year: 2019),
    Example(rules: "citizen-interaction/2025-04.yaml", data: "citizen-interaction", year: 2024),
  ]

  /// An evaluation with all nodes of what explains each root of each body.
  struct Explained: Sendable {
    let evaluation: Evaluation
    let nodes: [(node: Explanation, body: String)]

    init(_ evaluation: Evaluation) {
      self.evaluation = evaluation
      var nodes: [(node: Explanation, body: String)] = []
      for body in evaluation.bodies.indices {
        for root in evaluation.edition.roots {
          evaluation.explain(root, body: body).forEach { nodes.append(($0, evaluation.bodies[body].id)) }
        }
      }
      self.nodes = nodes
    }
  }

  /// Explained once for all tests, since that takes a while in a debug build.
  private static let explained = examples.map { example in Result { Explained(try example.evaluation()) } }

  private static func explained(_ example: Example) throws -> Explained {
    try explained[try #require(examples.firstIndex { $0.rules == example.rules })].get()
  }

  // MARK: What is told

  @Test(arguments: examples) func figuresGiveTheValueThatIsShown(_ example: Example) throws {
    var count = 0
    for (node, body) in try Self.explained(example).nodes {
      guard let figures = node.figures, case .number(let base) = node.base ?? node.value else { continue }
      let found = Calculation.result(of: figures)
      #expect(found.map { Self.isClose($0, base.value) } ?? false, "\(node.name) of \(body): \(figures)")
      count += 1
    }
    #expect(count > 500)
  }

  @Test(arguments: examples) func adjustmentsLeadFromTheBaseToTheValue(_ example: Example) throws {
    for (node, body) in try Self.explained(example).nodes {
      guard var value = node.base?.number?.value, node.value.number != nil else { continue }
      for adjustment in node.adjustments {
        guard let number = adjustment.value.number?.value else { continue }
        switch adjustment.kind {
        case .penalty: value = value - number
        case .atLeast: value = max(value, number)
        case .atMost: value = min(value, number)
        case .round, .ifMissing: value = number
        case .shareOut: break  // The base is what it gives.
        }
      }
      #expect(value == node.value.number?.value, "\(node.name) of \(body)")
    }
  }

  @Test(arguments: examples) func explainedValuesAreThoseOfTheEvaluation(_ example: Example) throws {
    let explained = try Self.explained(example)
    for (node, body) in explained.nodes where node.role == .score || node.role == .derived {
      #expect(node.value == explained.evaluation.value(node.name, body: body), "\(node.name) of \(body)")
    }
  }

  @Test(arguments: examples) func contributionsAddUp(_ example: Example) throws {
    for (node, _) in try Self.explained(example).nodes {
      guard node.role == .aggregate, case .number(let number) = node.value else { continue }
      let values = node.contributions.compactMap(\.value.number)
      if node.name.hasPrefix("sum(") {
        #expect(values.reduce(Number(0), +) == number, "\(node.name)")
      } else if node.name.hasPrefix("count(") {
        #expect(Number(node.contributions.count) == number, "\(node.name)")
      } else if node.name.hasPrefix("mean(") {
        #expect(values.reduce(Number(0), +) == number * Number(values.count), "\(node.name)")
      }
    }
  }

  @Test(arguments: examples) func childrenOfASumAddUp(_ example: Example) throws {
    let explained = try Self.explained(example)
    for (node, _) in explained.nodes {
      guard case .score(let score) = explained.evaluation.edition.declaration(node.name)?.content, node.role == .score,
        case .children(.sum) = score.rule, node.abridgement == nil, let base = (node.base ?? node.value).number,
        !node.adjustments.contains(where: { $0.kind == .shareOut })
      else { continue }
      let names = Set(score.children.map { explained.evaluation.edition[$0].name })
      let parts = node.children.filter { names.contains($0.name) }
      #expect(parts.count == names.count)
      #expect(parts.compactMap(\.value.number).reduce(Number(0), +) == base)
    }
  }

  // MARK: What is missing

  @Test(arguments: examples) func everyReasonIsReallyMissing(_ example: Example) throws {
    let evaluation = try Self.explained(example).evaluation
    for body in evaluation.bodies.indices {
      for score in evaluation.edition.scores {
        guard case .missing(let absence) = evaluation.value(score.id, body: body) else { continue }
        for reason in absence.reasons {
          #expect(
            Self.isMissing(reason, evaluation), "\(score.name) of \(evaluation.bodies[body].id): \(reason)")
        }
      }
    }
  }

  /// Whether what a reason names has no value, for the body or for another one that the score looks at.
  private static func isMissing(_ reason: Reason, _ evaluation: Evaluation) -> Bool {
    let periods = evaluation.dataset.periods
    switch reason {
    case .input(let name):
      guard let id = evaluation.edition.declaration(name)?.id else { return false }
      return periods.contains { period in
        period.bodies.contains { evaluation.dataset.layout.value(of: id, in: $0.inputs)?.absence != nil }
      }
    case .table(let table): return periods.contains { $0.lacks(table: table) }
    case .cell(let table, let row, let field):
      guard let table = evaluation.edition.tables.first(where: { $0.name == table }), let field = table.field(field)
      else { return false }
      return periods.contains { period in
        period.bodies.contains { body in
          body.records[table.index].contains { $0.label == row && $0.values[field].absence != nil }
        }
      }
    case .row(let table, let key):
      guard let table = evaluation.edition.tables.first(where: { $0.name == table }) else { return false }
      return periods.contains { period in
        period.bodies.contains { body in
          // A row that is due and not there has no value but its key.
          !body.records[table.index].contains { $0.label == key && $0.span != nil }
        }
      }
    case .noEarlierPeriod(let name):
      return evaluation.edition.declaration(name) != nil
        && (periods.count == 1 || evaluation.bodies.contains { periods[periods.count - 2].position(of: $0.id) == nil })
    case .notApplicable(let name):
      return evaluation.bodies.contains { evaluation.value(name, body: $0.id) == .notApplicable }
    case .noFigure(let name, let key):
      guard case .parameter(let parameter) = evaluation.edition.declaration(name)?.content else { return false }
      return parameter.figure(key.split(separator: ",").map { String($0.drop { $0 == " " }) }) == nil
    case .uncovered(let name, _):
      guard case .scale(let scale) = evaluation.edition.declaration(name)?.content else { return false }
      return scale.otherwise == nil
    case .nothingToAggregate, .failed:
      return true
    }
  }

  // MARK: Size

  @Test func whatIsReadTwiceIsExplainedOnce() throws {
    let evaluation = try Self.chain(levels: 60) { "a\($0) + a\($0)" }
    let last = try #require(evaluation.edition.declaration("a60"))
    let explanation = evaluation.explain(last.id, body: 0)
    #expect(explanation.value == .number(Number(1 << 60)))
    #expect(explanation.count == 61)
    #expect(!explanation.contains { $0.abridgement != nil })
  }

  @Test func pathsThatJoinAgainAreExplainedOnce() throws {
    let evaluation = try Self.chain(levels: 60) { $0 == 0 ? "a0" : "a\($0) + a\($0 - 1)" }
    let last = try #require(evaluation.edition.declaration("a60"))
    let explanation = evaluation.explain(last.id, body: 0)
    #expect(explanation.count <= 121)
    #expect(explanation.contains { $0.name == "a30" && $0.abridgement == .toldBefore && $0.children.isEmpty })
    #expect(explanation.contains { $0.name == "a30" && $0.abridgement == nil && $0.children.count == 2 })
  }

  @Test func chainsLongerThanAnyoneReadsAreCut() throws {
    let evaluation = try Self.chain(levels: 2000) { "a\($0) + 1" }
    let last = try #require(evaluation.edition.declaration("a2000"))
    let explanation = evaluation.explain(last.id, body: 0)
    #expect(explanation.value == .number(Number(2001)))
    #expect(explanation.count == 101)
    #expect(explanation.contains { $0.name == "a1900" && $0.abridgement == .tooDeep })
  }

  /// An edition in which `a0` is 1 and each `a` after it follows from those before.
  private static func chain(levels: Int, _ formula: (Int) -> String) throws -> Evaluation {
    let derived = (1...levels).map { "  a\($0): {formula: \(formula($0 - 1)), cite: \"1\"}\n" }.joined()
    let edition = try Fixtures.edition(
      text: """
        format: 1
        methodology: chain
        edition: chain
        act: {number: "1"}
        in_force: {from: 2020-01-01}
        bodies: {kinds: {one: one}}
        inputs: {a0: {type: number}}
        derived:
        \(derived)scores: {last: {formula: a\(levels), cite: "1"}}
        """)
    let builder = BodyBuilder(edition, findings: Findings())
    let report = BodyReport(id: "a", inputs: ["a0": BodyReport.Figure(.number(Number(1)))])
    let body = try #require(builder.body(report))
    return Evaluator(edition).evaluate(
      Dataset(layout: builder.layout, periods: [PeriodData(name: "", bodies: [body])]))
  }

  // MARK: Places that are told apart

  /// Aggregates of two formulas that stand at one place of their texts, a scale that is looked up twice, its keys.
  @Test func partsOfDifferentFormulasAreToldApart() throws {
    let edition = try Fixtures.edition(
      text: """
        format: 1
        methodology: parts
        edition: parts
        act: {number: "1"}
        in_force: {from: 2020-01-01}
        bodies: {kinds: {central: central, local: local}}
        inputs: {x: {type: number}, y: {type: number}}
        records: {r: {fields: {v: {type: number}}}, q: {fields: {w: {type: number}}}}
        steps:
          s: {by: kind, of: number, cite: "1", rows: [{below: 5, central: 1, local: 2}, {from: 5, central: 3, local: 4}]}
        scores:
          fined: {formula: "sum(r: v)", penalty: "sum(q: w)", cite: "1"}
          twice: {formula: "steps(s, x) + 10 * steps(s, y)", cite: "1"}
        """)
    let builder = BodyBuilder(edition, findings: Findings())
    func number(_ number: Int) -> BodyReport.Figure { BodyReport.Figure(.number(Number(number))) }
    let report = BodyReport(
      id: "a", kind: "local", inputs: ["x": number(1), "y": number(9)],
      records: ["r": [.init(["v": number(5)]), .init(["v": number(6)])], "q": [.init(["w": number(2)])]])
    let body = try #require(builder.body(report))
    let evaluation = Evaluator(edition).evaluate(
      Dataset(layout: builder.layout, periods: [PeriodData(name: "", bodies: [body])]))

    let fined = evaluation.explain(try #require(edition.declaration("fined")).id, body: 0)
    #expect(fined.children.map(\.name) == ["sum(r: v)", "sum(q: w)"])
    #expect(fined.children.map { text($0.value) } == ["11", "2"])
    #expect(fined.figures == "11" && fined.adjustments.first?.figures == "2")

    let twice = evaluation.explain(try #require(edition.declaration("twice")).id, body: 0)
    #expect(twice.figures == "2 + 10 * 4")
    #expect(twice.children.compactMap(\.lookUp?.text) == ["1: < 5", "9: >= 5"])
  }

  @Test func anAggregateWithinAnAggregateIsExplained() throws {
    let edition = try Fixtures.edition(
      text: """
        format: 1
        methodology: fixtures
        edition: nested
        act: {number: "1"}
        in_force: {from: 2020-01-01}
        bodies: {kinds: {only: only}}
        parameters:
          points: {by: item, first: 1, second: 2, cite: "1"}
        records:
          sheet:
            key: [item, side]
            complete: yes
            fields:
              item: {type: choice, of: [first, second]}
              side: {type: choice, of: [left, right]}
              n: {type: number}
              weighed: {formula: "n * points", cite: "2"}
              share: {formula: "weighed / sum(sheet where weighed > 0: weighed)", cite: "3"}
        scores:
          all: {formula: "sum(sheet: share * max(1, count(sheet where points > 1)))", cite: "4"}
        """)
    let builder = BodyBuilder(edition, findings: Findings())
    func row(_ item: String, _ side: String, _ number: Int) -> BodyReport.Row {
      BodyReport.Row([
        "item": .init(.text(item)), "side": .init(.text(side)), "n": .init(.number(Number(number))),
      ])
    }
    // One row that is due is not there, so that the score is missing.
    let rows = [row("first", "left", 3), row("first", "right", 1), row("second", "left", 2), row("second", "right", 4)]
    for count in [4, 3] {
      let body = try #require(
        builder.body(BodyReport(id: "a", kind: "only", records: ["sheet": Array(rows.prefix(count))])))
      let evaluation = Evaluator(edition).evaluate(
        Dataset(layout: builder.layout, periods: [PeriodData(name: "", bodies: [body])]))
      let explanation = evaluation.explain(try #require(edition.declaration("all")).id, body: 0)
      // 3 + 1 + 4 + 8 = 16 weighed; the shares add up to one; two rows have more than one point.
      #expect(explanation.value.number?.value == (count == 4 ? 2 : nil))
      var names: Set<String> = []
      explanation.forEach { names.insert($0.name) }
      #expect(names.isSuperset(of: ["sheet.share", "sheet.weighed", "points[first]", "points[second]"]))
    }
  }

  /// A body without rows, whose score is a mean over bodies of what each one's rows come to.
  @Test func rowsOfOtherBodies() throws {
    let edition = try Fixtures.edition(
      text: """
        format: 1
        methodology: deeds
        edition: 2020-01
        title: {en: Deeds}
        act: {number: "1"}
        in_force: {from: 2020-01-01}
        bodies: {kinds: {town: {en: town}}}
        records:
          deeds: {cite: "1", fields: {size: {type: number}, doubled: {formula: size * 2}}}
        scores:
          common: {formula: "mean(bodies: sum(deeds: doubled))", cite: "2"}
        """)
    let rows = (1...3).map { row in
      Body.Row(label: "\(row)", values: [.number(Number(row)), .notApplicable], span: nil)
    }
    let bodies = [("a", []), ("b", rows)].map { id, rows in
      Body(id: id, kind: "town", titles: Titles(), inputs: [], records: [rows], span: nil)
    }
    let dataset = Dataset(layout: InputLayout(edition), periods: [PeriodData(name: "", bodies: bodies)])
    let explanation = Evaluator(edition).evaluate(dataset).explain(edition.roots[0], body: 0)
    var labels: [String] = []
    explanation.forEach { node in
      if node.name == "deeds.doubled" { labels += node.contributions.map(\.label) }
    }
    #expect(text(explanation.value) == "6" && labels == ["1", "2", "3"])
  }

  private static func isClose(_ left: Rational, _ right: Rational) -> Bool {
    // The text has 12 significant digits where there is no finite decimal.
    guard let unit = Rational(decimal: "0.000000001") else { return false }
    return (left - right).magnitude <= unit * max(Rational.one, right.magnitude)
  }
}

extension Explanation {
  fileprivate func forEach(_ visit: (Explanation) -> Void) {
    visit(self)
    children.forEach { $0.forEach(visit) }
  }

  fileprivate var count: Int { 1 + children.map(\.count).reduce(0, +) }

  fileprivate func contains(_ condition: (Explanation) -> Bool) -> Bool {
    condition(self) || children.contains { $0.contains(condition) }
  }
}
