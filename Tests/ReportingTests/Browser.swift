import Foundation
import Testing

/// A real browser without a window, which opens a page, does what a person would, and tells what it then sees.
enum Browser {
  private static let paths = [
    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ]

  private static func program(_ sourceLocation: SourceLocation) throws -> URL {
    let named = ProcessInfo.processInfo.environment["METODIKA_BROWSER"].map { [$0] } ?? []
    let path = (named + paths).first { FileManager.default.isExecutableFile(atPath: $0) }
    return URL(
      filePath: try #require(
        path, "there is no Chromium; install it with: apt-get install --yes chromium", sourceLocation: sourceLocation))
  }

  /// Opens a page and runs actions in it, after its own scripts; gives what they told.
  ///
  /// The page's policy stays in force but for the actions, which are JavaScript that calls `tell(name, value)`; what
  /// throws is told as `error`. They run as soon as the page's scripts have run, or after all that these have put off.
  static func open(
    _ page: String, _ actions: String, afterAll: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metodika page \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "page.html")
    try instrumented(page, actions, afterAll, sourceLocation).write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = try program(sourceLocation)
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
      "--user-data-dir=\(folder.appending(path: "profile").path)", "--window-size=1280,900", "--dump-dom",
      file.absoluteString,
    ]
    // Time then goes on as fast as there is nothing to do.
    if afterAll { process.arguments?.append("--virtual-time-budget=2000") }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let dump = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let start = try #require(
      dump.range(of: "<pre id=\"told\">"), "the actions did not run", sourceLocation: sourceLocation)
    let end = try #require(dump.range(of: "</pre>", range: start.upperBound..<dump.endIndex))
    let lines = dump[start.upperBound..<end.lowerBound].split(separator: "\n")
    return Dictionary(
      lines.map { line in
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.last?.removingPercentEncoding ?? "")
      }, uniquingKeysWith: { $1 })
  }

  /// The page with the actions at its end, which its policy lets run by their hash like its own scripts.
  private static func instrumented(
    _ page: String, _ actions: String, _ afterAll: Bool, _ sourceLocation: SourceLocation
  ) throws -> String {
    let script = """

      (() => {
        const told = document.createElement('pre');
        told.id = 'told';
        document.body.append(told);
        const tell = (name, value) => { told.textContent += `${name}=${encodeURIComponent(value)}\\n`; };
        const act = () => {
          try {
            \(actions)
          } catch (error) {
            tell('error', error.stack);
          }
        };
        \(afterAll ? "setTimeout(act, 1000)" : "act()");
      })();

      """
    let hash = Base64.text(SHA256.digest(Array(script.utf8)))
    let policy = try #require(page.range(of: "script-src"), sourceLocation: sourceLocation)
    let body = try #require(page.range(of: "</body>", options: .backwards), sourceLocation: sourceLocation)
    return page[..<policy.upperBound] + " &#39;sha256-\(hash)&#39;" + page[policy.upperBound..<body.lowerBound]
      + "<script>\(script)</script>" + page[body.lowerBound...]
  }
}
