import Comparison
import Methodology
import Testing

@Suite struct RuleDiffTests {
  @Test func oneWeightIsOneLine() throws {
    let diff = RuleDiff(try Samples.edition(), try Samples.edition(["value: 40": "value: 45"]))
    let change = try #require(diff.changes.first)
    #expect(diff.changes.count == 1)
    #expect(change.aspect == .figure)
    #expect(change.kind == .changed)
    #expect(change.before?.text.text == "40")
    #expect(change.after?.text.text == "45")
    #expect(change.scope.map(\.name) == ["quality", "quality.speed"])
  }

  @Test func commentsAndOrderAreNoChange() throws {
    let reordered = Samples.text.replacing("inputs:\n", with: "# What bodies report\ninputs:\n")
      .replacing(Samples.firstInput + Samples.secondInput, with: Samples.secondInput + Samples.firstInput)
    #expect(reordered != Samples.text)
    let diff = RuleDiff(try Samples.edition(), try Samples.edition(text: reordered))
    #expect(diff.changes.isEmpty)
  }

  @Test func theChangedPartOfAFormulaIsMarked() throws {
    let diff = RuleDiff(
      try Samples.edition(), try Samples.edition(["late / total * per": "late / total * per + 1 * bonus"]))
    let change = try #require(diff.changes.first { $0.aspect == .formula })
    let marked = change.after?.text.pieces.filter(\.isMarked).map(\.text)
    #expect(marked == ["1 * bonus"])
  }

  @Test func aFigureUnderAnotherNameIsTheSame() throws {
    let diff = RuleDiff(try Samples.edition(), try Samples.edition(["per": "each"]))
    #expect(diff.changes.isEmpty)
  }
}
