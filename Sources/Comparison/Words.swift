import Methodology

/// Compares titles by their words.
enum Words {
  enum Likeness {
    case same, close, different
  }

  /// How alike two titles are in the language that both are best known in.
  static func likeness(_ one: Titles, _ other: Titles) -> Likeness {
    guard let language = languages.first(where: { one.texts[$0] != nil && other.texts[$0] != nil }),
      let first = one.texts[language].map(words), let second = other.texts[language].map(words)
    else { return .different }
    if first == second { return .same }
    let (left, right) = (Set(first.map(stem)), Set(second.map(stem)))
    let common = left.intersection(right).count
    // Two thirds of the words of both together.
    return 3 * common >= 2 * left.union(right).count ? .close : .different
  }

  /// Whether two titles are of the same words, whatever their order, endings and signs.
  static func isSame(_ one: Titles, _ other: Titles) -> Bool {
    guard let language = languages.first(where: { one.texts[$0] != nil && other.texts[$0] != nil }) else {
      return one.texts.isEmpty && other.texts.isEmpty
    }
    let sides = [one, other].map { words($0.texts[language] ?? "").filter { $0.count > longestParticle }.map(stem) }
    return sides[0].sorted() == sides[1].sorted()
  }

  private static let languages = ["ru", "kk", "en"]
  /// Words no longer than this only join others.
  private static let longestParticle = 1

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// A word without most of its ending, which languages with cases change.
  private static func stem(_ word: String) -> String { String(word.prefix(5)) }
}
