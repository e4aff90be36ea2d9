import ArgumentParser
import Metodika

extension RuleFolder {
  /// The folder of a name, or of a name at a revision of git; `nil` if no rule files are there, or after findings.
  ///
  /// A folder of data may well be called as an edition is, after its year.
  static func named(_ name: String, findings: Findings) async -> RuleFolder? {
    let folder = await anyFolder(named: name, findings: findings)
    return folder.flatMap { $0.ruleFiles.isEmpty ? nil : $0 }
  }

  private static func anyFolder(named name: String, findings: Findings) async -> RuleFolder? {
    if RuleFolder.isFolder(name) { return RuleFolder(name) }
    let git = Git(findings: findings)
    guard let revision = RevisionName(name), !WholeFile.exists(name), await git.isFolder(revision) else { return nil }
    return await git.files(under: revision, endingIn: ".yaml").map { RuleFolder(name, in: $0) }
  }
}

extension RulesOption {
  /// The edition of a name, or of a name at a revision of git; `nil` after findings.
  ///
  /// A file that has just this name is that file, and an edition of just this name that edition.
  func edition(named name: String, findings: Findings) async -> Edition? {
    guard let revision = RevisionName(name), !WholeFile.exists(name) else {
      return folder.edition(named: name, findings: findings)
    }
    if revision.path.hasSuffix(".yaml") {
      let store = await Git(findings: findings).files(beside: revision, endingIn: ".yaml")
      return store.flatMap { RuleFolder.edition(at: name, in: $0, findings: findings) }
    }
    let git = Git(in: rules, findings: findings)
    guard let prefix = await git.prefix(for: revision) else { return nil }
    let place = RevisionName(revision: revision.revision, path: prefix)
    let store = await git.files(under: place, endingIn: ".yaml")
    return store.flatMap { RuleFolder(place.text, in: $0).edition(named: revision.path, findings: findings) }
  }
}
