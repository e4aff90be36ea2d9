#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension SourceFile {
  /// The bytes that a file may have unless the caller says otherwise.
  public static let standardSizeLimit = 8 << 20

  /// A text file, read whole; `nil` if it cannot be read, which is told.
  ///
  /// The file's name in findings is the path as given. A UTF-8 byte-order mark is left out. `reference` is the place
  /// that names the file, if a file names it.
  public static func read(
    path: String, limit: Int = standardSizeLimit, reference: Span? = nil, findings: Findings
  ) -> SourceFile? {
    readBytes(path: path, limit: limit, reference: reference, findings: findings).map {
      SourceFile(name: path, bytes: withoutMark($0))
    }
  }

  /// The bytes without a UTF-8 byte-order mark.
  static func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The bytes of a file as they are, for a text that may be in another encoding.
  ///
  /// What is no regular file or is larger than the limit is refused before it is opened.
  public static func readBytes(
    path: String, limit: Int = standardSizeLimit, reference: Span? = nil, findings: Findings
  ) -> [UInt8]? {
    func refuse(_ kind: DiagnosticKind, _ arguments: [String: String]) -> [UInt8]? {
      let place = reference ?? SourceFile(name: path, bytes: []).whole
      findings.add(Diagnostic(kind, arguments.merging(["path": "`\(path)`"]) { $1 }, at: place))
      return nil
    }
    func refuseSize(_ size: Int) -> [UInt8]? {
      refuse(.fileTooLarge, ["size": String(size), "limit": String(limit)])
    }
    do {
      let target = URL(filePath: path).resolvingSymlinksInPath()
      let attributes = try FileManager.default.attributesOfItem(atPath: target.path)
      if let kind = irregularKind(attributes[.type] as? FileAttributeType) { return refuse(.notAFile, ["kind": kind]) }
      let size = (attributes[.size] as? any BinaryInteger).map { Int(clamping: $0) } ?? 0
      guard size <= limit else { return refuseSize(size) }
      let data = try Data(contentsOf: target)
      // The file may have grown since it was measured.
      guard data.count <= limit else { return refuseSize(data.count) }
      return [UInt8](data)
    } catch {
      return refuse(.fileNotFound, ["reason": reason(error)])
    }
  }

  private static func irregularKind(_ type: FileAttributeType?) -> String? {
    switch type {
    case .typeRegular: nil
    case .typeDirectory: "a folder"
    case .typeCharacterSpecial, .typeBlockSpecial: "a device"
    case .typeSocket: "a socket"
    case .typeSymbolicLink: "a broken link"
    default: "a pipe or something else that is not kept on disk"
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile?, .fileReadNoSuchFile?: "there is no such file"
    case .fileReadNoPermission?: "you have no permission to read it"
    case .fileReadInvalidFileName?: "this is no name that a file can have"
    default: "the system refuses it"
    }
  }
}
