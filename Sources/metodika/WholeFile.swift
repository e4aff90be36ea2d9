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
      let message = Message("`{path}` cannot be written; is its folder there, and open to you?", ["path": path])
      Terminal.write("error: \(message.text)\n", to: .standardError)
      throw ExitCode(1)
    }
  }
}
