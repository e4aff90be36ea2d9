import SourceText
import Testing

@testable import Revisions

@Suite struct RevisionTests {
  @Test(arguments: [
    ("HEAD~3:Rules/2017-11.yaml", "HEAD~3", "Rules/2017-11.yaml"), ("v1:2017-11", "v1", "2017-11"),
    ("HEAD:./a:b.yaml", "HEAD", "./a:b.yaml"), ("HEAD^{/fix: bands}:a.yaml", "HEAD^{/fix: bands}", "a.yaml"),
    ("HEAD:", "HEAD", ""),
  ])
  func namesAreReadAsGitReadsThem(_ text: String, _ revision: String, _ path: String) throws {
    let name = try #require(RevisionName(text))
    #expect(name == RevisionName(revision: revision, path: path))
    #expect(name.text == text)
  }

  @Test(arguments: ["2017-11", "Rules/2017-11.yaml", ":2017-11.yaml", "HEAD^{/a:b}", ""])
  func othersAreNoRevisions(_ text: String) {
    #expect(RevisionName(text) == nil)
  }

  @Test func linesOfTrees() throws {
    let entry = try #require(TreeEntry(Array("100644 blob 6873bc   10048\tan edition.yaml".utf8)[...]))
    #expect(entry.object == "6873bc" && entry.size == 10048 && entry.name == "an edition.yaml")
    for other in ["120000 blob 6873bc 8\tlink.yaml", "160000 commit 6873bc -\tmodule", "040000 tree 68 -\tsub", ""] {
      #expect(TreeEntry(Array(other.utf8)[...]) == nil)
    }
  }

  /// Contents may have line breaks, or nothing in them; a broken answer ends the list.
  @Test func contentsOfObjects() {
    let answer = "68 blob 4\na\nb\n\n69 blob 0\n\n70 blob 1\nx\n71 blob 9\nshort"
    #expect(Batch.contents(Array(answer.utf8)) == ["a\nb\n", "", "x"].map { Array($0.utf8) })
  }

  /// A file at the top of a repository has its neighbours beside it.
  @Test func foldersOfNames() {
    let store = FileStore(["v1:a.yaml": [], "v1:b.yaml": [], "v1:sub/c.yaml": []], root: "v1:")
    #expect(store.folder(of: "v1:a.yaml") == "v1:")
    #expect(store.names(beside: "v1:a.yaml") == ["a.yaml", "b.yaml"])
    #expect(store.names(beside: "v1:sub/c.yaml") == ["c.yaml"])
    #expect(store.files(under: "v1:") == ["v1:a.yaml", "v1:b.yaml", "v1:sub/c.yaml"])
    #expect(store.isFolder("v1:") && store.isFolder("v1:sub") && !store.isFolder("v1:a.yaml"))
  }

  @Test func aFileThatIsNotThereIsTold() {
    let findings = Findings()
    #expect(FileStore([:], root: "v1:").read(path: "v1:a.yaml", findings: findings) == nil)
    #expect(findings.all.map(\.code) == ["E0101"])
  }
}
