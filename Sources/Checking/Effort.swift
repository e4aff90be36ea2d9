/// The work that one look at an edition may take.
///
/// Rule files come from many hands, and a small one can ask for endless work. No real edition comes near the limits; once
/// they are reached, ranges are taken as unknown and counter-examples are left out.
final class Effort {
  private var left: Int

  init(_ amount: Int) {
    left = amount
  }

  /// Takes some of the effort; false if there is not that much left.
  func spend(_ amount: Int = 1) -> Bool {
    guard left >= amount else { return false }
    left -= max(1, amount)
    return true
  }
}
