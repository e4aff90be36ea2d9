import Dataset
import Evaluation
import Methodology
import SourceText
import Testing

/// The made-up edition with its made-up libraries, evaluated.
enum Sample {
  static func edition() throws -> Edition {
    let findings = Findings()
    let path = Golden.folder.appending(path: "edition.yaml").path
    let read = try #require(SourceFile.read(path: path, findings: findings))
    let file = SourceFile(name: "edition.yaml", bytes: read.bytes)
    let edition = EditionLoader.load(file, findings: findings)
    return try #require(edition, "\(findings.all.map(\.message.text))")
  }

  static func evaluation() throws -> Evaluation {
    let edition = try edition()
    return Evaluator(edition).evaluate(SampleData.dataset(edition))
  }
}
