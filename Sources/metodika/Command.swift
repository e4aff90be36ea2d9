import ArgumentParser
import Metodika

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The command line: it reads arguments and files, prints, and sets the exit status.
///
/// All else is in the library.
@main
struct Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metodika",
    abstract: "Scores bodies by a methodology that is written in rule files, and says why.",
    discussion: """
      Results go to standard output, findings to standard error. The exit status is 0 when all is well, 1 when there \
      are findings, 2 when the command was not understood.
      """,
    version: "0.1.0",
    subcommands: [
      Check.self, Test.self, Editions.self, Show.self, Sources.self, Evaluate.self, Explain.self,
      ReplayCommand.self, Readings.self, Diff.self, Export.self, Language.self,
    ])

  static func main() async {
    // A reader that closes the pipe early is no error.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      let code = exitCode(for: error)
      if let code = error as? ExitCode { exit(withError: code) }
      if code == .success {
        Terminal.write(fullMessage(for: error) + "\n", to: .standardOutput)
        exit(withError: ExitCode.success)
      }
      Terminal.write(fullMessage(for: error) + "\n", to: .standardError)
      exit(withError: ExitCode(2))
    }
  }
}
