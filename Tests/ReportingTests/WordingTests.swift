import Testing

@testable import Reporting

@Suite struct WordingTests {
  private static let all: [any Translated] =
    Phrase.allCases + StudyPhrase.allCases + StrengthPhrase.allCases + DiffPhrase.allCases
    + DiffPagePhrase.allCases + DiffDetailPhrase.allCases + DiffOverviewPhrase.allCases

  @Test func everyPhraseInEveryLanguage() {
    for phrase in Self.all {
      let texts = [phrase.words.en, phrase.words.ru, phrase.words.kk]
      #expect(texts.allSatisfy { !$0.isEmpty }, "\(phrase)")
      let arguments = texts.map(Self.arguments)
      #expect(arguments[0] == arguments[1] && arguments[0] == arguments[2], "\(phrase)")
    }
  }

  @Test func countingPhrasesHaveAllForms() {
    for phrase in Self.all {
      let forms = [phrase.words.en, phrase.words.ru, phrase.words.kk].map { $0.split(separator: "|").count }
      #expect(forms == [1, 1, 1] || forms == [2, 3, 1], "\(phrase)")
    }
  }

  private static func arguments(_ template: String) -> Set<String> {
    let parts = template.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
    return Set(parts.compactMap { $0.split(separator: "}").first.map(String.init) })
  }

  static let counts: [(language: Wording.Language, count: Int, text: String)] = [
    (.english, 1, "1 error"), (.english, 0, "0 errors"), (.english, 21, "21 errors"),
    (.russian, 1, "1 ошибка"), (.russian, 2, "2 ошибки"), (.russian, 5, "5 ошибок"), (.russian, 11, "11 ошибок"),
    (.russian, 14, "14 ошибок"), (.russian, 21, "21 ошибка"), (.russian, 102, "102 ошибки"),
    (.russian, 112, "112 ошибок"), (.kazakh, 1, "1 қате"), (.kazakh, 7, "7 қате"),
  ]

  @Test(arguments: counts) func counting(_ language: Wording.Language, _ count: Int, _ text: String) {
    #expect(Wording(language).counted(.errors, count) == text)
  }
}
