import Metodika
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells on a terminal how far the scoring of many bodies is, how fast it goes and how long it will take.
final class StreamProgress: Sendable {
  private let start = ContinuousClock.now
  private let next = Mutex(ContinuousClock.now + .milliseconds(500))
  private let isShown = Terminal.isInteractive(.standardError)

  func show(_ progress: BodyStream.Progress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let isDue = next.withLock { next in
      guard now >= next else { return false }
      next = now + .milliseconds(200)
      return true
    }
    guard isDue, progress.part > 0 else { return }
    let seconds = (now - start) / .seconds(1)
    let left = Int((seconds / progress.part - seconds).rounded(.up))
    let rate = Int(Double(progress.bodies) / seconds)
    Terminal.write(
      "\r\u{1B}[Kscoring: \(progress.bodies) bodies, \(rate) a second, \(left) s left", to: .standardError)
  }

  func clear() {
    if isShown { Terminal.write("\r\u{1B}[K", to: .standardError) }
  }
}

/// The processors of the machine.
enum Processors {
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
