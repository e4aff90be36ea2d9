import Dataset
import Exact
import Formula
import Methodology
import SourceText
import TestSupport
import Testing

/// Bodies made of values at hand, as rule tests make them.
@Suite struct BodyBuilderTests {
  private static let place = SourceFile(name: "tests.yaml", text: "one two three")
  private static let one = Span(place, 0..<3)
  private static let two = Span(place, 4..<7)

  private func number(_ value: Int, at span: Span? = nil) -> BodyReport.Figure {
    BodyReport.Figure(.number(Number(value)), at: span)
  }

  @Test func good() throws {
    let edition = try CaseFolder.edition()
    let findings = Findings()
    let report = BodyReport(
      id: "a", kind: "local", titles: Titles(["en": "A"]), inputs: ["services_total": number(10)],
      records: [
        "services": [
          BodyReport.Row(["service": BodyReport.Figure(.text("x")), "provided": number(3)]),
          BodyReport.Row(["service": BodyReport.Figure(.text("y")), "language": BodyReport.Figure(.text("russian"))]),
        ]
      ])
    let body = try #require(BodyBuilder(edition, findings: findings).body(report))
    let dataset = Dataset(layout: InputLayout(edition), periods: [PeriodData(name: "2017", bodies: [body])])
    #expect(findings.all.isEmpty)
    #expect(
      dump(dataset, edition) == [
        "2017 a local en=A: services_total=10 services_late=?services_late done=?done role=ordinary",
        "  services[x]: service=x provided=3 late=?services[x].late one_day=?services[x].one_day "
          + "satisfaction=?services[x].satisfaction plan=?services[x].plan language=kazakh in_time=.",
        "  services[y]: service=y provided=?services[y].provided late=?services[y].late one_day=?services[y].one_day "
          + "satisfaction=?services[y].satisfaction plan=?services[y].plan language=russian in_time=.",
      ])
    let total = try #require(edition.declaration("services_total"))
    #expect(dataset.layout.value(of: total.id, in: body.inputs) == .number(Number(10)))
    #expect(dataset.layout.position(of: try #require(edition.declaration("weight")).id) == nil)
  }

  @Test func faults() throws {
    let edition = try CaseFolder.edition()
    let findings = Findings()
    let report = BodyReport(
      id: "a", kind: "locl",
      inputs: [
        "services_total": number(10, at: Self.one), "services_late": number(12, at: Self.two), "done": number(95),
        "role": BodyReport.Figure(.text("agensy")), "service_late": number(1),
      ],
      records: [
        "services": [
          BodyReport.Row(["service": BodyReport.Figure(.text("x")), "provided": BodyReport.Figure(.truth(true))]),
          BodyReport.Row(["service": BodyReport.Figure(.text("x")), "in_time": number(1)], at: Self.two),
          BodyReport.Row(["provided": number(1)]),
        ],
        "service": [],
      ], at: Self.one)
    #expect(BodyBuilder(edition, findings: findings).body(report) == nil)
    #expect(
      findings.all.map { "\($0.code) \($0.message.text)" }.sorted() == [
        "E0523 `in_time` is no figure that is reported: the rules compute it",
        "E0526 the edition has no input `service_late`",
        "E0526 the edition has no record table `service`",
        "E0532 `done` of `a`: expected a number from 0 to 1, found `95`",
        "E0534 `role` of `a`: expected one of `ordinary`, `agency`, found `agensy`",
        "E0535 `services_late` of `a`: 12 is more than `services_total`, which is 10",
        "E0537 `provided` in row 1 of `services` of `a`: expected a whole number, found `yes`",
        "E0540 `service` in row 3 of `services` of `a` is empty",
        "E0542 the kind of `a`: expected a kind of body (`central`, `local`), found `locl`",
        "E0544 row 2 of `services` of `a`: `a` has a record `x` already",
      ])
    #expect(findings.all.allSatisfy { $0.span != nil })
    let exceeded = try #require(findings.all.first { $0.code == "E0535" })
    #expect(exceeded.span == Self.two && exceeded.notes.first?.span == Self.one)
  }

  @Test func rowsDue() throws {
    let edition = try CaseFolder.edition("complete")
    let findings = Findings()
    let builder = BodyBuilder(edition, findings: findings)
    #expect(
      builder.keysDue(in: "portal", of: BodyReport(id: "a", kind: "central")) == [
        ["list", "kazakh"], ["list", "russian"], ["sets", "kazakh"], ["sets", "russian"],
      ])
    #expect(builder.keysDue(in: "portal", of: BodyReport(id: "a", kind: "local"))?.count == 6)
    #expect(builder.keysDue(in: "portal", of: BodyReport(id: "a")) == nil)
    let row = ["item", "map", "language", "kazakh"]
    let fields = [row[0]: BodyReport.Figure(.text(row[1])), row[2]: BodyReport.Figure(.text(row[3]))]
    let records = ["portal": [BodyReport.Row(fields)]]
    #expect(builder.body(BodyReport(id: "a", kind: "local", records: records)) != nil)
    #expect(builder.body(BodyReport(id: "a", kind: "central", records: records)) == nil)
    #expect(findings.all.map(\.code) == ["E0546"])
  }

  @Test func tooManyRowsDue() throws {
    let names = (1...50).map { "n\($0)" }.joined(separator: ", ")
    let fields = (1...4).map { "      f\($0): {type: choice, of: [\(names)]}" }.joined(separator: "\n")
    let text = """
      format: 1
      methodology: tiny
      edition: tiny-4
      title: {en: Too many rows}
      act: {number: "1"}
      in_force: {from: 2017-01-01}
      units: {points: {en: points}}
      bodies:
        kinds: {central: {en: central}}
      records:
        table:
          key: [f1, f2, f3, f4]
          complete: yes
          cite: "1"
          fields:
      \(fields)
      scores:
        overall: {max: {value: 5, unit: points, cite: "1"}, formula: 5, cite: "1"}
      """
    let findings = Findings()
    let edition = try #require(
      EditionLoader.load(SourceFile(name: "edition.yaml", text: text), findings: findings), "\(rendered(findings))")
    _ = BodyBuilder(edition, findings: findings)
    #expect(findings.all.map(\.code) == ["E0507"])
  }

  @Test(arguments: [
    (["2016", "2017"], 1, 0), (["2015", "2017"], 1, nil), (["before", "now"], 1, 0), (["2015", "2016"], 0, nil),
    ([], 0, nil),
  ])
  func earlierPeriod(_ names: [String], _ position: Int, _ earlier: Int?) throws {
    let periods = names.map { PeriodData(name: $0, bodies: []) }
    let dataset = Dataset(layout: InputLayout(try CaseFolder.edition()), periods: periods)
    #expect(dataset.previous(ofPeriodAt: position) == earlier)
  }
}
