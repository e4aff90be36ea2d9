import Comparison
import Exact
import Methodology
import RuleTests
import SourceText
import Testing

@testable import Reporting

@Suite struct DiffPageTests {
  private static let kinds = ["rules", "outcome", "shares"]

  private func page(_ kind: String, _ language: Wording.Language = .english) throws -> String {
    guard kind != "rules" else { return DiffReport(try DiffSample.rules(), language: language).html }
    let outcome = try DiffSample.outcome { difference, index in
      kind == "shares" ? DiffSample.shares(3, of: difference, changes: 4, seed: index) : nil
    }
    return DiffReport(outcome.rules, outcome: outcome, language: language).html
  }

  @Test(arguments: kinds, Wording.Language.allCases)
  func pagesAreWhole(_ kind: String, _ language: Wording.Language) throws {
    let page = try page(kind, language)
    let outline = try PageOutline(page)
    #expect(outline.open.isEmpty, "not closed: \(outline.open)")
    #expect(outline.ids.count == Set(outline.ids).count, "identifiers that stand twice")
    for target in outline.targets { #expect(outline.ids.contains(target), "no place \(target)") }
    #expect(outline.headings.first == 1 && outline.headings.count { $0 == 1 } == 1)
    for (upper, lower) in zip(outline.headings, outline.headings.dropFirst()) {
      #expect(lower <= upper + 1, "a heading of level \(lower) under one of level \(upper)")
    }
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url(") && !page.contains(" src="))
    // Every phrase has its arguments where no script fills them in.
    let still = page.components(of: "<header>").dropFirst().joined().components(of: "<script").first ?? ""
    #expect(!still.replacing(Wording(language).template(DiffPagePhrase.shownOf), with: "").contains("{"))
  }

  /// Two scripts go with the rules alone, four and the data of bodies with scores, and the shares besides.
  @Test func scriptsAndData() throws {
    let counts = try Self.kinds.map { try page($0).components(of: "<script").count - 1 }
    #expect(counts == [2, 5, 6])
    for kind in Self.kinds { #expect(try !page(kind).contains("<b>")) }
  }

  /// A city library of 100 visits of which 50 are refused has 60 - 50/100 · 40 = 40 points, and then 60 - 50/100 · 30.
  @Test(arguments: Wording.Language.allCases) func testsThatNoLongerHold(_ language: Wording.Language) throws {
    let tests = """
      format: 1
      tests: 2020-05
      cases:
        - {name: half are <refused>, kind: city, inputs: {visits_total: 100, visits_refused: 50}, expect: {access.admission: 40}}
        - {name: none are refused, kind: city, inputs: {visits_total: 100, visits_refused: 0}, expect: {access.admission: 60}}
      """
    let rules = try DiffSample.rules()
    let store = FileStore(
      ["v1:edition.yaml": rules.before.file.bytes, "v1:edition.tests.yaml": Array(tests.utf8)], root: "v1:")
    let findings = Findings()
    let before = try #require(RuleFolder.edition(at: "v1:edition.yaml", in: store, findings: findings))
    let carried = CarriedTests(of: before, under: rules.after, findings: findings)
    #expect(carried.held == 1 && carried.failures.count == 1 && findings.all.isEmpty)
    let page = DiffReport(RuleDiff(before, rules.after), tests: carried, language: language).html
    #expect(try PageOutline(page).open.isEmpty)
    #expect(page.contains("half are &lt;refused&gt;") && page.contains("v1:edition.tests.yaml:4:5"))
    #expect(page.contains("<td>40</td>\n<td>45</td>"), "\(page.suffix(2500))")
  }

  @Test func dataEndsNoScript() {
    let data = HTML.data(id: "d", .text("</script><!-- \u{2028} \\ \"")).markup
    #expect(
      data == "<script type=\"application/json\" id=\"d\">\"\\u003c/script>\\u003c!-- \\u2028 \\\\ \\\"\"\n</script>\n")
  }

  /// Every figure that a person would look for stands on the page without its scripts.
  ///
  /// Central: 30,000 visits of which 20 refused; shelves of mean 42 + 78/… are over 30 books, so 40 points of stock, of
  /// which the later edition takes 36. Access was 60 - 20/30000 · 40 = 59.97 and is 60 - 20/30000 · 30 = 59.98.
  @Test func figuresStandWithoutScript() throws {
    let page = try page("outcome")
    let cells = ["<td class=\"num\">99.97</td>", "<td class=\"num\">95.98</td>", "<td class=\"num loss\">-3.99</td>"]
    #expect(page.contains(cells.joined(separator: "\n")))
    #expect(page.contains("<del>") || page.contains("<ins>"))
    #expect(page.contains("id=\"band-matrix\"") && page.components(of: "plot slopes").count - 1 == 2)
  }

  @Test func dataOfBodies() throws {
    let outcome = try DiffSample.outcome { difference, index in
      DiffSample.shares(4, of: difference, changes: 4, seed: index)
    }
    let bodies = DiffBodies(outcome, wording: Wording(.english))
    let data = DiffPageData(bodies: bodies, changes: ChangeText(outcome.rules, wording: Wording(.english)))
    guard case .array(let rows)? = data.table["rows"], case .array(let falls)? = data.shares["bodies"] else {
      Issue.record("the data has no rows")
      return
    }
    #expect(rows.count == outcome.members.count && falls.count == rows.count)
    for (row, fall) in zip(bodies.rows, falls) {
      guard let before = row.before.number, let after = row.after.number else {
        #expect(fall == .null)
        continue
      }
      #expect(try sum(fall["exact"]) == after - before)
      #expect(try sum(fall["units"]) == integer(fall["end"]) - integer(fall["start"]))
    }
  }

  private func integer(_ value: JSON?) throws -> Rational {
    guard case .integer(let integer)? = value else { throw NotANumber() }
    return Rational(integer)
  }

  /// The sum of a list of integers, or of texts that are decimals or fractions.
  private func sum(_ list: JSON?) throws -> Rational {
    guard case .array(let values)? = list else { throw NotANumber() }
    return try values.reduce(.zero) { sum, value in
      guard case .text(let text) = value else { return sum + (try integer(value)) }
      let parts = text.split(separator: "/").compactMap { Rational(decimal: $0) }
      guard let first = parts.first, let number = parts.count == 2 ? first.divided(by: parts[1]) : first else {
        throw NotANumber()
      }
      return sum + number
    }
  }

  private struct NotANumber: Error {}
}
