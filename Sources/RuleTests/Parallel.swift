/// Work on many things at once.
enum Parallel {
  /// Works on all items, as many at once as there are cores.
  ///
  /// - Parameters:
  ///   - items: what is worked on, each for itself.
  ///   - progress: told how many are done, from one task alone.
  ///   - transform: the work.
  /// - Returns: the results in the order of the items.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], progress: (Int) -> Void, _ transform: @escaping @Sendable (Item) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      for (index, item) in items.enumerated() { group.addTask { (index, transform(item)) } }
      var results = [Result?](repeating: nil, count: items.count)
      var done = 0
      for await (index, result) in group {
        results[index] = result
        done += 1
        progress(done)
      }
      return results.compactMap { $0 }
    }
  }
}
