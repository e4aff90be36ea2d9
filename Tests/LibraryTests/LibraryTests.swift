import Foundation
import Metodika
import Testing

/// The example of README, on the real rule file and data.
struct LibraryTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").path

  @Test func loadsChecksEvaluatesAndExplains() throws {
    let edition = try Edition.load(Self.root + "/Rules/human-development/2014.yaml")
    #expect(edition.check().isEmpty)

    let data = try Dataset.load(Self.root + "/Examples/human-development", for: edition, year: 2022)
    let result = try edition.evaluate(data)
    // As published in the Human Development Report 2023/24: 0.802, rank 67.
    #expect(result.value("hdi", body: "KAZ")?.number?.value == Rational(decimal: "0.802"))
    #expect(result.value("rank", body: "KAZ")?.number?.value == Rational(67))
    #expect(result.explain("hdi", body: "KAZ")?.children.map(\.name) == ["hdi.health", "hdi.education", "hdi.income"])
    #expect(result.explain("hdi", body: "nobody") == nil)
  }

  @Test func tellsEverythingThatIsWrongWithAFile() throws {
    let error = #expect(throws: FindingsError.self) { try Edition.load(Self.root + "/Rules/no-such-file.yaml") }
    #expect(error?.findings.map(\.code) == ["E0101"])
    #expect(error?.description.contains("no-such-file.yaml") == true)
  }

  @Test func refusesUnknownReadings() throws {
    let edition = try Edition.load(Self.root + "/Rules/human-development/2014.yaml")
    let data = try Dataset.load(Self.root + "/Examples/human-development", for: edition, year: 2022)
    let error = #expect(throws: FindingsError.self) { try edition.evaluate(data, readings: ["nothing": "x"]) }
    #expect(error?.findings.map(\.code) == ["E0604"])
  }

  @Test func everyKindOfFindingHasACodeOfItsOwnAndAnExplanation() {
    let codes = DiagnosticKind.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for kind in DiagnosticKind.all {
      #expect(kind.code.wholeMatch(of: /E0\d{3}/) != nil)
      #expect(kind.explanation.count > 40, "\(kind.code)")
    }
  }
}
