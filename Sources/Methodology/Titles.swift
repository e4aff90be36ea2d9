/// A title in the languages that the rule file gives it in.
public struct Titles: Sendable, Equatable {
  /// Language code (`ru`, `kk`, `en`) to text.
  public let texts: [String: String]

  public init(_ texts: [String: String] = [:]) {
    self.texts = texts
  }

  /// The title in a language, or in the first other language that it is given in; `nil` if it has none.
  public func text(_ language: String) -> String? {
    texts[language] ?? Titles.languages.lazy.compactMap { texts[$0] }.first
  }

  /// The languages that titles can be given in, the most widely read first.
  public static let languages = ["en", "ru", "kk"]
}
