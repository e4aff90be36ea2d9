import SourceText

/// Words that the program has in every language.
protocol Translated: Sendable {
  var words: (en: String, ru: String, kk: String) { get }
}

/// The program's own words in one language.
///
/// What a methodology calls things comes from its rule file instead.
public struct Wording: Sendable, Equatable {
  /// The languages that reports can be had in.
  public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case russian = "ru"
    case kazakh = "kk"
  }

  public let language: Language

  public init(_ language: Language = .english) {
    self.language = language
  }

  /// The language code, as titles of rule files are looked up by it.
  var code: String { language.rawValue }

  func callAsFunction(_ phrase: Phrase, _ arguments: [String: String] = [:]) -> String {
    Message(template(phrase), arguments).text
  }

  func callAsFunction(_ phrase: StudyPhrase, _ arguments: [String: String] = [:]) -> String {
    Message(template(phrase), arguments).text
  }

  func callAsFunction(_ phrase: StrengthPhrase, _ arguments: [String: String] = [:]) -> String {
    Message(template(phrase), arguments).text
  }

  func callAsFunction(_ phrase: DiffPhrase, _ arguments: [String: String] = [:]) -> String {
    Message(template(phrase), arguments).text
  }

  func callAsFunction(_ phrase: DiffPagePhrase, _ arguments: [String: String] = [:]) -> String {
    Message(template(phrase), arguments).text
  }

  func callAsFunction(_ phrase: DiffDetailPhrase, _ arguments: [String: String] = [:]) -> String {
    Message(template(phrase), arguments).text
  }

  /// A phrase with a number in it, in the form that the number asks for.
  func counted(_ phrase: Phrase, _ count: Int, _ arguments: [String: String] = [:]) -> String {
    form(of: phrase, for: count, arguments)
  }

  func counted(_ phrase: StudyPhrase, _ count: Int, _ arguments: [String: String] = [:]) -> String {
    form(of: phrase, for: count, arguments)
  }

  func counted(_ phrase: DiffPhrase, _ count: Int, _ arguments: [String: String] = [:]) -> String {
    form(of: phrase, for: count, arguments)
  }

  func counted(_ phrase: DiffPagePhrase, _ count: Int, _ arguments: [String: String] = [:]) -> String {
    form(of: phrase, for: count, arguments)
  }

  func counted(_ phrase: DiffDetailPhrase, _ count: Int, _ arguments: [String: String] = [:]) -> String {
    form(of: phrase, for: count, arguments)
  }

  func form(of phrase: some Translated, for count: Int, _ arguments: [String: String]) -> String {
    let forms = template(phrase).split(separator: "|")
    let form = forms.indices.contains(formIndex(count)) ? forms[formIndex(count)] : forms[forms.count - 1]
    return Message(String(form), arguments.merging(["count": String(count)]) { first, _ in first }).text
  }

  func template(_ phrase: some Translated) -> String {
    let words = phrase.words
    return switch language {
    case .english: words.en
    case .russian: words.ru
    case .kazakh: words.kk
    }
  }

  private func formIndex(_ count: Int) -> Int {
    let count = count.magnitude
    switch language {
    case .english: return count == 1 ? 0 : 1
    case .russian:
      if (11...14).contains(count % 100) { return 2 }
      return count % 10 == 1 ? 0 : (2...4).contains(count % 10) ? 1 : 2
    case .kazakh: return 0
    }
  }
}
