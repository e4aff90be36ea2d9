import Comparison

extension RuleDiff {
  /// What the editions are called: their ids, or their files where both have one id, as drafts of an edition have.
  var sideNames: (before: String, after: String) {
    let ids = (before.id, after.id)
    guard ids.0 == ids.1, before.methodology == after.methodology else { return ids }
    return (before.file.name, after.file.name)
  }
}
