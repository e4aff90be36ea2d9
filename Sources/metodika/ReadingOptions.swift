import ArgumentParser
import Metodika

/// How ambiguous places of the act are read.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Read an ambiguous place of the act another way.", valueName: "name=choice"))
  var reading: [String] = []

  func validate() throws {
    for pair in reading where !pair.contains("=") {
      throw ValidationError("`\(pair)` is not a reading; write name=choice")
    }
  }

  /// The choices by the names of readings.
  var choices: [String: String] {
    var choices: [String: String] = [:]
    for pair in reading {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      choices[String(parts[0])] = parts.count == 2 ? String(parts[1]) : ""
    }
    return choices
  }
}
