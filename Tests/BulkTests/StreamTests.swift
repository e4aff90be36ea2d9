import Dataset
import Evaluation
import Formula
import Methodology
import Reporting
import SourceText
import Synchronization
import Testing

@testable import Bulk

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The column path against the exact evaluator, to the last digit written.
@Suite struct StreamTests {
  @Test(arguments: 0..<24) func randomEditionsGiveTheSameLines(group: Int) async throws {
    var streamed = 0
    var left = 0
    let bodies = 90 * Fixtures.times
    for seed in group * 8..<group * 8 + 8 {
      let made = RandomEdition(seed: UInt64(seed), bodies: bodies, missing: seed % 3 == 0 ? 0 : 4 * (seed % 3))
      let edition = try Fixtures.edition(made.rules)
      let folder = try Folder(bodies: made.bodies)
      defer { folder.remove() }
      let both = try await both(edition, folder.path)
      guard let fast = both.fast else { continue }
      streamed += 1
      #expect(fast.bodies == bodies)
      left += fast.exactBodies
      if fast.lines == both.exact { continue }
      for (own, exact) in zip(fast.lines.split(separator: "\r\n"), both.exact.split(separator: "\r\n"))
      where own != exact {
        Issue.record("seed \(seed)\n\(own)\n\(exact)\n\(made.rules)")
        break
      }
    }
    #expect(streamed == 8)
    // Else the columns would not be tested.
    #expect(left < 8 * bodies * 4 / 5)
  }

  /// Aggregates over bodies of a single table, which is read twice.
  @Test(arguments: 0..<16) func aggregatesOverBodiesGiveTheSameLines(seed: Int) async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {central: {en: central}, local: {en: local}}}
      inputs:
        a: {type: number, cite: x}
        b: {type: number, cite: x}
        c: {type: number, cite: x}
        d: {type: count, cite: x}
        e: {type: count, cite: x}
        f: {type: percent, cite: x}
        flag: {type: yes_no, cite: x}
        role: {type: choice, of: [plain, agency, other], default: plain, cite: x}
      derived:
        mean_a: {formula: "mean(bodies where kind == own.kind and reported(a): a)", cite: x}
        share: {formula: "percentile_rank(bodies where reported(c): c / max(1, e)) ?? 0", cite: x}
        above: {formula: "if c / max(1, e) >= mean_a then 1 else 0", cite: x}
        count_above: {formula: "count(bodies where role == own.role and (above ?? 0) == 1)", cite: x}
        any_high: {formula: "if any(bodies where f == 100 and flag) then 3 else 1", cite: x}
      scores:
        s: {formula: "mean_a + (a ?? 0) / 3", cite: y, min: -10000, max: 1000000}
        t: {formula: "share + count_above * any_high", cite: y, max: 1000000}
        u: {formula: "rank(bodies where reported(b) and kind == own.kind: b / (d + 1))", cite: y, max: 1000000}
      """)
    let made = RandomEdition(seed: UInt64(seed), bodies: 60 * Fixtures.times, missing: seed % 4)
    let folder = try Folder(bodies: made.bodies)
    defer { folder.remove() }
    let findings = Findings()
    let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: findings))
    let evaluation = Evaluator(edition).evaluate(dataset)
    let written = try #require(
      try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: seed % 2 + 1))
    #expect(written.isReadTwice)
    #expect(written.csv == EvaluationReport(evaluation).csv)
    let expected = (findings.all + evaluation.findings).map { DiagnosticRenderer().render($0) }.sorted()
    if expected.count < Findings.limit { #expect(written.findings == expected) }
    // Else the columns would not be tested. The mean of 32 figures of seed 0 has more digits than doubles hold.
    if seed > 0, Fixtures.times == 1 { #expect(written.outcome.exactBodies == 0) }
  }

  /// Forms of tables that are read in parts, and those that must be read as a whole.
  @Test(arguments: [
    ("id,kind,name,a,b\nx,k,X,1,2\ny,k,,3.5,-4\n", true),
    ("id;kind;name;a;b\r\nx;k;X;1,25;2\r\n;;;;\r\ny;k;\"a;b\";3.5;\r\n", true),
    ("\u{FEFF}id,name_ru,name,a,b\n x , Имя,\"N\"\"1\",\" 1 \",n/a\n\n", true),
    ("sep=;\nid;a;b\n=x;1 000,5;2\n", true),
    ("id,a,b\nx,12345678901234567890,2\ny,1,1\n", true),
    ("id,name,a,b\nx,\"two\nlines\",1,2\ny,Y,0.1,3", true),
    ("id,a\nx,1\n", true),
    // Each of these has something to be told of, in a row or in the head.
    ("id,a,b\nx,1,2\nx,3,4\n", false),
    ("id,a,b\nx,1\n", false),
    ("id,a,b\nx,1,two\n", false),
    ("id,a,b\nx,1,2000\n", false),
    ("id,a,b\nx,5,2,9\n", false),
    ("id,a,b\n,5,2\n", false),
    ("id,a,b\nx,\"5,500\",2\n", false),
    ("id,a,b\nx,\"5,2\ny,6,3\n", false),
    ("id,a,b,\nx,5,2,4\n", false),
    ("id,a,b\r\rx,5,2", false),
    ("kind,a,b\nk,5,2\n", false),
    ("id,a,b\n\u{212A},1,2\nK,1,2\n", false),
    ("id,a,b\ne\u{301},1,2\n\u{E9},1,2\n", false),
  ])
  func formsOfTables(bodies: String, isStreamed: Bool) async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      inputs:
        a: {type: number, cite: x}
        b: {type: number, from: -10, to: 1000, cite: x}
      scores:
        s: {formula: a / 3 + (b ?? 1), cite: y, min: -1000000000000000}
      """)
    let folder = try Folder(bodies: bodies)
    defer { folder.remove() }
    let written = try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 1)
    #expect((written != nil) == isStreamed)
    guard let written else { return }
    let findings = Findings()
    let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: findings))
    let report = EvaluationReport(Evaluator(edition).evaluate(dataset))
    #expect(written.csv == report.csv)
  }

  /// A figure that cannot exceed one without a column, for which a default holds.
  @Test(arguments: [("id,a\nx,-6\ny,-5\n", true), ("id,a\nx,-6\ny,-3\n", false)])
  func limitsWithoutColumns(bodies: String, isStreamed: Bool) async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      inputs:
        a: {type: number, at_most: b, cite: x}
        b: {type: number, default: -5, cite: x}
      scores: {s: {formula: a + b, cite: y, min: -100}}
      """)
    let folder = try Folder(bodies: bodies)
    defer { folder.remove() }
    let written = try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 1)
    #expect((written != nil) == isStreamed)
    let dataset = DatasetReader.read(folder: folder.path, for: edition, findings: Findings())
    #expect(dataset.map { EvaluationReport(Evaluator(edition).evaluate($0)).csv } == written?.csv)
  }

  /// A sign that parts cells far behind a head without any.
  @Test(arguments: ["", ";", ";y", "\ty"]) func separatorsBehindTheHeadAreSeen(end: String) async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      inputs: {a: {type: number, default: 1, cite: x}}
      scores: {s: {formula: a, cite: y}}
      """)
    let folder = try Folder(bodies: "id\n" + (0..<20_000).map { "b\($0)\n" }.joined() + "z\(end)\n")
    defer { folder.remove() }
    let findings = Findings()
    let dataset = DatasetReader.read(folder: folder.path, for: edition, findings: findings)
    let exact = dataset.map { EvaluationReport(Evaluator(edition).evaluate($0)).csv }
    if let written = try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 1) {
      #expect(written.csv == exact)
    }
    #expect(findings.hasErrors == end.hasSuffix("y"))
  }

  /// A division by zero is told whatever else is missing.
  @Test func failuresBesideWhatIsMissingAreTold() async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      inputs:
        a: {type: number, cite: x}
        flag: {type: yes_no, cite: x}
        role: {type: choice, of: [plain, agency], cite: x}
      steps:
        scale: {by: role, of: number, cite: x, rows: {plain: [{from: 0, value: 1}], agency: [{from: 0, value: 2}]}}
      scores:
        s: {formula: 1 / a, cite: y, penalty: {formula: 1, when: flag, cite: p}}
        t: {formula: "steps(scale, 1 / a)", cite: y}
      """)
    let folder = try Folder(bodies: "id,a,flag,role\nw,0,yes,plain\nx,0,,plain\ny,0,no,\nz,0,,\nv,1,,\n")
    defer { folder.remove() }
    let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: Findings()))
    let evaluation = Evaluator(edition).evaluate(dataset)
    #expect(evaluation.findings.count == 8)
    let written = try #require(try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 1))
    #expect(written.findings == evaluation.findings.map { DiagnosticRenderer().render($0) }.sorted())
    #expect(written.csv == EvaluationReport(evaluation).csv)
  }

  /// More findings than can be told are counted, however the bodies are read.
  @Test(arguments: [1200, 3000]) func findingsBeyondTheLimitAreCounted(count: Int) async throws {
    let edition = try Fixtures.edition(
      """
      \(Fixtures.head)
      bodies: {kinds: {k: {en: kind}}}
      inputs: {a: {type: number, cite: x}, b: {type: number, cite: x}}
      scores: {s: {formula: a / b, cite: y}, t: {formula: b / a, cite: y}}
      """)
    let folder = try Folder(bodies: "id,a,b\n" + (0..<count).map { "b\($0),\($0 % 3),0\n" }.joined())
    defer { folder.remove() }
    let dataset = try #require(DatasetReader.read(folder: folder.path, for: edition, findings: Findings()))
    let evaluation = Evaluator(edition).evaluate(dataset)
    let expected = count + count / 3 - Findings.limit
    #expect(evaluation.findings.count == Findings.limit && evaluation.told.dropped == expected)
    let table = try await ColumnScorer(Evaluator(edition)).score(dataset, threads: 2)
    #expect(table.findings.count == Findings.limit && table.told.dropped == expected && table.told.hasErrors)
    let written = try #require(try await WrittenLines(folder.path, year: nil, Evaluator(edition), threads: 2))
    #expect(written.findings.count == Findings.limit && written.dropped == expected)
  }

  struct Both {
    var fast: (lines: String, bodies: Int, exactBodies: Int)?
    let exact: String
  }

  private func both(_ edition: Edition, _ folder: String) async throws -> Both {
    let findings = Findings()
    let dataset = try #require(
      DatasetReader.read(folder: folder, for: edition, findings: findings),
      "\(findings.sorted.map { DiagnosticRenderer().render($0) }.joined())")
    let evaluation = Evaluator(edition).evaluate(dataset)
    var both = Both(exact: EvaluationReport(evaluation).csv)
    if let written = try await WrittenLines(folder, year: nil, Evaluator(edition), threads: 2) {
      both.fast = (written.csv, written.outcome.bodies, written.outcome.exactBodies)
      #expect(!written.isHeld)
      let expected = (findings.all + evaluation.findings).map { DiagnosticRenderer().render($0) }.sorted()
      // Of more than can be told, the first of each chunk are.
      if expected.count < Findings.limit { #expect(written.findings == expected) }
    }
    return both
  }
}

/// What is written of a folder that is not read as a whole.
struct WrittenLines {
  let csv: String
  let outcome: ColumnScorer.Outcome
  /// Whether a table was read twice, for aggregates over bodies.
  var isReadTwice: Bool { if case .readTwice = outcome.way { true } else { false } }
  /// Whether columns were held until all was read.
  var isHeld: Bool { if case .ofHeldColumns = outcome.way { true } else { false } }
  /// What is told, in order.
  let findings: [String]
  /// How many findings there are beyond those.
  let dropped: Int

  /// `nil` if the folder must be read as a whole.
  ///
  /// It is read a few rows at a time, so that rows stand across the ends of chunks.
  init?(_ folder: String, year: Int?, _ evaluator: Evaluator, threads: Int) async throws {
    var scorer = try ColumnScorer(evaluator)
    scorer.chunkSize = 200
    let lines = Mutex<[UInt8]>([])
    let told = Findings()
    do throws(NotStreamed) {
      outcome = try await scorer.write(
        folder: folder, year: year, threads: threads, language: "en", findings: told, progress: { _ in },
        output: { bytes in
          lines.withLock { $0 += bytes }
          return true
        })
    } catch {
      return nil
    }
    csv = String(decoding: lines.withLock { $0 }, as: UTF8.self)
    findings = told.all.map { DiagnosticRenderer().render($0) }.sorted()
    dropped = told.dropped
  }
}

enum Fixtures {
  /// How a made-up edition begins.
  static let head = """
    format: 1
    methodology: made-up
    edition: made-up
    title: {en: made up}
    act: {number: none}
    in_force: {from: 2020-01-01}
    evaluates: {years: [2020]}
    basis: assumed
    """

  /// How many times as many bodies random editions are given as in an ordinary run.
  static let times = ProcessInfo.processInfo.environment["METODIKA_RANDOM_TIMES"].flatMap { Int($0) } ?? 1

  static func edition(_ rules: String) throws -> Edition {
    let findings = Findings()
    let file = SourceFile(name: "edition.yaml", bytes: Array(rules.utf8))
    return try #require(
      EditionLoader.load(file, findings: findings),
      "\(findings.sorted.map { DiagnosticRenderer().render($0) }.joined())")
  }
}

/// A data folder for the time of a test.
struct Folder {
  let path: String

  init(bodies: String) throws { try self.init(files: ["bodies.csv": bodies]) }

  init(files: [String: String]) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "bulk-\(UUID().uuidString)")
    for (name, text) in files {
      let file = url.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    path = url.path
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
