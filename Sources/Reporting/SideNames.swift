import Comparison

extension RuleDiff {
  /// What the editions are called: their ids, or their files where both have one id, as drafts of an edition have.
  var sideNames: (before: String, after: String) {
    let ids = (before.id, after.id)
    let files = (before.file.name, after.file.name)
    return ids.0 == ids.1 && before.methodology == after.methodology && files.0 != files.1 ? files : ids
  }
}
