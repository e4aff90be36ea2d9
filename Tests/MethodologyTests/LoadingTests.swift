import Exact
import Formula
import Methodology
import SourceText
import TestSupport
import Testing

/// What a rule file becomes.
@Suite struct LoadingTests {
  private func edition(_ sections: String, head: String = "") throws -> Edition {
    let text = """
      format: 1
      methodology: example
      edition: 2018-01
      act: {number: "№1", adopted: 2017-12-01, registered: "16160", source: online}
      in_force: {from: 2018-01-10, to: 2019-03-14}
      units: {points: {en: points, ru: балл}, services: services}
      bodies: {kinds: {central: {ru: центральный, en: central}, local: local}}
      \(head)

      """
    let findings = Findings()
    return try #require(load(text + sections, findings: findings), "\(rendered(findings))")
  }

  private func content(_ edition: Edition, _ name: String) throws -> Declaration.Content {
    try #require(edition.declaration(name)?.content)
  }

  @Test func head() throws {
    let edition = try edition(
      "scores: {s: {formula: 1, cite: a}}",
      head: "title: {ru: Методика}\nevaluates: {years: [2017, 2018]}\nbasis: inferred")
    #expect(edition.methodology == "example" && edition.id == "2018-01")
    #expect(edition.titles.text("kk") == "Методика")
    #expect(edition.act.number == "№1" && edition.act.registered == "16160" && edition.act.source == "online")
    #expect(edition.inForce.to.map(edition.inForce.contains) == true)
    #expect(CalendarDate(text: "2019-03-15").map(edition.inForce.contains) == false)
    #expect(edition.years == [2017, 2018])
    #expect(edition.kinds.map(\.name) == ["central", "local"])
    #expect(edition.kinds.map { $0.titles.text("ru") } == ["центральный", "local"])
    #expect(edition.declaration("s")?.provenance.basis == .inferred)
  }

  @Test func parameters() throws {
    let edition = try edition(
      """
      inputs: {item: {type: choice, of: [data, acts, laws], cite: a}}
      parameters:
        plain: {value: 0.2, unit: points, cite: "п. 15"}
        by_kind: {by: kind, central: 15, local: none, cite: "п. 38", basis: assumed, also: [{central: 16, cite: [b, c]}]}
        nested:
          by: [item, kind]
          cite: "прил. 12"
          data: {central: 1, local: {value: 1.5, cite: "строка 1", basis: inferred}}
          acts: {local: 2, cite: "строка 2"}
      scores: {s: {formula: plain, cite: a}}
      """)
    guard case .parameter(let plain) = try content(edition, "plain"),
      case .parameter(let byKind) = try content(edition, "by_kind"),
      case .parameter(let nested) = try content(edition, "nested")
    else {
      Issue.record("no parameters")
      return
    }
    #expect(plain.figure([])?.value == Rational(decimal: "0.2"))
    #expect(plain.unit == Unit(name: "points"))
    #expect(byKind.cases == [["central"]] && byKind.figure(["local"]) == nil)
    #expect(byKind.figure(["central"])?.provenance.basis == .assumed)
    #expect(byKind.elsewhere.first?.figure(["central"])?.value == Rational(16))
    #expect(byKind.elsewhere.first?.figure(["central"])?.provenance.citations == ["b", "c"])
    #expect(nested.cases == [["data", "central"], ["data", "local"], ["acts", "local"]])
    let figures = nested.cases.compactMap { nested.figure($0)?.provenance }
    #expect(figures.map(\.citation) == ["прил. 12", "строка 1", "строка 2"])
    #expect(figures.map(\.basis) == [.text, .inferred, .text])
  }

  @Test func scalesInBothLayouts() throws {
    let edition = try edition(
      """
      steps:
        lists:
          by: kind
          of: number
          from: 1
          to: 5
          unit: points
          round: {to: 0.01, mode: half_up, basis: assumed}
          cite: "прил. 6"
          rows:
            central: [{from: 4.8, to: 5, value: 15}, {below: 4.8, value: 0, cite: "строка 2"}]
            local: [{above: 1, value: 35}]
          otherwise: {by: kind, central: 1, local: 2, basis: assumed}
        columns: {by: kind, of: count, cite: b, rows: [{below: 20, central: 1, local: 2}, {from: 20, central: none, local: 3}]}
      scores: {s: {formula: "steps(lists, 2) + steps(columns, 3)", cite: a}}
      """)
    guard case .scale(let lists) = try content(edition, "lists"),
      case .scale(let columns) = try content(edition, "columns")
    else {
      Issue.record("no scales")
      return
    }
    #expect(lists.cases == [["central"], ["local"]])
    #expect(lists.rows[["central"]]?.map(\.figure.value) == [Rational(15), .zero])
    #expect(lists.rows[["central"]]?.map(\.figure.provenance.citation) == ["прил. 6", "строка 2"])
    #expect(lists.rows[["local"]]?.first?.lower == Scale.Bound(value: .one, isIncluded: false))
    #expect(lists.rounding?.provenance.basis == .assumed)
    #expect(lists.otherwise?.figure(["local"])?.value == Rational(2))
    #expect(lists.argument.from == .one && lists.argument.to == Rational(5))
    #expect(
      columns.rows[["central"]]?.count == 1
        && columns.rows[["local"]]?.map(\.figure.value) == [Rational(2), Rational(3)])
    #expect(columns.argument.kind == .count)
  }

  @Test func scoresAndClauses() throws {
    let edition = try edition(
      """
      inputs: {done: {type: percent, cite: a}}
      scores:
        top:
          cite: "глава 2"
          basis: inferred
          max: {by: kind, unit: points, central: 20, local: 33, cite: "прил. 2", title: {ru: наибольшее}}
          of:
            low: {formula: share(done) * 10, unit: points, at_most: 5, basis: text}
            deep: {of: {er: {formula: 3, cite: b, penalty: {formula: "1", cite: c, title: вычет}}}}
      """)
    #expect(edition.scores.map(\.name) == ["top", "top.low", "top.deep", "top.deep.er"])
    #expect(edition.roots.map { edition[$0].name } == ["top"])
    guard case .score(let top) = try content(edition, "top"), case .score(let low) = try content(edition, "top.low"),
      case .score(let inner) = try content(edition, "top.deep.er"),
      case .parameter(let most) = try content(edition, "top.max")
    else {
      Issue.record("no scores")
      return
    }
    #expect(top.children.map { edition[$0].shortName } == ["low", "deep"] && top.unit == Unit(name: "points"))
    #expect(most.figure(["local"])?.value == Rational(33) && top.maximum?.titles.text("ru") == "наибольшее")
    #expect(top.maximum?.provenance.citation == "прил. 2" && top.maximum?.provenance.basis == .inferred)
    #expect(low.atMost?.provenance.citation == "глава 2" && low.atMost?.provenance.basis == .text)
    #expect(inner.penalty?.provenance.citation == "c" && inner.penalty?.provenance.basis == .inferred)
    #expect(edition.declaration("top.deep.er")?.provenance.citation == "b")
  }

  @Test func restOfTheFile() throws {
    let edition = try edition(
      """
      readings: {floor: {title: Floor, cite: "п. 38", default: after, choices: {before: first, after: {ru: после}}}}
      records:
        portal:
          key: [item]
          complete: due
          cite: d
          unit: services
          fields: {item: {type: choice, of: [data, acts]}, placed: {type: yes_no}, share: {formula: "if placed then 1 else 0"}}
      parameters: {due: {by: [item, kind], cite: e, data: {central: 1}}}
      scores: {s: {formula: "sum(portal: share)", applies: reading.floor == after, cite: a}}
      bands: {of: s, cite: "п. 18", rows: [{name: high, from: 0.9}, {name: low, below: 0.9, cite: "п. 19"}]}
      assessors:
        names: {agency: Agency, office: Office}
        rules:
          - {score: s, where: kind == central, assessor: office, cite: "п. 6"}
          - {score: s, assessor: agency, cite: "п. 7"}
      notes: [{about: score s, code: E0405, cite: x, text: {ru: опечатка}}]
      """)
    #expect(edition.readings.first?.reading.choices.map(\.name) == ["before", "after"])
    #expect(edition.readings.first?.declaration.name == "reading.floor")
    #expect(edition.tables[0].key == [0] && edition.tables[0].unit == Unit(name: "services"))
    #expect(edition.tables[0].completeness?.parameter == edition.declaration("due")?.id)
    #expect(edition.tables[0].fields[2].formula != nil && edition.tables[0].fields[1].input?.kind == .yesNo)
    #expect(edition.bands?.rows.map(\.provenance.citation) == ["п. 18", "п. 19"])
    #expect(edition.bands?.band(of: Rational(decimal: "0.9") ?? .zero)?.name == "high")
    #expect(edition.assessors.rules.map(\.assessor) == ["office", "agency"])
    #expect(edition.assessors.rules.map { $0.condition == nil } == [false, true])
    #expect(edition.notes.first?.code == "E0405" && edition.notes.first?.texts.text("ru") == "опечатка")
  }

  @Test func typesFollowFromFormulas() throws {
    let edition = try edition(
      """
      inputs: {late: {type: count, unit: services, cite: a}, total: {type: count, unit: services, cite: a}}
      records: {r: {cite: a, fields: {ok: {type: yes_no}, ratio: {formula: late / total}, good: {formula: ok and ratio > 0, type: yes_no}}}}
      derived:
        first: {formula: second / total, cite: a}
        second: {formula: late + total, cite: a}
        bad: {formula: first > 0.5, type: yes_no, cite: a}
        way: {formula: "if bad then slow else fast", type: choice, of: [slow, fast], cite: a}
        free: {formula: 100 * first, unit: points, cite: a}
      scores: {s: {formula: "if way == slow then free else sum(r where good: free)", cite: a, of: {t: {formula: free, cite: b}}}}
      """)
    let types = ["first", "second", "bad", "way", "free", "s", "s.t"].map {
      edition.declaration($0)?.type.description ?? ""
    }
    #expect(
      types == [
        "a share", "a number of services", "yes or no", "a choice of `slow`, `fast`", "a number of points",
        "a number of points", "a number of points",
      ])
    #expect(edition.tables[0].fields.map(\.type.description) == ["yes or no", "a share", "yes or no"])
  }

  /// Definitions in random order: each step comes after all that it reads.
  @Test(arguments: 0..<40) func evaluationOrder(_ seed: Int) throws {
    var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let lines = (1...30).map { number -> String in
      let parts = (0..<random(4)).compactMap { _ in number > 1 ? "d\(1 + random(number - 1))" : nil }
      return "  d\(number): {formula: \"\((parts + ["f", "1"]).joined(separator: " + "))\", cite: a}"
        .replacing(" f ", with: random(3) == 0 ? " sum(r: g) " : " x ").replacing("\"f", with: "\"x")
    }
    let shuffled = lines.map { (random(1000), $0) }.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "\n")
    let edition = try edition(
      """
      inputs: {x: {type: number, cite: a}}
      records: {r: {cite: a, fields: {n: {type: number}, g: {formula: h + 1}, h: {formula: n + x}}}}
      derived:
      \(shuffled)
      scores: {s: {cite: a, of: {b: {formula: d30, cite: b}, c: {formula: d29, at_most: d28, cite: c}}}}
      """)
    var done: Set<EvaluationStep> = []
    for step in edition.order {
      var needs: [EvaluationStep] = []
      let terms: [Term]
      switch step {
      case .symbol(let id):
        terms = edition[id].terms
        if case .score(let score) = edition[id].content { needs += score.children.map { .symbol($0) } }
      case .field(let id): terms = [edition.tables[id.table].fields[id.field].formula?.term].compactMap { $0 }
      }
      for term in terms {
        term.forEach { term in
          if case .read(let id) = term.form { needs.append(.symbol(id)) }
          if case .field(let table, let field, _) = term.form {
            needs.append(.field(FieldID(table: table, field: field)))
          }
        }
      }
      #expect(done.isSuperset(of: needs))
      #expect(done.insert(step).inserted)
    }
    #expect(done.count == edition.declarations.count + 3)
  }

  /// A misspelt name is pointed at in the file itself, however the formula is written.
  @Test(arguments: [
    "formula: шаг + 2 * ⟦опечатко⟧",
    "formula: 'шаг + 2 * ⟦опечатко⟧'",
    #"formula: "шаг + \u0032 * ⟦опечатко⟧""#,
    "formula: |\n      шаг\n        + 2 * ⟦опечатко⟧\n",
    "formula: |-\n  \n      ⟦опечатко⟧".replacing("# шаг\n      ", with: "шаг +\n      "),
    "formula: >\n      шаг +\n      2 *\n\n      ⟦опечатко⟧ + шаг\n",
    "formula: >-\n      шаг + 2\n      * ⟦опечатко⟧",
    "formula: шаг +\n      2 * ⟦опечатко⟧",
  ]) func positions(_ formula: String) throws {
    let marked = """
      format: 1
      methodology: m
      edition: e
      act: {number: "1"}
      in_force: {from: 2018-01-10}
      bodies: {kinds: {central: central}}
      inputs: {шаг: {type: number, cite: a}}
      scores:
        итог:
          cite: "п. 1"
          \(formula)
      """
    let start = try #require(marked.range(of: "⟦"))
    let before = marked[..<start.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    let findings = Findings()
    _ = load(marked.replacing("⟦", with: "").replacing("⟧", with: ""), findings: findings)
    let finding = try #require(findings.all.first, "no finding")
    #expect(findings.all.count == 1 && finding.code == "E0203", "\(rendered(findings))")
    #expect(finding.span?.text == "опечатко")
    let column = (before.last?.unicodeScalars.count ?? 0) + 1
    #expect(finding.span?.start == Position(line: before.count, column: column))
  }

  @Test func tenMistakesInOneRun() {
    let findings = Findings()
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
    let scores = names.map { "  \($0): {formula: unknown_\($0), cite: x}" }.joined(separator: "\n")
    _ = load(
      """
      format: 1
      methodology: m
      edition: e
      act: {number: "1"}
      in_force: {from: 2018-01-10}
      bodies: {kinds: {central: central}}
      scores:
      \(scores)
      """, findings: findings)
    #expect(findings.all.map(\.code) == names.map { _ in "E0203" })
  }
}
