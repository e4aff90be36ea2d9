import Evaluation
import Testing

@testable import Reporting

@Suite struct PageTests {
  @Test func textIsEscaped() {
    let hostile = "<script>alert(\"1\" & '2')</script>\u{0}\u{202E}"
    let escaped = "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;\u{FFFD}\u{FFFD}"
    #expect(
      HTML(.code, .title(hostile), .class("a\"b")) { hostile }.markup
        == "<code title=\"\(escaped)\" class=\"a&quot;b\">\(escaped)</code>")
  }

  @Test func builder() {
    let rows = [1, 2]
    let list = HTML(.ul) {
      if rows.count > 1 { "many" } else { "few" }
      for row in rows { HTML(.li) { String(row) } }
      HTML?.none
    }
    #expect(list.markup == "<ul>many<li>1</li>\n<li>2</li>\n</ul>\n")
  }

  private func pages() throws -> [String] {
    let evaluation = try Sample.evaluation()
    let years = [2020, 2021].map { Replay.Year(year: $0, evaluation: evaluation, isForeign: $0 == 2021) }
    let replay = Replay(years: years)
    return [
      EvaluationReport(evaluation).html, SourcesReport(evaluation.edition).html,
      SlipsReport([evaluation.edition]).html, ReplayReport(replay).html,
      ReplayReport(replay, score: "stock", language: .kazakh).html,
    ]
      + evaluation.bodies.indices.flatMap { body in
        Wording.Language.allCases.map { ExplanationReport(evaluation, body: body, language: $0).html }
      }
  }

  @Test func titlesFromFilesStayText() throws {
    for page in try pages() {
      let scripts = page.components(of: "<script").count - 1
      #expect(scripts == (page.contains("class=\"tools\"") ? 1 : 0))
      #expect(!page.contains("<b>"))
    }
    let evaluation = try Sample.evaluation()
    let page = ExplanationReport(evaluation, body: 1).html
    #expect(page.contains("Has a &lt;script&gt; page &amp; a &quot;site&quot;"))
    #expect(page.contains("<h1>Harbour &lt;b&gt;Library&lt;/b&gt;</h1>"))
  }

  @Test func pagesAreSelfContained() throws {
    for page in try pages() {
      #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\""))
      #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url(") && !page.contains(" src="))
      #expect(page.contains("default-src 'none'".replacing("'", with: "&#39;")))
    }
  }

  @Test func tagsAreBalancedAndLinksLead() throws {
    for page in try pages() {
      let outline = try PageOutline(page)
      #expect(outline.open.isEmpty, "not closed: \(outline.open)")
      #expect(outline.ids.count == Set(outline.ids).count, "identifiers that stand twice")
      for target in outline.targets { #expect(outline.ids.contains(target), "no place \(target)") }
      #expect(outline.headings.first == 1 && outline.headings.count { $0 == 1 } == 1)
      for (upper, lower) in zip(outline.headings, outline.headings.dropFirst()) {
        #expect(lower <= upper + 1, "a heading of level \(lower) under one of level \(upper)")
      }
    }
  }

  @Test(arguments: [PageScript.folding, .changes, .bodies, .waterfall]) func policyNamesTheScript(_ script: PageScript)
  {
    #expect(script.hash == Base64.text(SHA256.digest(Array(script.text.description.utf8))))
  }
}
