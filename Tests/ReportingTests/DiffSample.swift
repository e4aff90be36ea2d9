import Comparison
import Dataset
import Evaluation
import Exact
import Formula
import Methodology
import SourceText
import Testing

@testable import Reporting

/// The made-up edition, a later one that differs in known ways, and libraries under both.
enum DiffSample {
  /// What the later edition says instead.
  private static let changes = [
    ("edition: 2020-05", "edition: 2022-01"), ("refusal_cost: {value: 40", "refusal_cost: {value: 30"),
    ("fine: {value: 2.5", "fine: {value: 4"), ("from: 80}", "from: 85}"), ("below: 80}", "below: 85}"),
    ("formula: access + stock", "formula: access + stock * 0.9"),
  ]

  /// Both editions compared; `more` is what the later one says instead besides.
  static func rules(with more: KeyValuePairs<String, String> = [:]) throws -> RuleDiff {
    let findings = Findings()
    let path = Golden.folder.appending(path: "edition.yaml").path
    let read = try #require(SourceFile.read(path: path, findings: findings))
    var text = String(decoding: read.bytes, as: UTF8.self)
    for (old, new) in changes + more.map({ ($0.key, $0.value) }) {
      try #require(text.contains(old))
      text = text.replacing(old, with: new)
    }
    let file = SourceFile(name: "later.yaml", bytes: Array(text.utf8))
    let later = try #require(EditionLoader.load(file, findings: findings), "\(findings.all.map(\.message.text))")
    return RuleDiff(try Sample.edition(), later)
  }

  /// The four libraries under both editions; the shares are made up, but add up to the differences.
  static func outcome(shares: (Rational, Int) -> Attribution? = { _, _ in nil }) throws -> OutcomeDiff {
    let rules = try rules()
    return outcome(rules, SampleData.dataset(rules.before), SampleData.dataset(rules.after), shares)
  }

  /// Many libraries that differ in the shelves and in the visitors whom they turn away.
  static func outcome(count: Int, shares: (Rational, Int) -> Attribution?) throws -> OutcomeDiff {
    let rules = try rules()
    func dataset(_ edition: Edition) -> Dataset {
      let period = PeriodData(name: "2021", bodies: (1...count).map(library))
      return Dataset(layout: InputLayout(edition), periods: [period])
    }
    return outcome(rules, dataset(rules.before), dataset(rules.after), shares)
  }

  private static func library(_ number: Int) -> Body {
    let refused: Value =
      number.isMultiple(of: 50) ? .missing(Absence(.input("visits_refused"))) : .number(Number(number * 37 % 900))
    let books = Value.number(Number(number * 13 % 47))
    let shelf = Body.Row(label: "shelf", values: [.text("shelf"), books], span: nil)
    return Body(
      id: "library-\(number)", kind: number.isMultiple(of: 3) ? "city" : "village",
      titles: Titles(["en": "Library of the \(number)th street", "ru": "Библиотека улицы № \(number)"]),
      inputs: [.number(Number(1000 + number)), refused, .truth(number.isMultiple(of: 2))], records: [[shelf]],
      span: nil)
  }

  private static func outcome(
    _ rules: RuleDiff, _ before: Dataset, _ after: Dataset, _ shares: (Rational, Int) -> Attribution?
  ) -> OutcomeDiff {
    let sides = (Evaluator(rules.before).evaluate(before), Evaluator(rules.after).evaluate(after))
    let plain = OutcomeDiff(rules, before: sides.0, after: sides.1)
    let attributions = plain.members.enumerated().map { index, member -> Attribution? in
      guard let main = plain.mainScore, let difference = plain.difference(main, member) else { return nil }
      return shares(difference, index)
    }
    return OutcomeDiff(rules, before: sides.0, after: sides.1, attributions: attributions)
  }

  /// So many shares that add up to a difference; every fifth is of data, and the last makes up the sum.
  static func shares(_ count: Int, of difference: Rational, changes: Int, seed: Int) -> Attribution {
    var rest = difference
    let shares = (0..<count).map { index -> Attribution.Share in
      let value = index == count - 1 ? rest : (Rational((seed * 31 + index * 17) % 41 - 20, over: 7 + index) ?? 0)
      rest = rest - value
      let isData = index % 5 == 4
      return Attribution.Share(
        changes: isData ? [] : [index % changes], figures: isData ? ["visits_refused"] : [], value: value)
    }
    return Attribution(shares)
  }
}
