import Metodika

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the program writes to.
enum Terminal {
  enum Stream: Int32 {
    case standardOutput = 1
    case standardError = 2
  }

  /// Writes a text whole; a reader that has gone away is no error.
  static func write(_ text: String, to stream: Stream) {
    var text = text
    text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { systemWrite(stream.rawValue, $0.baseAddress, $0.count) }
        guard written > 0 else {
          if written < 0, errno == EINTR { continue }
          if written < 0, errno != EPIPE, stream == .standardOutput { endAsUnwritten() }
          return
        }
        rest = rest.dropFirst(written)
      }
    }
  }

  /// Ends the program after a result could not be written, so that a full disk is not taken for success.
  static func endAsUnwritten() -> Never {
    write("error: \(Message("the output cannot be written; is the disk full?").text)\n", to: .standardError)
    exit(1)
  }

  /// Whether to colour what goes to a stream.
  static func wantsColour(_ stream: Stream) -> Bool {
    let refuses = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    return !refuses && isInteractive(stream)
  }

  /// Whether a person sees what goes to a stream at once.
  static func isInteractive(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// Prints findings in the order of their places, then how many there were.
  static func print(_ findings: Findings) {
    let renderer = DiagnosticRenderer(colour: wantsColour(.standardError))
    for finding in findings.sorted { write(renderer.render(finding), to: .standardError) }
    if findings.dropped > 0 {
      write("… and \(findings.dropped) more findings\n", to: .standardError)
    }
  }
}

/// The system's `write`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
