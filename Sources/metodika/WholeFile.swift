import ArgumentParser
import Metodika

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes files that appear whole or not at all.
enum WholeFile {
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      Terminal.write("cannot write `\(path)`: \(error)\n", to: .standardError)
      throw ExitCode(1)
    }
  }
}
