#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where files are read from: the disk, or a store of files that were read before, such as those of a revision of git.
public struct FileStore: Sendable {
  public static let disk = FileStore(contents: nil, root: "")

  /// The files by the names that findings give them; `nil` for the disk.
  private let contents: [String: [UInt8]]?
  /// What all names begin with: `HEAD~3:`.
  private let root: String

  private init(contents: [String: [UInt8]]?, root: String) {
    self.contents = contents
    self.root = root
  }

  public init(_ contents: [String: [UInt8]], root: String) {
    self.init(contents: contents, root: root)
  }

  /// A text file, read whole, as ``SourceFile/read(path:limit:reference:findings:)`` reads it from the disk.
  public func read(
    path: String, limit: Int = SourceFile.standardSizeLimit, reference: Span? = nil, findings: Findings
  ) -> SourceFile? {
    guard let contents else {
      return SourceFile.read(path: path, limit: limit, reference: reference, findings: findings)
    }
    guard let bytes = contents[path] else {
      let words = ["path": "`\(path)`", "reason": "there is no such file"]
      findings.add(Diagnostic(.fileNotFound, words, at: reference ?? SourceFile(name: path, bytes: []).whole))
      return nil
    }
    return SourceFile(name: path, bytes: SourceFile.withoutMark(bytes), store: self)
  }

  /// The folder of a file, with what parts it from the file's own name.
  public func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? root
  }

  /// The names of the files that stand beside a file, itself among them.
  public func names(beside path: String) -> [String] {
    let folder = folder(of: path)
    guard let contents else {
      return ((try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []).sorted()
    }
    return contents.keys.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
      .filter { !$0.contains("/") }.sorted()
  }

  /// The paths of the files in a folder and its sub-folders, in the order of their names.
  public func files(under folder: String) -> [String] {
    let base = base(folder)
    guard let contents else {
      return ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted().map { base + $0 }
    }
    return contents.keys.filter { $0.hasPrefix(base) }.sorted()
  }

  /// What the paths of files in a folder begin with.
  private func base(_ folder: String) -> String {
    folder.hasSuffix("/") || (folder == root && contents != nil) ? folder : folder + "/"
  }

  /// Whether a path is that of a folder.
  public func isFolder(_ path: String) -> Bool {
    if let contents {
      let base = base(path)
      return contents.keys.contains { $0.hasPrefix(base) }
    }
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }
}
