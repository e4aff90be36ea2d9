/// What comparisons of editions say of rule tests, of single scores and of what data lacks, in every language.
///
/// Arguments and grammatical forms are written as in ``Phrase``.
enum DiffDetailPhrase: Translated, CaseIterable {
  // Rule tests
  case testsUnder, testsCount, noTests, brokenTests, noLongerHold, cannotBeAsked, unmetExpectation, testIsLost
  case theTest, expectation, expected, found, lacksNames, needsNames, countOfTests

  // Folders
  case editionsDiffer

  // Scores and figures
  case byDirection, byCriterion, lackedFigures, countOfBodies, andSo

  var words: (en: String, ru: String, kk: String) {
    switch self {
    case .testsUnder:
      (
        "Rule tests of {before} under {after}", "Тесты правил {before} по редакции {after}",
        "{before} ережелерінің тесттері {after} редакциясы бойынша"
      )
    case .testsCount:
      (
        "{count} test: holding {held}, no longer holding {failed}, not to be asked {refused}.|{count} tests: holding {held}, no longer holding {failed}, not to be asked {refused}.",
        "Из {count} теста: проходят {held}, больше не проходят {failed}, неприменимы {refused}.|Из {count} тестов: проходят {held}, больше не проходят {failed}, неприменимы {refused}.|Из {count} тестов: проходят {held}, больше не проходят {failed}, неприменимы {refused}.",
        "{count} тесттен: {held} өтеді, {failed} енді өтпейді, {refused} қолданылмайды."
      )
    case .noTests:
      ("There are no rule tests of {before}.", "У редакции {before} нет тестов правил.", "{before} тесттері жоқ.")
    case .brokenTests:
      (
        "{count} more does not hold under {before} itself.|{count} more do not hold under {before} itself.",
        "Ещё {count} не проходит и по самой редакции {before}.|Ещё {count} не проходят и по самой редакции {before}.|Ещё {count} не проходят и по самой редакции {before}.",
        "Тағы {count} тест {before} бойынша да өтпейді."
      )
    case .noLongerHold: ("No longer hold", "Больше не проходят", "Енді өтпейді")
    case .cannotBeAsked: ("Cannot be asked", "Неприменимы", "Қолданылмайды")
    case .unmetExpectation:
      (
        "{name}: expected {expected}, found {found}", "{name}: ожидалось {expected}, получено {found}",
        "{name}: күтілгені {expected}, шыққаны {found}"
      )
    case .testIsLost:
      (
        "{edition} does not know {names} of the test", "редакция {edition} не знает из теста: {names}",
        "{edition} тесттегі мынаны білмейді: {names}"
      )
    case .theTest: ("test", "тест", "тест")
    case .expectation: ("expectation", "что проверяется", "не тексеріледі")
    case .expected: ("expected", "ожидалось", "күтілгені")
    case .found: ("found", "получено", "шыққаны")
    case .lacksNames: ("{edition} has no {names}", "в {edition} нет: {names}", "{edition} ішінде жоқ: {names}")
    case .needsNames:
      (
        "{edition} needs {names}, which {before} does not have", "{edition} требует {names}, чего нет в {before}",
        "{edition} мынаны талап етеді: {names}; ол {before} ішінде жоқ"
      )
    case .countOfTests: ("{count} test|{count} tests", "{count} тест|{count} теста|{count} тестов", "{count} тест")
    case .editionsDiffer:
      (
        "{count} edition is in both, {differ} of them changed.|{count} editions are in both, {differ} of them changed.",
        "В обеих {count} редакция, изменено из них: {differ}.|В обеих {count} редакции, изменено из них: {differ}.|В обеих {count} редакций, изменено из них: {differ}.",
        "Екеуінде де {count} редакция бар, өзгергені: {differ}."
      )
    case .byDirection: ("By direction", "По направлениям", "Бағыттар бойынша")
    case .byCriterion: ("By criterion", "По критериям", "Өлшемдер бойынша")
    case .lackedFigures:
      ("What is missing for {edition}", "Чего не хватает для {edition}", "{edition} үшін не жетіспейді")
    case .countOfBodies:
      ("{count} body|{count} bodies", "{count} орган|{count} органа|{count} органов", "{count} орган")
    case .andSo:
      ("missing therefore: {scores}", "поэтому нет оценок: {scores}", "сондықтан жоқ: {scores}")
    }
  }
}
