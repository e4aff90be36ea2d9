import Foundation
import Testing

/// Runs the built program as a person would, and compares all that it prints and its exit status.
///
/// A case is a folder in `Fixtures`: `command.txt` holds the arguments, `expected.txt` the exit status, output and
/// errors. `METODIKA_RECORD=1 swift test` writes them anew and fails; read the difference before you commit it.
struct CommandLineTests {
  @Test(arguments: try Case.all())
  func printsWhatIsExpected(_ test: Case) throws {
    let result = try Program.run(test.arguments, in: test.folder)
    if ProcessInfo.processInfo.environment["METODIKA_RECORD"] == "1" {
      try result.text.write(to: test.expectedFile, atomically: true, encoding: .utf8)
      Issue.record("recorded \(test.name); run again without METODIKA_RECORD")
      return
    }
    let expected = try String(contentsOf: test.expectedFile, encoding: .utf8)
    #expect(result.text == expected)
  }

  /// The rules that come with the program are free of findings; their tests hold, reach all of them, and notice nearly
  /// every small change.
  @Test(arguments: [["check"], ["test", "--coverage"], ["test", "--mutate"]])
  func theShippedRulesAreGood(_ command: [String]) throws {
    let root = Case.fixtures.appending(path: "../../..")
    let result = try Program.run(command + ["Rules"], in: root)
    #expect(result.status == 0, "\(result.text)")
    #expect(!result.errors.contains("error[") && !result.errors.contains("warning["))
  }

  @Test func aClosedPipeIsNoError() throws {
    let result = try Program.shell("\"$METODIKA\" language | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}")
    #expect(result.status == 0)
  }

  @Test func anOutputFileAppearsWhole() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let target = folder.appending(path: "scores.csv")
    let rules = "rules/clean-streets/2024.yaml"
    let arguments = ["evaluate", "--data", "data", "--edition", rules, "--format", "csv", "--output", target.path]
    let result = try Program.run(arguments, in: Case.shared)
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["scores.csv"])
    let direct = try Program.run(Array(arguments.dropLast(2)), in: Case.shared)
    #expect(try String(contentsOf: target, encoding: .utf8) == direct.output)
  }

  /// While bodies are scored as they are read, and while record tables are read.
  @Test(arguments: [("INT", 130, false), ("TERM", 143, true)])
  func anInterruptedRunLeavesNothing(signal: String, status: Int32, hasRecords: Bool) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika \(UUID().uuidString)")
    let (data, scores) = (folder.appending(path: "data"), folder.appending(path: "scores"))
    for each in [data, scores] { try FileManager.default.createDirectory(at: each, withIntermediateDirectories: true) }
    defer { try? FileManager.default.removeItem(at: folder) }
    let count = 800_000
    let rules = """
      format: 1
      methodology: made-up
      edition: long
      title: {en: long}
      act: {number: none}
      in_force: {from: 2020-01-01}
      evaluates: {years: [2020]}
      basis: assumed
      bodies: {kinds: {k: {en: kind}}}
      inputs: {a: {type: number, cite: x}}
      \(hasRecords ? "records: {items: {cite: x, fields: {n: {type: number}}}}" : "")
      scores: {s: {formula: "a / 3\(hasRecords ? " + sum(items: n)" : "")", cite: y, max: 1000000}}

      """
    try Data(rules.utf8).write(to: folder.appending(path: "long.yaml"))
    let rows = (0..<count).map { "b\($0),\($0)\n" }.joined()
    try Data(("id,a\n" + rows).utf8).write(to: data.appending(path: "bodies.csv"))
    if hasRecords { try Data(("body,n\n" + rows).utf8).write(to: data.appending(path: "items.csv")) }

    // As soon as something is being written, the run is interrupted.
    let result = try Program.shell(
      """
      cd '\(folder.path)'
      "$METODIKA" evaluate --data data --edition long.yaml --format csv --output scores/scores.csv & run=$!
      while [ -z "$(ls -A scores)" ]; do :; done
      kill -\(signal) $run
      wait $run
      """)
    #expect(result.status == status)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scores.path).isEmpty)
  }

  /// What stands behind a link is written, with the permissions that it had; a device is left alone.
  @Test func anOutputFileKeepsItsPlace() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, link) = (folder.appending(path: "secret.csv"), folder.appending(path: "link.csv"))
    try Data("old".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    let editions = ["editions", "--rules", "rules", "--format", "csv", "--output"]
    #expect(try Program.run(editions + [link.path], in: Case.shared).status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("methodology,"))
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == file.path)
    let device = try Program.run(editions + ["/dev/null"], in: Case.shared)
    #expect(device.status == 1 && device.errors.contains("no regular file"))
  }

  /// What is no file is not waited for, and a link to nothing is not replaced.
  @Test func whatIsNoFileIsLeftAlone() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let evaluate = "\"$METODIKA\" evaluate --edition shared/rules/clean-streets/2024.yaml --format csv"
    let pipe = try Program.shell("mkfifo '\(folder.path)/bodies.csv'; timeout 60 \(evaluate) --data '\(folder.path)'")
    #expect(pipe.status == 1 && pipe.errors.contains("error[E0102]"))
    let link = try Program.shell(
      "cd '\(Case.fixtures.path)'; ln -s nothing '\(folder.path)/link.csv'; "
        + "\(evaluate) --data shared/data --output '\(folder.path)/link.csv'")
    #expect(link.status == 1 && link.errors.contains("no regular file"))
    let direct = try Program.shell("TMPDIR=/nowhere \(evaluate) --data shared/data")
    #expect(direct.status == 0 && direct.output.hasPrefix("body,"))
  }

  @Test func aFullDiskIsNoSuccess() throws {
    let result = try Program.shell("\"$METODIKA\" language >/dev/full")
    #expect(result.status == 1 && result.errors.contains("cannot be written"))
  }

  @Test func anOutputFileThatCannotBeWrittenIsTold() throws {
    let arguments = ["show", "2024", "--rules", "rules", "--output", "no/such/folder/file.yaml"]
    let result = try Program.run(arguments, in: Case.shared)
    #expect(result.status == 1)
    #expect(result.errors.contains("no/such/folder/file.yaml"))
  }
}

/// One golden case.
struct Case: CustomTestStringConvertible, Sendable {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  /// The rules and data that cases share.
  static let shared = fixtures.appending(path: "shared")

  let name: String
  let arguments: [String]

  var folder: URL { Self.fixtures.appending(path: name) }
  var expectedFile: URL { folder.appending(path: "expected.txt") }
  var testDescription: String { name }

  static func all() throws -> [Case] {
    try FileManager.default.contentsOfDirectory(atPath: fixtures.path).filter { $0 != "shared" }.sorted().map { name in
      let command = try String(contentsOf: fixtures.appending(path: "\(name)/command.txt"), encoding: .utf8)
      return Case(name: name, arguments: command.split(whereSeparator: \.isWhitespace).map(String.init))
    }
  }
}

/// The built program.
enum Program {
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    var text: String { "exit \(status)\n--- output\n\(output)--- errors\n\(errors)" }
  }

  /// It stands beside the tests' own bundle.
  static let file = Bundle.main.bundleURL.appending(path: "metodika")

  static func run(_ arguments: [String], in folder: URL) throws -> Result {
    try launch(file, arguments, in: folder)
  }

  static func shell(_ script: String) throws -> Result {
    try launch(URL(filePath: "/bin/bash"), ["-c", script], in: Case.fixtures)
  }

  private static func launch(_ program: URL, _ arguments: [String], in folder: URL) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["METODIKA": file.path, "PATH": "/usr/bin:/bin", "NO_COLOR": "1", "COLUMNS": "80"]
    // Errors go to a file, so that the one pipe can be read to its end.
    let errors = FileManager.default.temporaryDirectory.appending(path: "metodika-errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let outputData = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: outputData, as: UTF8.self),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }
}
