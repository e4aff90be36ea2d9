public import SourceText

/// Where each character of a decoded scalar stands in the file.
///
/// Reading a file does not make these maps; one is made, by reading the scalar's bytes once more, when a finding
/// must point into the middle of a text.
public struct ScalarMap: Sendable {
  /// A run of decoded bytes and the bytes of the file that they come from.
  ///
  /// Runs of equal length are copied byte for byte; else the run is one character made from an escape or a line break.
  struct Run: Sendable {
    var decoded: Range<Int>
    var raw: Range<Int>

    var isVerbatim: Bool { decoded.count == raw.count }
  }

  private let scalar: Scalar
  /// Empty if the text was not found in the file as it is, as for a scalar that the program made.
  let runs: [Run]

  init(_ scalar: Scalar) {
    self.scalar = scalar
    runs = RawScalar.runs(of: scalar) ?? []
  }

  /// The place in the file of a range of UTF-8 offsets in the decoded text.
  public func span(of range: Range<Int>) -> Span {
    guard let first = runs.first, let last = runs.last else { return scalar.span }
    let range = range.clamped(to: 0..<last.decoded.upperBound)
    let start = run(at: range.lowerBound).map { rawRange(of: range.lowerBound, in: $0).lowerBound }
    guard !range.isEmpty else {
      let point = start ?? (range.lowerBound == 0 ? first.raw.lowerBound : last.raw.upperBound)
      return Span(scalar.span.file, point..<point)
    }
    let end = run(at: range.upperBound - 1).map { rawRange(of: range.upperBound - 1, in: $0).upperBound }
    guard let start, let end, start <= end else { return scalar.span }
    return Span(scalar.span.file, start..<end)
  }

  private func run(at offset: Int) -> Run? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].decoded.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < runs.count ? runs[low] : nil
  }

  private func rawRange(of offset: Int, in run: Run) -> Range<Int> {
    guard run.isVerbatim else { return run.raw }
    let raw = run.raw.lowerBound + offset - run.decoded.lowerBound
    return raw..<raw + 1
  }
}
