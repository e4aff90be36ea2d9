import Metodika

/// Takes any bytes as a rule file all the way: read, load, check, print, and evaluate an empty dataset.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRules(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = SourceFile(name: "fuzz.yaml", bytes: Array(UnsafeBufferPointer(start: start, count: count)))
  let findings = Findings()
  if let node = YAMLReader.read(file, findings: findings) {
    _ = YAMLWriter.write(node)
    // `amends` reads other files, which are not the fuzzer's to choose.
    if node["amends"] == nil, let edition = EditionLoader.load(node, of: file, findings: findings) {
      Checker.check(edition, findings: findings)
      _ = SourcesReport(edition).text
      let period = PeriodData(name: "", bodies: [])
      _ = Evaluator(edition).evaluate(Dataset(layout: InputLayout(edition), periods: [period]))
    }
  }
  _ = FindingsReport(findings).text()
  _ = FindingsReport(findings).json.text()
  return 0
}
