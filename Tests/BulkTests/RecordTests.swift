import Dataset
import Evaluation
import Exact
import Methodology
import Reporting
import SourceText
import Testing

@testable import Bulk

/// Record tables, aggregates over bodies and the look back in columns, against the exact evaluator.
@Suite struct RecordTests {
  @Test(arguments: 0..<16) func randomEditionsGiveTheSameLines(group: Int) async throws {
    var left = 0
    let bodies = 40 * Fixtures.times
    for seed in group * 6..<group * 6 + 6 {
      let made = RandomRecords(seed: UInt64(seed), bodies: bodies, missing: [0, 1, 4][seed % 3])
      let edition = try Fixtures.edition(made.rules)
      let folder = try Folder(files: made.files)
      defer { folder.remove() }
      let findings = Findings()
      let dataset = try #require(
        DatasetReader.read(folder: folder.path, for: edition, year: 2020, despiteErrors: true, findings: findings))
      let evaluation = Evaluator(edition).evaluate(dataset)
      let result = try await ColumnScorer(Evaluator(edition)).score(dataset, threads: 2)
      left += result.exactBodies
      let exact = EvaluationReport(evaluation).csv
      #expect(result.csv.count == exact.count, "seed \(seed)")
      for (own, exact) in zip(result.csv.split(separator: "\r\n"), exact.split(separator: "\r\n")) where own != exact {
        Issue.record("seed \(seed)\n\(own)\n\(exact)\n\(made.rules)")
        break
      }
      // Of more than can be told, the first of each part are.
      if evaluation.findings.count < Findings.limit {
        #expect(
          result.findings.map { DiagnosticRenderer().render($0) }.sorted()
            == evaluation.findings.map { DiagnosticRenderer().render($0) }.sorted(), "seed \(seed)")
      }
      let written = try #require(try await WrittenLines(folder.path, year: 2020, Evaluator(edition), threads: 2))
      #expect(written.csv == exact, "seed \(seed)\n\(made.rules)")
      #expect(written.isHeld)
      let expected = (findings.all + evaluation.findings).map { DiagnosticRenderer().render($0) }.sorted()
      if expected.count < Findings.limit { #expect(written.findings == expected, "seed \(seed)") }
    }
    // Else the columns would not be tested.
    #expect(left < 6 * bodies * 4 / 5)
  }

  /// A body with more rows than a block has room for, among others.
  @Test func bodiesWithManyRowsAreLeftToTheExactEvaluator() async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      inputs: {a: {type: number, cite: x}}
      records: {items: {cite: x, fields: {n: {type: number}}}}
      derived: {all: {formula: "sum(bodies: total)", cite: z}, total: {formula: "sum(items: n)", cite: z}}
      scores: {s: {formula: "a + total / 3 + all", cite: y, max: 100000000}}
      """)
    let counts = [3, 0, BlockMemory.rows, BlockMemory.rows + 1, 1, 2 * BlockMemory.rows, 2]
    let bodies = counts.indices.map { "b\($0),\($0)\n" }.joined()
    let items = counts.enumerated().flatMap { body, count in (0..<count).map { "b\(body),\($0).5\n" } }.joined()
    let folder = try Folder(files: ["bodies.csv": "id,a\n" + bodies, "items.csv": "body,n\n" + items])
    defer { folder.remove() }
    let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: Findings()))
    let exact = EvaluationReport(Evaluator(edition).evaluate(dataset)).csv
    let table = try await ColumnScorer(Evaluator(edition)).score(dataset, threads: 2)
    #expect(table.csv == exact && table.exactBodies == 2)
    let written = try #require(try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 2))
    #expect(written.csv == exact && written.outcome.exactBodies == 2)
  }

  /// Identifiers that are written alike and are not the same.
  @Test func ownersInQuotesAreToldApart() async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      records: {items: {cite: x, fields: {n: {type: number}}}}
      scores: {s: {formula: "sum(items: n)", cite: y, max: 100}}
      """)
    let folder = try Folder(files: [
      "bodies.csv": "id\n\"a\"\"b\"\na\"\"b\n",
      "items.csv": "body,n\n\"a\"\"b\",1\na\"\"b,2\n\"a\"\"b\",3\n",
    ])
    defer { folder.remove() }
    let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: Findings()))
    let evaluation = Evaluator(edition).evaluate(dataset)
    #expect(evaluation.bodies.map(\.id) == ["a\"b", "a\"\"b"])
    #expect(evaluation.bodies.map { evaluation.value("s", body: $0.id)?.number } == [Number(4), Number(2)])
    let written = try #require(try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 1))
    #expect(written.csv == EvaluationReport(evaluation).csv)
  }

  /// Record tables of which columns are held, and those that must be read as a whole.
  @Test(arguments: [
    ("", true),
    ("x,left,k,1\nx,right,k,\"2\"\ny,left,k,3\ny,right,k,\n", true),
    ("y,right,k,4\nx,left,k,1\nx,right,k,2.5\n\ny,left,k,3\n", true),
    ("x,left,k,1\nx,right,k,2\ny,left,k,12345678901234567890\ny,right,k,4\n", false),
    // Each of these has something to be told of.
    ("x,left,k,1\nx,right,k,2\ny,left,k,3\n", false),
    ("x,left,k,1\nx,right,k,2\nx,left,k,5\ny,left,k,3\ny,right,k,4\n", false),
    ("x,left,k,1\nx,right,k,2\ny,left,k,3\ny,left,k,4\n", false),
    ("x,left,k,1\nx,right,k,2\nz,left,k,3\nz,right,k,4\n", false),
    ("x,left,k,1\nx,right,k,2\n,left,k,3\ny,right,k,4\n", false),
    ("x,left,k,1\nx,right,k,2\ny,left,,3\ny,right,k,4\n", false),
    ("x,left,k,1\nx,right,k,2\ny,up,k,3\ny,right,k,4\n", false),
    ("x,left,k,1\nx,right,k,2\ny,left,r,3\ny,right,k,4\n", false),
    ("x,left,k,1\nx,right,k,two\ny,left,k,3\ny,right,k,4\n", false),
  ])
  func formsOfRecordTables(marks: String, isHeld: Bool) async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      parameters:
        part: {by: [place, tongue], left: {k: 1}, right: {k: 2}, cite: x}
      records:
        notes:
          key: what
          cite: x
          fields: {what: {type: text}, n: {type: number}}
        marks:
          key: [place, tongue]
          complete: part
          cite: x
          fields:
            place: {type: choice, of: [left, right]}
            tongue: {type: choice, of: [k, r]}
            mark: {type: number}
      scores:
        s: {formula: "sum(marks: mark * part) + sum(notes: n) / 3", cite: y, max: 100000}
      """)
    // No row is due of a body that is not there.
    let bodies = marks.isEmpty ? "id\n" : "id\nx\ny\n"
    let notes = marks.isEmpty ? "" : "y,\"a, b\",1\nx,a,2\ny,a,0.5\nx,\"an \"\"a\"\"\",7\n"
    let folder = try Folder(files: [
      "bodies.csv": bodies, "notes.csv": "body,what,n\n" + notes, "marks.csv": "body,place,tongue,mark\n" + marks,
    ])
    defer { folder.remove() }
    let written = try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 1)
    #expect((written != nil) == isHeld)
    guard let written else { return }
    let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: Findings()))
    #expect(written.csv == EvaluationReport(Evaluator(edition).evaluate(dataset)).csv)
  }
}
