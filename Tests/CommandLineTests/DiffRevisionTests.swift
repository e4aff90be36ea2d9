import Foundation
import Testing

/// Editions at revisions of git are compared, in a repository made for it.
struct DiffRevisionTests {
  /// A repository whose first commit has the shared drafts; later the base of the draft makes litter dearer.
  private func withRepository(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika git \(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Case.shared.appending(path: "drafts/rules"), to: folder.appending(path: "Rules"))
    try git("init --quiet . && git add . && git \(Self.author) commit --quiet -m first && git tag v1", in: folder)
    try edit("Rules/parks/2024.yaml", "litter_cost: {value: 3", "litter_cost: {value: 4", in: folder)
    try body(folder)
  }

  private static let author = "-c user.name=Tests -c user.email=tests@example.org"

  private func git(_ command: String, in folder: URL) throws {
    let result = try Program.shell("cd '\(folder.path)' && git \(command)")
    try #require(result.status == 0, "\(result.errors)")
  }

  private func edit(_ file: String, _ old: String, _ new: String, in folder: URL) throws {
    let path = folder.appending(path: file)
    let text = try String(contentsOf: path, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new).write(to: path, atomically: true, encoding: .utf8)
  }

  /// The file on disk against the file as it was, with the tests of that time: 30 - 2 · 3 = 24, and 30 - 2 · 4 = 22.
  @Test func aFileAgainstARevision() throws {
    try withRepository { folder in
      let result = try Program.run(["diff", "v1:Rules/parks/2024.yaml", "Rules/parks/2024.yaml"], in: folder)
      #expect(
        result.text == """
          exit 0
          --- output
          Parks: v1:Rules/parks/2024.yaml → Rules/parks/2024.yaml
            Both: 2024, № 3 of 2023-11-01; in force since 2024-01-01; evaluates 2024
            Points by kind of body: towns / villages
            Care: criteria: 2, as before; 1 other figure or scale changed
            Unchanged: Overall score (п. 5); Bands (п. 6); Penalty points; What applies to whom; “Comfort”
            In full: 1 change

          Care
            Litter
              ~ litter_cost: 3 → 4 points / bags (п. 3)

          Rule tests of v1:Rules/parks/2024.yaml under Rules/parks/2024.yaml
            5 tests: holding 4, no longer holding 1, not to be asked 0.
            No longer hold
              v1:Rules/parks/2024.tests.yaml:8:5: two bags of litter
                  care.litter: expected 24, found 22
          --- errors

          """)
    }
  }

  /// Both sides at revisions, however they are named, from wherever in the repository.
  @Test(arguments: [
    ["v1:2024", "v2:2024"], ["v1:parks/2024", "v2:Rules/parks/2024.yaml"],
    ["HEAD~1:./Rules/parks/2024.yaml", "HEAD^{/second}:2024"],
  ])
  func twoRevisions(_ editions: [String]) throws {
    try withRepository { folder in
      try git("\(Self.author) commit --quiet --all -m second && git tag v2", in: folder)
      try FileManager.default.removeItem(at: folder.appending(path: "Rules/parks/2024.yaml"))
      let result = try Program.run(["diff"] + editions, in: folder)
      #expect(result.status == 0, "\(result.text)")
      #expect(result.output.contains("~ litter_cost: 3 → 4 points / bags (п. 3)"))
    }
  }

  @Test func rulesOfAnotherFolder() throws {
    try withRepository { folder in
      let result = try Program.run(["diff", "v1:2024", "2024", "--rules", folder.path + "/Rules"], in: Case.shared)
      #expect(result.status == 0 && result.output.contains("litter_cost: 3 → 4"), "\(result.text)")
    }
  }

  /// An amendment is consolidated with the base of its own revision: the second draft drops what the base changed.
  @Test func anAmendmentHasTheBaseOfItsTime() throws {
    try withRepository { folder in
      try edit(
        "Rules/parks/2024.yaml", "lawns_weight: {by: kind, unit: points, town: 50",
        "lawns_weight: {by: kind, unit: points, town: 45", in: folder)
      let result = try Program.run(["diff", "v1:2025-b", "2025-b"], in: folder)
      #expect(result.status == 0 && result.output.contains("1 change\n"), "\(result.text)")
      #expect(result.output.contains("50 → 45"))
    }
  }

  /// All editions of a folder: one edited, the amendments of it differ as well, one is gone and one is new.
  @Test(arguments: [["v1:Rules", "Rules"], ["v1:./Rules/", "./Rules/"]])
  func aFolderAgainstARevision(_ folders: [String]) throws {
    try withRepository { folder in
      try git("checkout --quiet .", in: folder)
      try edit("Rules/parks/2024.yaml", "town: 50", "town: 45", in: folder)
      let rules = folder.appending(path: "Rules/parks")
      let (draft, other) = (rules.appending(path: "2025-b.yaml"), rules.appending(path: "2025-c.yaml"))
      try FileManager.default.moveItem(at: draft, to: other)
      let result = try Program.run(["diff"] + folders + ["--fail-on", "tests"], in: folder)
      let head = """
        \(folders[0]) → \(folders[1])
        2 editions are in both, 2 of them changed.
        added: parks/2025-c.yaml
        dropped: parks/2025-b.yaml

        parks/2024.yaml

        Parks: \(folders[0].hasSuffix("/") ? folders[0] : folders[0] + "/")parks/2024.yaml
        """
      #expect(result.output.hasPrefix(head), "\(result.text)")
      #expect(result.output.components(separatedBy: "50 → 45").count - 1 == 2)
      // 5 of 10 lawns gave 25 points, and all at its best 100.
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("error[E0612]: `--fail-on tests`: 2 of 5 rule tests of `2024` no longer hold"))
    }
  }

  @Test func foldersHaveNoData() throws {
    let result = try Program.run(["diff", "drafts/rules", "rules", "--data", "drafts/data"], in: Case.shared)
    #expect(result.status == 2 && result.errors.contains("not with folders of them"), "\(result.text)")
    let page = try Program.run(["diff", "drafts/rules", "rules", "--format", "html"], in: Case.shared)
    #expect(page.status == 2 && page.errors.contains("written as text or json"), "\(page.text)")
  }

  /// Findings name the place as git names it.
  @Test func findingsInRevisions() throws {
    try withRepository { folder in
      try edit("Rules/parks/2024.yaml", "lawns_mown / lawns_total", "lawns_mown / lawns_totl", in: folder)
      try git("\(Self.author) commit --quiet --all -m wrong", in: folder)
      let result = try Program.run(["diff", "HEAD:2024", "v1:2024"], in: folder)
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("HEAD:Rules/parks/2024.yaml:31:"), "\(result.errors)")
      #expect(!result.errors.contains("metodika git"))
    }
  }

  @Test(arguments: [
    ("v9:2024", "git does not give `v9:Rules/`: invalid object name 'v9'."),
    ("v1:2023", "there is no edition `2023` in `v1:Rules/`"),
    ("v1:Rules/parks/2023.yaml", "path 'Rules/parks/2023.yaml' does not exist in 'v1'"),
    ("v1:parks/2024.yaml", "git does not give `v1:parks/2024.yaml`: path 'parks/2024.yaml' does not exist in 'v1'"),
  ])
  func whatGitDoesNotGive(_ name: String, _ message: String) throws {
    try withRepository { folder in
      let result = try Program.run(["diff", name, "2024"], in: folder)
      #expect(result.status == 1 && result.output.isEmpty)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }

  /// What git could take for an option never reaches it as one.
  @Test func optionsAreNoRevisions() throws {
    try withRepository { folder in
      for name in ["--output=x:2024", "--output=x:2024.yaml", "-p:2024"] {
        let result = try Program.run(["diff", "--", name, "2024"], in: folder)
        #expect(result.status == 1 && result.errors.contains("no revision begins with `-`"), "\(result.text)")
      }
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "x").path))
    }
  }

  @Test func aFileWithAColonIsAFile() throws {
    try withRepository { folder in
      try FileManager.default.copyItem(
        at: folder.appending(path: "Rules/parks/2024.yaml"), to: folder.appending(path: "v9:2024.yaml"))
      let result = try Program.run(["diff", "v9:2024.yaml", "2024"], in: folder)
      #expect(result.status == 0 && result.output.contains("The rules say the same."), "\(result.text)")
    }
  }

  @Test func noRepository() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let result = try Program.run(["diff", "HEAD:a.yaml", "HEAD:b.yaml"], in: folder)
    #expect(result.status == 1 && result.errors.contains("not a git repository"), "\(result.text)")
    let missing = try Program.run(["diff", "HEAD:2024", "2024", "--rules", "nowhere"], in: folder)
    #expect(missing.status == 1 && missing.errors.contains("cannot change to 'nowhere'"), "\(missing.text)")
  }
}
