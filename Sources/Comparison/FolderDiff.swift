import Methodology
import RuleTests
import SourceText

/// What the editions of two folders say differently, such as those of one folder at two revisions.
public struct FolderDiff: Sendable {
  /// An edition that both folders have and that differs.
  public struct Entry: Sendable {
    /// The rule file, as seen from the folder.
    public let file: String
    public let rules: RuleDiff
    public let tests: CarriedTests
  }

  public let before: String
  public let after: String
  /// The rule files that only one folder has.
  public let dropped: [String]
  public let added: [String]
  public let entries: [Entry]
  /// How many editions say the same in both.
  public let unchanged: Int

  /// Editions that cannot be loaded are findings and left out.
  public init(_ before: RuleFolder, _ after: RuleFolder, findings: Findings) {
    self.before = before.path
    self.after = after.path
    let (old, new) = (Self.files(before), Self.files(after))
    dropped = old.filter { !new.contains($0) }
    added = new.filter { !old.contains($0) }
    var entries: [Entry] = []
    var unchanged = 0
    for file in old where new.contains(file) {
      guard let first = Self.edition(file, before, findings), let second = Self.edition(file, after, findings) else {
        continue
      }
      let rules = RuleDiff(first, second)
      guard !rules.changes.isEmpty else {
        unchanged += 1
        continue
      }
      let tests = CarriedTests(of: first, under: second, findings: findings)
      entries.append(Entry(file: file, rules: rules, tests: tests))
    }
    self.entries = entries
    self.unchanged = unchanged
  }

  private static func base(_ folder: RuleFolder) -> String {
    folder.path.hasSuffix("/") || folder.path.hasSuffix(":") ? folder.path : folder.path + "/"
  }

  private static func files(_ folder: RuleFolder) -> [String] {
    folder.ruleFiles.map { String($0.dropFirst(base(folder).count)) }
  }

  private static func edition(_ file: String, _ folder: RuleFolder, _ findings: Findings) -> Edition? {
    RuleFolder.edition(at: base(folder) + file, in: folder.store, findings: findings)
  }
}
