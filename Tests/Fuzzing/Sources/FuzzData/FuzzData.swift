import Foundation
import Metodika

/// Takes any bytes as a data folder: what stands before the first NUL is `bodies.csv`, the rest a record table.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzData(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let files = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
  guard let edition = Setting.edition, let bodies = files.first else { return 0 }
  try? Data(bodies).write(to: Setting.folder.appending(path: "bodies.csv"))
  try? Data(files.count > 1 ? files[1] : []).write(to: Setting.folder.appending(path: "cases.csv"))
  let findings = Findings()
  if let data = DatasetReader.read(
    folder: Setting.folder.path, for: edition, despiteErrors: true, findings: findings)
  {
    let evaluation = Evaluator(edition).evaluate(data)
    _ = EvaluationReport(evaluation).text
    _ = EvaluationReport(evaluation).json.text()
    for body in evaluation.bodies.indices.prefix(3) { _ = ExplanationReport(evaluation, body: body).html }
  }
  _ = FindingsReport(findings).text()
  return 0
}

/// What all runs share: a small edition with every type of figure, and a folder in memory where there is one.
private enum Setting {
  static let edition = EditionLoader.load(SourceFile(name: "edition.yaml", text: rules), findings: Findings())

  static let folder: URL = {
    let memory = URL(filePath: "/dev/shm")
    let parent =
      FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
    let folder = parent.appending(path: "metodika-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }()

  private static let rules = """
    format: 1
    methodology: fuzz
    edition: small
    act: {number: "1"}
    in_force: {from: 2020-01-01}
    units: {points: {en: points}, services: {en: services}}
    bodies: {kinds: {central: {en: central}, local: {en: local}}}
    inputs:
      total: {type: count, unit: services}
      late: {type: count, unit: services, at_most: total}
      share_done: {type: share}
      percent_done: {type: percent}
      level: {type: number, from: -5, to: 5}
      planned: {type: yes_no, default: no}
      way: {type: choice, of: [paper, portal]}
      remark: {type: text}
    records:
      cases:
        key: [item, side]
        complete: yes
        fields:
          item: {type: choice, of: [first, second]}
          side: {type: choice, of: [left, right]}
          count_of: {type: count}
          good: {type: yes_no}
    scores:
      overall:
        cite: "1"
        max: 100
        formula: >-
          max(0, 10 - late / total * 10000) + share_done * 5 + (if planned and way == portal then level else 0)
          + sum(cases where good: count_of) + percent_done * 0.1 + rank(bodies where kind == own.kind: level)
    bands: {of: overall, cite: "1", rows: [{name: low, below: 5}, {name: high, from: 5}]}
    """
}
