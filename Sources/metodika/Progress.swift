import Metodika

/// Tells on a terminal how far a long piece of work is.
struct Progress {
  private static let every = 100
  private let what: String
  private let isShown = Terminal.isInteractive(.standardError)

  init(_ what: String) {
    self.what = what
  }

  func show(_ done: Int) {
    guard isShown, done.isMultiple(of: Self.every) else { return }
    Terminal.write("\r\(what): \(done)", to: .standardError)
  }

  func clear() {
    if isShown { Terminal.write("\r\u{1B}[K", to: .standardError) }
  }
}
