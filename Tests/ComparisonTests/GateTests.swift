import Comparison
import Exact
import Testing

@Suite struct GateTests {
  @Test(arguments: ["rank", "band", "tests", "score", "score>1.5", "score>0.01"])
  func gatesAreReadAndWritten(_ text: String) {
    #expect(Gate(text)?.text == text)
  }

  @Test(arguments: ["", "Rank", "score>", "score>-1", "score>x", "score 1", "place"])
  func othersAreNoGates(_ text: String) {
    #expect(Gate(text) == nil)
  }

  @Test func onlyTestsNeedNoData() {
    #expect(Gate.rank.needsData && Gate.band.needsData && Gate.score(above: 0).needsData && !Gate.tests.needsData)
  }
}
