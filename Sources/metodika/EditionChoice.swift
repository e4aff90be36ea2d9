import ArgumentParser
import Metodika

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
