import SourceText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a data folder holds.
struct DataFolder {
  let path: String
  /// The names of its `.csv` files, in order.
  let tables: [String]
  /// The names of its workbooks and other tables that are not read, in order.
  let otherTables: [String]
  /// The years that have a sub-folder, earliest first.
  let years: [Int]

  private static let otherEndings = [".CSV", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods"]

  /// Why a folder cannot be read.
  struct Unreadable: Error {
    let reason: String
  }

  /// Lists a folder.
  static func list(_ path: String) -> Result<DataFolder, Unreadable> {
    guard let isFolder = isFolder(path) else { return .failure(Unreadable(reason: "there is no such folder")) }
    guard isFolder else { return .failure(Unreadable(reason: "it is no folder")) }
    guard let all = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      return .failure(Unreadable(reason: "the system refuses it"))
    }
    // Hidden files, and those by which spreadsheet programs mark an open workbook.
    let names = all.filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") }.sorted()
    let years = names.filter { isYear($0) && Self.isFolder(join(path, $0)) == true }.compactMap { Int($0) }
    return .success(
      DataFolder(
        path: path, tables: names.filter { $0.hasSuffix(".csv") },
        otherTables: names.filter { name in otherEndings.contains { name.hasSuffix($0) } }, years: years.sorted()))
  }

  /// Lists a folder; `nil` after a finding.
  static func list(_ path: String, _ reporter: Reporter) -> DataFolder? {
    switch list(path) {
    case .success(let folder): return folder
    case .failure(let failure):
      let words = ["path": "`\(Reporter.shown(path))`", "reason": failure.reason]
      reporter.report(.folderUnreadable, words, at: SourceFile(name: path, bytes: []).whole)
      return nil
    }
  }

  /// The path of something in the folder.
  func path(of name: String) -> String { Self.join(path, name) }

  private static func join(_ path: String, _ name: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

  /// Whether a path is that of a folder; `nil` if there is nothing.
  private static func isFolder(_ path: String) -> Bool? {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else { return nil }
    return attributes[.type] as? FileAttributeType == .typeDirectory
  }

  private static func isYear(_ name: String) -> Bool {
    name.utf8.count == 4 && name.utf8.allSatisfy(CellNumber.isDigit) && name.utf8.first != UInt8(ascii: "0")
  }
}
