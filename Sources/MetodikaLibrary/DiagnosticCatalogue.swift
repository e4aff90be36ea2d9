extension DiagnosticKind {
  /// Every kind of finding that the program can make, in the order of the codes.
  public static let all: [DiagnosticKind] =
    (fileKinds + yamlKinds + formulaKinds + methodologyKinds + checkKinds + datasetKinds + evaluationKinds
    + replayKinds + gateKinds + ruleTestKinds + catalogueKinds + revisionKinds + editionKinds + exportKinds).sorted {
      $0.code < $1.code
    }

  /// The kind of a code.
  public static func kind(_ code: String) -> DiagnosticKind? { all.first { $0.code == code.uppercased() } }
}
