/// A title in the languages that the rule file gives it in.
public struct Titles: Sendable, Equatable {
  /// Language code (`ru`, `kk`, `en`) to text.
  public let texts: [String: String]

  public init(_ texts: [String: String] = [:]) {
    self.texts = texts
  }

  /// The title in a language, or in another that its readers know best; `nil` if it has none.
  public func text(_ language: String) -> String? {
    let others = language == "en" ? ["ru", "kk"] : ["ru", "kk", "en"]
    return texts[language] ?? others.lazy.compactMap { texts[$0] }.first
  }

  /// The languages that titles can be given in.
  public static let languages = ["en", "ru", "kk"]
}
