import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import SourceText
import Testing

/// Random editions and bodies, worked out by `Fixtures/oracle/oracle.py` with Python's `fractions`.
@Suite struct OracleTests {
  @Test func everyValueIsThatOfTheOracle() throws {
    let editions = try Self.editions()
    var count = 0
    for oracle in editions {
      let edition = try Fixtures.edition(text: oracle.rules)
      let findings = Findings()
      let builder = BodyBuilder(edition, findings: findings)
      let bodies = oracle.bodies.compactMap { builder.body($0.report) }
      #expect(bodies.count == oracle.bodies.count, "\(Fixtures.rendered(findings.sorted))")
      let dataset = Dataset(layout: builder.layout, periods: [PeriodData(name: "", bodies: bodies)])
      let evaluation = Evaluator(edition).evaluate(dataset)
      for body in oracle.bodies {
        for (name, expected) in body.expected {
          let value = try #require(evaluation.value(name, body: body.report.id))
          let found = Self.text(value)
          #expect(found == expected, "edition \(oracle.name), \(name) of \(body.report.id)")
          count += 1
        }
      }
    }
    #expect(editions.count == 60 && count > 10_000)
  }

  private struct OracleEdition {
    let name: String
    var rules = ""
    var bodies: [OracleBody] = []
  }

  private struct OracleBody {
    var report: BodyReport
    var expected: [(name: String, value: String)] = []
  }

  /// The file's lines are described at the head of the script.
  private static func editions() throws -> [OracleEdition] {
    var editions: [OracleEdition] = []
    for line in try Fixtures.text("oracle/cases.txt").split(separator: "\n") {
      let last = editions.count - 1
      if line.hasPrefix("|") {
        editions[last].rules += line.dropFirst() + "\n"
        continue
      }
      let words = line.split(separator: " ", maxSplits: line.hasPrefix("=") ? 2 : .max).map(String.init)
      switch words[0] {
      case "edition":
        editions.append(OracleEdition(name: words[1]))
      case "body":
        let report = BodyReport(id: words[1], kind: words[2], inputs: try figures(words.dropFirst(3)))
        editions[last].bodies.append(OracleBody(report: report))
      case "row":
        let row = BodyReport.Row(try figures(words.dropFirst(2)))
        editions[last].bodies[editions[last].bodies.count - 1].report.records[words[1], default: []].append(row)
      default:
        editions[last].bodies[editions[last].bodies.count - 1].expected.append((words[1], words[2]))
      }
    }
    return editions
  }

  private static func figures(_ words: ArraySlice<String>) throws -> [String: BodyReport.Figure] {
    var figures: [String: BodyReport.Figure] = [:]
    for word in words {
      let parts = word.split(separator: "=").map(String.init)
      if parts[1] == "yes" || parts[1] == "no" {
        figures[parts[0]] = BodyReport.Figure(.truth(parts[1] == "yes"))
      } else {
        figures[parts[0]] = BodyReport.Figure(.number(Number(try #require(Rational(decimal: parts[1])))))
      }
    }
    return figures
  }

  /// The value as the script writes it: numbers as fractions.
  private static func text(_ value: Value) -> String {
    switch value {
    case .number(let number):
      number.value.denominator == 1
        ? String(number.value.numerator) : "\(number.value.numerator)/\(number.value.denominator)"
    case .truth(let truth): truth ? "yes" : "no"
    case .text(let text): text
    case .missing(let absence): "? " + absence.reasons.map(\.description).joined(separator: "; ")
    case .notApplicable: "-"
    }
  }
}
