import ArgumentParser
import Metodika

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes files that appear whole or not at all.
enum WholeFile {
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Writes a file anew; where a link stands its target, with the permissions that it had.
  static func write(_ text: String, to path: String) throws {
    let target = URL(filePath: path).resolvingSymlinksInPath()
    let existing = try? FileManager.default.attributesOfItem(atPath: target.path)
    guard existing.map({ $0[.type] as? FileAttributeType == .typeRegular }) ?? true else {
      // Put in the place of a device or pipe, a file would be there for good.
      throw irregular(path)
    }
    do {
      try Data(text.utf8).write(to: target, options: .atomic)
      if let permissions = existing?[.posixPermissions] {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: target.path)
      }
    } catch {
      throw unwritable(path)
    }
  }

  static func irregular(_ path: String) -> ExitCode {
    refusal("`{path}` is no regular file; leave --output out to write to standard output", path)
  }

  static func unwritable(_ path: String) -> ExitCode {
    refusal("`{path}` cannot be written; is its folder there, and open to you?", path)
  }

  private static func refusal(_ template: String, _ path: String) -> ExitCode {
    Terminal.write("error: \(Message(template, ["path": path]).text)\n", to: .standardError)
    return ExitCode(1)
  }
}
