import Formula
import Methodology
import RuleTests
import SourceText
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A mutant differs from its edition in one place, which it names.
@Suite struct MutantTests {
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized.path

  @Test(arguments: StrengthTests.names) func differsInOnePlace(_ name: String) throws {
    let edition = try StrengthTests.edition(name)
    for mutant in edition.mutants { Self.check(mutant, of: edition) }
  }

  /// The editions in force today, of which a part of the mutants will do.
  @Test(arguments: ["citizen-interaction/2017-11", "citizen-interaction/2022-04", "human-development/2014"])
  func differsInOnePlaceOfAShippedEdition(_ name: String) throws {
    let findings = Findings()
    let edition = try #require(RuleFolder.edition(at: "\(Self.root)/Rules/\(name).yaml", findings: findings))
    var generator = SeededGenerator(seed: 7)
    for mutant in edition.mutants.shuffled(using: &generator).prefix(60) { Self.check(mutant, of: edition) }
  }

  private static func check(_ mutant: Mutant, of edition: Edition) {
    let (before, after) = (lines(of: edition), lines(of: mutant.change(of: edition).edition))
    #expect(before.count == after.count)
    let changed = zip(before, after).filter { $0 != $1 }
    // The bounds of a row that several cases share are written once.
    let places = mutant.kind == .edge ? Set(changed.map { $0.0.bounds ?? $0.0.text }).count : changed.count
    #expect(places == 1, "\(mutant.path): \(mutant.from) → \(mutant.to): \(changed.map(\.0))")
    #expect(changed.allSatisfy { $0.0.path.hasPrefix(mutant.path) }, "\(mutant.path): \(changed.map(\.0.path))")
    #expect(mutant.from != mutant.to)
  }

  /// A figure or formula of an edition.
  private struct Line: Equatable {
    let path: String
    let text: String
    /// For a row of a scale, its bounds.
    var bounds: String?
  }

  private static func lines(of edition: Edition) -> [Line] {
    let formulas = edition.placedFormulas.map {
      Line(path: $0.path, text: FormulaPrinter.print($0.formula.expression))
    }
    let figures = edition.figures.filter { $0.kind != .formula }.map { figure in
      Line(
        path: figure.path, text: figure.text,
        bounds: figure.kind == .row ? figure.text.split(separator: ":").first.map(String.init) : nil)
    }
    return formulas + figures
  }
}
