import Synchronization

/// Work in parts that follow one another.
protocol WorkSource: Sendable {
  associatedtype Part: Sendable

  /// The next part; `nil` at the end.
  mutating func next() -> Part?

  /// How much of the work was handed out, from 0 to 1.
  var progress: Double { get }
}

/// Hands parts of a work to threads and takes the results in the order of the parts.
///
/// A class, since the threads share it.
final class OrderedWork<Source: WorkSource, Result: Sendable, Failure: Error>: Sendable {
  fileprivate struct State: Sendable {
    var source: Source
    var nextPart = 0
    var nextResult = 0
    var waiting: [Int: Result] = [:]
    var failure: Failure?
  }

  private let state: Mutex<State>

  init(_ source: Source) {
    state = Mutex(State(source: source))
  }

  /// Does the work.
  ///
  /// - Parameters:
  ///   - threads: how many parts are worked on at once.
  ///   - worker: makes, for one thread, what turns a part into a result.
  ///   - take: takes one result after another, with how much was handed out.
  /// - Throws: what ended it before its end.
  func run(
    threads: Int, worker: @escaping @Sendable () -> (Source.Part) throws(Failure) -> Result,
    take: @escaping @Sendable (Result, Double) throws(Failure) -> Void
  ) async throws(Failure) {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, threads) {
        group.addTask { await self.work(worker(), take) }
      }
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  private func work(
    _ worker: (Source.Part) throws(Failure) -> Result, _ take: (Result, Double) throws(Failure) -> Void
  ) async {
    while true {
      while state.withLock({ $0.isFarAhead }) { try? await Task.sleep(for: .milliseconds(1)) }
      guard let (index, part) = state.withLock({ $0.next() }) else { return }
      do throws(Failure) {
        let result = try worker(part)
        state.withLock { $0.deliver(result, of: index, take) }
      } catch {
        return state.withLock { $0.fail(error) }
      }
    }
  }
}

extension OrderedWork.State {
  /// Whether results wait for an earlier one, so many that more would fill the memory.
  fileprivate var isFarAhead: Bool { failure == nil && waiting.count > 16 }

  fileprivate mutating func next() -> (Int, Source.Part)? {
    guard failure == nil, let part = source.next() else { return nil }
    nextPart += 1
    return (nextPart - 1, part)
  }

  fileprivate mutating func fail(_ reason: Failure) {
    if failure == nil { failure = reason }
    waiting = [:]
  }

  fileprivate mutating func deliver(
    _ result: Result, of index: Int, _ take: (Result, Double) throws(Failure) -> Void
  ) {
    guard failure == nil else { return }
    waiting[index] = result
    do throws(Failure) {
      while let ready = waiting.removeValue(forKey: nextResult) {
        nextResult += 1
        try take(ready, source.progress)
      }
    } catch {
      fail(error)
    }
  }
}
