import Comparison
import Exact
import Methodology
import Testing

/// What a comparison comes to, and what of it is told one by one.
@Suite struct OverviewTests {
  private static let text = """
    format: 1
    methodology: sample
    edition: one
    title: {en: Sample}
    act: {number: "1"}
    in_force: {from: 2020-01-01}
    evaluates: {years: [2020]}
    bodies: {kinds: {city: {en: city}, village: {en: village}}}
    inputs:
      late: {type: count, title: {en: late answers}, cite: "1"}
      total: {type: count, title: {en: answers}, cite: "1"}
    parameters:
      speed_weight: {by: kind, city: 20, village: 30, cite: "2"}
      extra_weight: {value: 5, cite: "3"}
    derived:
      share: {title: {en: share of late answers}, formula: late / total, cite: "2"}
    scores:
      quality:
        title: {en: Quality}
        cite: "1"
        of:
          speed: {title: {en: Speed}, formula: "max(0, speed_weight * (1 - share))", max: speed_weight, cite: "2"}
          extra: {title: {en: Extra}, formula: extra_weight, max: extra_weight, cite: "3"}
    assessors:
      names: {ministry: {en: Ministry of Roads}}
      rules: [{score: quality, assessor: ministry, cite: "9"}]
    """

  private func diff(_ changes: KeyValuePairs<String, String>) throws -> RuleDiff {
    for (old, _) in changes { try #require(Self.text.contains(old)) }
    let later = changes.reduce(Self.text) { $0.replacing($1.key, with: $1.value) }
    return RuleDiff(try Samples.edition(text: Self.text), try Samples.edition(text: later))
  }

  @Test func criteriaHaveMaximaByKind() throws {
    let diff = try diff(["city: 20, village: 30": "city: 25, village: 30"])
    let direction = try #require(RuleOverview(diff).directions.first)
    let speed = try #require(direction.criteria.first)
    #expect(direction.name == "quality" && speed.isWorthOther)
    #expect(speed.maxima.map(\.before) == [20, 30] && speed.maxima.map(\.after) == [25, 30])
    // That of the direction is the sum.
    #expect(direction.direction.maxima.map(\.after) == [30, 35])
  }

  @Test func aCriterionThatComesTakesItsFiguresAlong() throws {
    let diff = try diff([
      "  extra_weight: {": "  news_weight: {value: 7, cite: \"4\"}\n  extra_weight: {",
      "      extra: {":
        "      news: {title: {en: News}, formula: news_weight, max: news_weight, cite: \"4\"}\n      extra: {",
    ])
    let overview = RuleOverview(diff)
    #expect(overview.directions[0].criteria.filter { $0.before == nil }.compactMap(\.any?.name) == ["quality.news"])
    #expect(overview.directions[0].counts.map(\.after) == [3, 3])
    let groups = diff.groups
    #expect(groups.flatMap(\.told).map(\.aspect) == [.criterion])
    #expect(groups.flatMap(\.folds).flatMap(\.changes).map { $0.side?.name } == ["news_weight"])
    #expect(groups.flatMap(\.changes).count == diff.changes.count)
  }

  @Test func whatIsComputedIsFolded() throws {
    let diff = try diff(["formula: late / total,": "formula: late / (total + 1),"])
    #expect(diff.groups.flatMap(\.told).isEmpty)
    #expect(diff.groups.flatMap(\.folds).map(\.sort) == [.reckoning])
  }

  @Test func anAssessorOfAnotherNameIsTold() throws {
    let diff = try diff(["Ministry of Roads": "Ministry of Transport"])
    let change = try #require(diff.changes.first)
    #expect(diff.changes.count == 1 && change.aspect == .assessor && change.kind == .renamed)
    #expect(change.after?.titles.texts["en"] == "Ministry of Transport")
    #expect(change.after?.provenance.citations == ["9"])
  }

  @Test func figuresByCaseBringTheirSources() throws {
    let diff = try diff([
      "{by: kind, city: 20, village: 30, cite: \"2\"}":
        "{by: kind, city: {value: 21, cite: \"2a\"}, village: {value: 31, cite: \"2b\"}}"
    ])
    #expect(diff.changes.map { $0.after?.provenance.citations } == [["2a"], ["2b"]])
  }

  @Test func titlesOfTheSameWordsAreTheSame() throws {
    #expect(try diff(["share of late answers": "late answers - share of"]).changes.isEmpty)
    #expect(try diff(["share of late answers": "share of lost answers"]).changes.count == 1)
  }
}
