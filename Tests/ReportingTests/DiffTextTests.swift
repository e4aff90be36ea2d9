import Comparison
import Methodology
import SourceText
import Testing

@testable import Reporting

/// The text of a comparison: the overview at its head, and what is only counted.
@Suite struct DiffTextTests {
  @Test(arguments: Wording.Language.allCases) func beginsWithAnOverview(_ language: Wording.Language) throws {
    let report = DiffReport(try DiffSample.rules(), language: language)
    let lines = report.text().split(separator: "\n", omittingEmptySubsequences: false)
    let wording = Wording(language)
    #expect(lines.count > 3 && lines[1].contains(wording(DiffOverviewPhrase.sideBefore)))
    let head = lines.prefix { !$0.isEmpty }.joined(separator: "\n")
    #expect(head.contains(wording(DiffOverviewPhrase.wholeText)) && !head.contains("{"))
    #expect(head.contains(wording(DiffOverviewPhrase.unchanged)))
  }

  @Test func whatIsFoldedIsWholeWithDetails() throws {
    let rules = try DiffSample.rules(with: ["or books > 0: books)": "or books > 1: books)"])
    let (short, long) = (DiffReport(rules).text(), DiffReport(rules, details: true).text())
    let name = Wording(.english)(DiffOverviewPhrase.foldReckoning)
    #expect(short.contains(name) && short.contains("Mean of books on a shelf") && short.contains("--details"))
    #expect(!short.contains("books > ‹1›") && long.contains("books > ‹1›"))
    #expect(!long.contains("--details"))
  }

  @Test func pagesAndDataHaveAll() throws {
    let report = DiffReport(try DiffSample.rules())
    for change in report.rules.changes {
      #expect(report.html.contains("id=\"\(DiffRulesPiece.anchor(change.id))\""))
    }
    guard case .array(let changes)? = report.json["changes"], let overview = report.json["overview"],
      case .array(let lines)? = overview["lines"]
    else {
      Issue.record("the data has no changes or no overview")
      return
    }
    #expect(changes.count == report.rules.changes.count && lines.count == report.overview.lines.count)
  }
}
