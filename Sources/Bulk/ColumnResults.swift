import Exact
import Formula
import Methodology

/// The scores of many bodies in columns.
///
/// A class, since it owns memory. Threads fill rows of their own; after that nothing in it changes.
public final class ColumnResults: @unchecked Sendable {
  /// The scores in the order of the tree.
  public let scores: [Declaration]
  public let bands: [Bands.Row]
  public let count: Int
  /// How many bodies were left to the exact evaluator.
  public internal(set) var exactCount = 0

  let numbers: UnsafeMutablePointer<Double>
  private let marks: UnsafeMutablePointer<UInt8>
  private let columnCount: Int

  init(_ program: ColumnProgram, count: Int) {
    scores = program.outputs.map(\.score)
    bands = program.edition.bands?.rows ?? []
    self.count = count
    columnCount = scores.count + 1
    numbers = .allocate(capacity: max(1, columnCount * count))
    marks = .allocate(capacity: max(1, columnCount * count))
    marks.initialize(repeating: Absent.none, count: max(1, columnCount * count))
  }

  deinit {
    numbers.deallocate()
    marks.deallocate()
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

  func mark(_ index: Int, _ range: Range<Int>, _ absences: UnsafeMutablePointer<UInt8>) {
    (marks + index * count + range.lowerBound).update(from: absences, count: range.count)
  }

  func set(_ value: Value, _ index: Int, _ body: Int) {
    let place = index * count + body
    switch value {
    case .number(let number):
      numbers[place] = number.value.nearestDouble
      marks[place] = Absent.none
    case .notApplicable: marks[place] = Absent.notApplicable
    case .missing, .truth, .text: marks[place] = Absent.missing
    }
  }
}
