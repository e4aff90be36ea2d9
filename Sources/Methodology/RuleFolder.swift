import SourceText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A folder of rule files, one sub-folder a methodology.
public struct RuleFolder: Sendable {
  /// How the names of files with rule tests end.
  public static let testSuffix = ".tests.yaml"

  public let path: String
  public let store: FileStore

  public init(_ path: String, in store: FileStore = .disk) {
    self.path = path
    self.store = store
  }

  /// The rule files in the folder and its sub-folders, in the order of their names.
  public var ruleFiles: [String] { Self.files(in: path, of: store).filter { !$0.hasSuffix(Self.testSuffix) } }

  /// The YAML files of a folder (or the file itself), tests among them.
  public static func files(in path: String) -> [String] { files(in: path, of: .disk) }

  private static func files(in path: String, of store: FileStore) -> [String] {
    guard store.isFolder(path) else { return [path] }
    return store.files(under: path).filter { file in
      let own = file.dropFirst(path.count)
      return own.hasSuffix(".yaml") && !own.split(separator: "/").contains { $0.hasPrefix(".") }
    }
  }

  public static func isFolder(_ path: String) -> Bool { FileStore.disk.isFolder(path) }

  /// The files with rule tests that stand beside a rule file.
  public static func testFiles(beside ruleFile: String, in store: FileStore = .disk) -> [String] {
    let folder = store.folder(of: ruleFile)
    let stem = ruleFile.dropFirst(folder.count).dropLast(".yaml".count)
    return store.names(beside: ruleFile).filter {
      $0.hasSuffix(testSuffix) && ($0 == stem + testSuffix || $0.hasPrefix(stem + "."))
    }.map { folder + $0 }
  }

  /// The rule file that a file of rule tests stands beside; `nil` after a finding if there is none.
  ///
  /// The tests of `2017-11.yaml` are in `2017-11.tests.yaml`, or in `2017-11.services.tests.yaml` and others.
  public static func ruleFile(forTests path: String, findings: Findings) -> String? {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    var stem = path.dropFirst(folder.count).dropLast(testSuffix.count)
    while true {
      let candidate = folder + stem + ".yaml"
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      guard let dot = stem.lastIndex(of: ".") else { break }
      stem = stem[..<dot]
    }
    findings.add(Diagnostic(.testsOfNothing, ["path": path], at: SourceFile(name: path, bytes: []).whole))
    return nil
  }

  /// The editions of the folder; findings of all its files.
  public func editions(findings: Findings) -> [Edition] {
    ruleFiles.compactMap { Self.edition(at: $0, in: store, findings: findings) }
  }

  /// The editions of the folder, to be asked which of them holds; findings of all its files.
  public func catalogue(findings: Findings) -> Catalogue {
    Catalogue(editions(findings: findings), of: path)
  }

  public static func edition(at path: String, in store: FileStore = .disk, findings: Findings) -> Edition? {
    guard let file = store.read(path: path, findings: findings) else { return nil }
    return EditionLoader.load(file, findings: findings)
  }

  /// The edition of a name: its id, its methodology and id, or the path of a file.
  ///
  /// - Returns: the edition, or `nil` after findings.
  public func edition(named name: String, findings: Findings) -> Edition? {
    if name.hasSuffix(".yaml") { return Self.edition(at: name, in: store, findings: findings) }
    let files = ruleFiles
    let candidates = files.filter { Self.name(of: $0, in: path) == name || Self.id(of: $0) == name }
    if candidates.count == 1, let only = candidates.first {
      return Self.edition(at: only, in: store, findings: findings)
    }
    let names = files.map { Self.name(of: $0, in: path) }
    if candidates.count > 1 {
      let words = ["name": name, "names": candidates.map { Self.name(of: $0, in: path) }.joined(separator: ", ")]
      findings.add(Diagnostic(.ambiguousEdition, words))
    } else {
      let help = NearestName.of(name, among: files.map(Self.id) + names).map {
        Message("did you mean `{name}`?", ["name": $0])
      }
      findings.add(Diagnostic(.unknownEdition, ["name": name, "folder": path], help: help))
    }
    return nil
  }

  private static func id(of path: String) -> String {
    String((path.split(separator: "/").last ?? "").dropLast(".yaml".count))
  }

  /// `citizen-interaction/2017-11`.
  private static func name(of path: String, in folder: String) -> String {
    path.split(separator: "/").suffix(2).joined(separator: "/").dropLast(".yaml".count).description
  }
}

extension DiagnosticKind {
  /// The findings on the choice of an edition.
  public static let catalogueKinds: [DiagnosticKind] = [
    unknownEdition, ambiguousEdition, noEditionFor, severalEditionsFor, testsOfNothing, unknownMethodology,
  ]

  static let unknownEdition = DiagnosticKind(
    "E0801", "there is no edition `{name}` in `{folder}`",
    explanation: """
      An edition is named by its id (`2017-11`), by its methodology and id (`citizen-interaction/2017-11`), or by the \
      path of its file. `metodika editions` lists them. The file of an edition is named after its id.
      """)
  static let ambiguousEdition = DiagnosticKind(
    "E0802", "`{name}` could be {names}",
    explanation: "Two methodologies have an edition of this id. Name the methodology as well: `methodology/edition`.")
  static let noEditionFor = DiagnosticKind(
    "E0803", "no edition in `{folder}` holds for the {kind} {value}",
    explanation: """
      No rule file says that it evaluates this year (`evaluates`), or that it was in force on this date (`in_force`). \
      `metodika editions` lists what there is; `--edition` takes one regardless.
      """)
  static let severalEditionsFor = DiagnosticKind(
    "E0804", "several editions in `{folder}` hold for the {kind} {value}: {names}",
    explanation: """
      More than one rule file says that it holds. If they are of different methodologies, name one with \
      `--methodology`; if they are of one, their `in_force` or `evaluates` overlap.
      """)
  static let unknownMethodology = DiagnosticKind(
    "E0811", "there is no methodology `{name}` in `{folder}`; there are {names}",
    explanation: """
      `--methodology` takes the name that the rule files give under `methodology`, which is also that of their folder.
      """)
  static let testsOfNothing = DiagnosticKind(
    "E0810", "the rule tests stand beside no rule file",
    explanation: """
      A file of rule tests is named after the rule file beside it, with a topic between if there are several.

      Bad: `2017.tests.yaml` beside `2017-11.yaml`. Good: `2017-11.tests.yaml`, `2017-11.services.tests.yaml`.
      """)
}
