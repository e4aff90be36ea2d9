public import SourceText

/// `E0401 3:7 error`.
public func line(_ finding: Diagnostic) -> String {
  let place = finding.span.map { "\($0.start.line):\($0.start.column)" } ?? "-"
  return "\(finding.code) \(place) \(finding.severity.rawValue)"
}

/// All findings as a person reads them, in the order of their places.
public func rendered(_ findings: Findings) -> String {
  findings.sorted.map { DiagnosticRenderer().render($0) }.joined()
}
