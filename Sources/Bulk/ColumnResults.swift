import Exact
import Formula
import Methodology

/// The scores of many bodies in columns.
///
/// A class, since it owns memory.
///
/// It may go from thread to thread, which the compiler cannot see of memory behind pointers: only
/// ``ColumnEvaluator/evaluate(_:into:threads:findings:)`` writes. Its tasks fill rows of their own, in whole blocks, so
/// that no two of them touch the same mark, and it returns after all of them; what it is to fill again, nobody may read
/// meanwhile. Everything else only reads.
public final class ColumnResults: @unchecked Sendable {
  /// The scores in the order of the tree.
  public let scores: [Declaration]
  public let bands: [Bands.Row]
  public let count: Int
  /// How many bodies were left to the exact evaluator.
  public internal(set) var exactCount = 0

  let program: ColumnProgram
  let numbers: UnsafeMutablePointer<Double>
  private let marks: UnsafeMutablePointer<UInt8>
  /// Whether rows of a column in a block were marked.
  private let isMarked: UnsafeMutablePointer<Bool>
  private let columnCount: Int
  private let blocks: Int

  init(_ program: ColumnProgram, count: Int) {
    self.program = program
    scores = program.outputs.map(\.score)
    bands = program.edition.bands?.rows ?? []
    self.count = count
    columnCount = scores.count + 1
    numbers = .allocate(capacity: max(1, columnCount * count))
    marks = .allocate(capacity: max(1, columnCount * count))
    marks.initialize(repeating: Absent.none, count: max(1, columnCount * count))
    blocks = count / BlockMemory.rows + 1
    isMarked = .allocate(capacity: columnCount * blocks)
    isMarked.initialize(repeating: false, count: columnCount * blocks)
  }

  deinit {
    numbers.deallocate()
    marks.deallocate()
    isMarked.deallocate()
  }

  /// The doubles of a score, each next to the exact value; those of rows without one mean nothing.
  public func values(ofScoreAt index: Int) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: numbers + index * count, count: count)
  }

  /// The double next to a body's score; `nil` if it has none.
  public func value(ofScoreAt index: Int, body: Int) -> Double? {
    marks[index * count + body] == Absent.none ? numbers[index * count + body] : nil
  }

  /// Whether a score concerns a body.
  public func isApplicable(scoreAt index: Int, body: Int) -> Bool {
    marks[index * count + body] != Absent.notApplicable
  }

  /// The position of a body's band in the list of bands; `nil` if it has none.
  public func band(body: Int) -> Int? {
    let place = scores.count * count + body
    return marks[place] == Absent.none && !bands.isEmpty ? Int(numbers[place]) : nil
  }

  func column(_ index: Int) -> UnsafeMutablePointer<Double> { numbers + index * count }

  func mark(_ index: Int, _ range: Range<Int>, _ absences: UnsafeMutablePointer<UInt8>?) {
    let block = index * blocks + range.lowerBound / BlockMemory.rows
    let own = marks + index * count + range.lowerBound
    if let absences {
      own.update(from: absences, count: range.count)
      isMarked[block] = true
    } else if isMarked[block] {
      // Other rows of the block may be marked.
      own.update(repeating: Absent.none, count: range.count)
    }
  }

  func set(_ value: Double, _ mark: UInt8, _ index: Int, _ body: Int) {
    let place = index * count + body
    numbers[place] = value
    guard marks[place] != mark else { return }
    marks[place] = mark
    isMarked[index * blocks + body / BlockMemory.rows] = true
  }

  func set(_ value: Value, _ index: Int, _ body: Int) {
    switch value {
    case .number(let number): set(number.value.nearestDouble, Absent.none, index, body)
    case .notApplicable: set(0, Absent.notApplicable, index, body)
    case .missing, .truth, .text: set(0, Absent.missing, index, body)
    }
  }
}
