import Metodika
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells on a terminal how far the reading and scoring of many bodies is, how fast it goes and how long it will take.
final class StreamProgress: Sendable {
  private struct State {
    var stage: ColumnScorer.Progress.Stage?
    var start = ContinuousClock.now
    /// When something is told next: not at once, so that short work has no flicker.
    var next = ContinuousClock.now + .milliseconds(500)
  }

  private let state = Mutex(State())
  private let isShown = Terminal.isInteractive(.standardError)

  func show(_ progress: ColumnScorer.Progress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let seconds: Double? = state.withLock { state in
      if state.stage != progress.stage { (state.stage, state.start) = (progress.stage, now) }
      guard now >= state.next else { return nil }
      state.next = now + .milliseconds(200)
      return (now - state.start) / .seconds(1)
    }
    guard let seconds, seconds > 0, progress.part > 0 else { return }
    let left = Int((seconds / progress.part - seconds).rounded(.up))
    let pace = "\(Int(Double(progress.count) / seconds)) a second, \(left) s left"
    let done = progress.stage == .reading ? "reading: \(progress.count) rows" : "scoring: \(progress.count) bodies"
    Terminal.write("\r\u{1B}[K\(done), \(pace)", to: .standardError)
  }

  func clear() {
    if isShown { Terminal.write("\r\u{1B}[K", to: .standardError) }
  }
}

/// The processors of the machine.
enum Processors {
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
