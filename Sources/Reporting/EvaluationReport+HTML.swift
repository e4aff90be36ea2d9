extension EvaluationReport { public var html: String { "" } }
extension ExplanationReport { public var html: String { "" } }
extension SourcesReport { public var html: String { "" } }
