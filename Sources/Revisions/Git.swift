import SourceText
import Subprocess

/// Asks git what a file or folder was at a revision; it changes nothing and runs no shell.
public struct Git {
  /// Where git runs; the program's own working folder unless named.
  let folder: String?
  let findings: Findings

  /// More than this in one folder are no rule files.
  private static let mostBytes = 256 << 20

  public init(in folder: String? = nil, findings: Findings) {
    self.folder = folder
    self.findings = findings
  }

  /// The files with an ending that stand beside a file at a revision, itself among them; `nil` after a finding.
  public func files(beside name: RevisionName, endingIn suffix: String) async -> FileStore? {
    guard await object(name) != nil else { return nil }
    let folder = RevisionName(revision: name.revision, path: name.folder)
    return await files(in: folder, isDeep: false, endingIn: suffix)
  }

  /// The files with an ending in a folder and its sub-folders at a revision; `nil` after a finding.
  public func files(under name: RevisionName, endingIn suffix: String) async -> FileStore? {
    let path = name.path.isEmpty || name.path.hasSuffix("/") ? name.path : name.path + "/"
    return await files(in: RevisionName(revision: name.revision, path: path), isDeep: true, endingIn: suffix)
  }

  /// The path of the working folder from the top of its repository, ending in a stroke; `nil` after a finding.
  public func prefix(for name: RevisionName) async -> String? {
    await text(["rev-parse", "--show-prefix"], for: name)
  }

  /// Whether git has a folder of this name; that it has not is no finding.
  public func isFolder(_ name: RevisionName) async -> Bool {
    let quiet = Git(in: folder, findings: Findings())
    let path = name.path.isEmpty || name.path.hasSuffix("/") ? name.path : name.path + "/"
    return await quiet.object(RevisionName(revision: name.revision, path: path)) != nil
  }

  // MARK: Objects

  private func object(_ name: RevisionName) async -> String? {
    // Nothing that git could take for an option is a revision.
    guard !name.text.hasPrefix("-") else { return refuse(name, "no revision begins with `-`") }
    return await text(["rev-parse", name.text], for: name)
  }

  private func files(in folder: RevisionName, isDeep: Bool, endingIn suffix: String) async -> FileStore? {
    guard let tree = await object(folder),
      let listing = await run(
        ["ls-tree", "-z", "-l", "--full-tree"] + (isDeep ? ["-r"] : []) + [tree], for: folder)
    else { return nil }
    let entries = listing.split(separator: 0).compactMap(TreeEntry.init).filter { $0.name.hasSuffix(suffix) }
    for entry in entries where entry.size > SourceFile.standardSizeLimit {
      let words = ["size": String(entry.size), "limit": String(SourceFile.standardSizeLimit)]
      let file = SourceFile(name: folder.text + entry.name, bytes: [])
      findings.add(Diagnostic(.fileTooLarge, words, at: file.whole))
    }
    let small = entries.filter { $0.size <= SourceFile.standardSizeLimit }
    let asked = small.map { $0.object + "\n" }.joined()
    guard let answer = await run(["cat-file", "--batch"], input: asked, for: folder) else { return nil }
    let contents = Batch.contents(answer)
    let named = zip(small, contents).map { (folder.text + $0.name, $1) }
    return FileStore(Dictionary(named) { first, _ in first }, root: folder.root)
  }

  // MARK: Running

  private func text(_ arguments: [String], for name: RevisionName) async -> String? {
    await run(arguments, for: name).map { String(decoding: $0.split(separator: 10).first ?? [], as: UTF8.self) }
  }

  private func run(_ arguments: [String], input: String = "", for name: RevisionName) async -> [UInt8]? {
    do {
      let result = try await Subprocess.run(
        .name("git"), arguments: Arguments((folder.map { ["-C", $0] } ?? []) + arguments),
        environment: .inherit.updating(["LC_ALL": "C"]), input: .string(input),
        output: .bytes(limit: Self.mostBytes), error: .string(limit: 1 << 16))
      guard result.terminationStatus.isSuccess else { return refuse(name, Self.reason(result.standardError)) }
      return result.standardOutput
    } catch {
      return refuse(name, "\(error)")
    }
  }

  private func refuse<T>(_ name: RevisionName, _ reason: String) -> T? {
    findings.add(Diagnostic(.revisionUnreadable, ["name": name.text, "reason": reason]))
    return nil
  }

  /// What git said, without the advice that follows.
  private static func reason(_ errors: String) -> String {
    let line = errors.split(separator: "\n").first.map(String.init) ?? "it gives no reason"
    return line.hasPrefix("fatal: ") ? String(line.dropFirst("fatal: ".count)) : line
  }
}

extension DiagnosticKind {
  /// The findings on revisions of git.
  public static let revisionKinds: [DiagnosticKind] = [revisionUnreadable]

  static let revisionUnreadable = DiagnosticKind(
    "E0812", "git does not give `{name}`: {reason}",
    explanation: """
      `REVISION:PATH` is a file at a revision of git, such as `HEAD~3:Rules/service-quality/2014-11.yaml`; the path is \
      that from the top of the repository, or begins with `./` and is that from the folder in which the command runs. \
      `REVISION:EDITION` is an edition in the folder of `--rules` at the revision. The reason is what git itself says; \
      `git show REVISION:PATH` gives the same answer, `git log --oneline -- PATH` the revisions that there are.
      """)
}
