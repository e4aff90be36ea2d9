/// Numbers from 0 on in stretches of the same length, the last of which may be shorter.
struct Stretches: WorkSource {
  private let count: Int
  private let length: Int
  private var done = 0

  init(of count: Int, length: Int) {
    self.count = count
    self.length = length
  }

  var progress: Double { count == 0 ? 1 : Double(done) / Double(count) }

  mutating func next() -> Range<Int>? {
    guard done < count else { return nil }
    let start = done
    done = min(count, done + length)
    return start..<done
  }
}
