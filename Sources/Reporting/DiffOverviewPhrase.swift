import SourceText

/// What the overview at the head of a comparison says in the program's own words, in every language.
///
/// Arguments and grammatical forms are written as in ``Phrase``.
enum DiffOverviewPhrase: Translated, CaseIterable {
  case overviewTitle, sideBefore, sideAfter, bothSides, sideText, sideTextWithYears, partialText
  case nature, amendment, wholeText, amendedElsewhere, figuresByKind
  // Parts of the rules that belong to no direction
  case overallPart, bandsPart, penaltiesPart, assessorsPart, scopePart, unchanged
  // A direction
  case criteriaCount, criteriaSame, maximumMoved, newOnes, goneOnes, replacedOnes, movedOnes, renamedOnes, worthOnes
  case innerNew, innerGone, innerWorth, otherwiseReckoned, otherFigures, sideTerms
  case quoted, worth, worthShift, renamedTo, movedInto, replacedBy, andOthers
  // The rest
  case readingsPart, readingsCounts, inFull, toldOneByOne
  // Folds
  case foldParts, foldReckoning, foldReadings, foldData, foldLine, foldCount, withDetails
  // Marks
  case assumedBefore, assumedAfter, worthOf, consistsOf

  var words: (en: String, ru: String, kk: String) {
    switch self {
    case .overviewTitle: ("In short", "Коротко", "Қысқаша")
    case .sideBefore: ("Before", "Было", "Бұрын")
    case .sideAfter: ("After", "Стало", "Енді")
    case .bothSides: ("Both", "Обе стороны", "Екі жағы")
    case .sideText:
      (
        "{edition}, {act}; in force {period}", "редакция {edition}, {act}; действие {period}",
        "{edition} редакциясы, {act}; қолданылуы {period}"
      )
    case .sideTextWithYears:
      (
        "{edition}, {act}; in force {period}; evaluates {years}",
        "редакция {edition}, {act}; действие {period}; оценка за {years}",
        "{edition} редакциясы, {act}; қолданылуы {period}; бағаланатын жылдар: {years}"
      )
    case .partialText: ("Not whole ({edition})", "Прочитано не всё ({edition})", "Толық емес ({edition})")
    case .nature: ("Kind of act", "Вид акта", "Акт түрі")
    case .amendment: ("amends {places}", "вносит изменения: {places}", "өзгерістер енгізеді: {places}")
    case .wholeText:
      ("a whole text in place of the earlier one", "текст изложен заново целиком", "мәтін толығымен жаңадан жазылған")
    case .amendedElsewhere:
      (
        "Amended besides, without a change below", "Изменено также, ниже не отражено",
        "Сонымен қатар өзгертілген, төменде көрсетілмеген"
      )
    case .figuresByKind: ("Points by kind of body", "Баллы по видам органов", "Орган түрлері бойынша балдар")

    case .overallPart: ("Overall score", "Общая оценка", "Жалпы баға")
    case .bandsPart: ("Bands", "Степени", "Дәрежелер")
    case .penaltiesPart: ("Penalty points", "Штрафные баллы", "Айыппұл балдары")
    case .assessorsPart: ("Who assesses", "Кто оценивает", "Кім бағалайды")
    case .scopePart: ("What applies to whom", "Применимость", "Қолданылу аясы")
    case .unchanged: ("Unchanged", "Без изменений", "Өзгеріссіз")

    case .criteriaCount: ("criteria {before} → {after}", "критериев {before} → {after}", "өлшемдер {before} → {after}")
    case .criteriaSame:
      ("criteria: {count}, as before", "критериев {count}, как и было", "өлшемдер бұрынғыдай: {count}")
    case .maximumMoved: ("maximum {shift}", "максимум {shift}", "ең жоғары мәні {shift}")
    case .newOnes: ("new: {list}", "новые: {list}", "жаңа: {list}")
    case .goneOnes: ("dropped: {list}", "исключены: {list}", "алынып тасталды: {list}")
    case .replacedOnes: ("replaced: {list}", "заменены: {list}", "ауыстырылды: {list}")
    case .movedOnes: ("moved: {list}", "перенесены: {list}", "көшірілді: {list}")
    case .renamedOnes: ("renamed: {list}", "переименованы: {list}", "атауы өзгерді: {list}")
    case .worthOnes: ("maximum: {list}", "максимум: {list}", "ең жоғары мәні: {list}")
    case .innerNew: ("new indicators: {list}", "новые показатели: {list}", "жаңа көрсеткіштер: {list}")
    case .innerGone:
      ("indicators dropped: {list}", "исключены показатели: {list}", "алынып тасталған көрсеткіштер: {list}")
    case .innerWorth:
      ("indicators, maximum: {list}", "показатели, максимум: {list}", "көрсеткіштер, ең жоғары мәні: {list}")
    case .otherwiseReckoned:
      ("reckoned otherwise: {list}", "иначе считаются: {list}", "басқаша есептеледі: {list}")
    case .otherFigures:
      (
        "{count} other figure or scale changed|{count} other figures or scales changed",
        "изменено ещё {count} значение или шкала|изменено ещё {count} значения или шкалы|изменено ещё {count} значений или шкал",
        "тағы {count} мән немесе шкала өзгерді"
      )
    case .sideTerms: ("{before} → {after}", "{before} → {after}", "{before} → {after}")
    case .quoted: ("“{title}”", "«{title}»", "«{title}»")
    case .worth: ("{title} {value}", "{title} {value}", "{title} {value}")
    case .worthShift: ("{title} {before} → {after}", "{title} {before} → {after}", "{title} {before} → {after}")
    case .renamedTo: ("{before} → {after}", "{before} → {after}", "{before} → {after}")
    case .movedInto: ("{title} into {to}", "{title} в {to}", "{title} — {to} ішіне")
    case .replacedBy: ("{before} by {after}", "{before} на {after}", "{before} орнына {after}")
    case .andOthers: ("{list} and {count} more", "{list} и ещё {count}", "{list} және тағы {count}")

    case .readingsPart: ("Open to more than one reading", "Неоднозначные места акта", "Актінің екіұшты жерлері")
    case .readingsCounts:
      (
        "{before} → {after} (new {added}, settled {dropped})", "{before} → {after} (новых {added}, снято {dropped})",
        "{before} → {after} (жаңа {added}, шешілген {dropped})"
      )
    case .inFull: ("In full", "Подробно", "Толық")
    case .toldOneByOne:
      (
        "{all}, of which {told} are told one by one below and the others are counted",
        "{all}; из них ниже по одному изложено {told}, остальные посчитаны",
        "{all}; төменде біртіндеп айтылғаны {told}, қалғаны саналған"
      )

    case .foldParts:
      (
        "Inside new and dropped criteria", "Внутри новых и исключённых критериев",
        "Жаңа және алынып тасталған өлшемдер ішінде"
      )
    case .foldReckoning: ("Computed quantities", "Порядок расчёта", "Есептеу тәртібі")
    case .foldReadings: ("Readings of the act", "Прочтение акта", "Актіні түсіну")
    case .foldData: ("Reported data", "Отчётные данные", "Есептік деректер")
    case .foldLine: ("{what} ({counts}): {list}", "{what} ({counts}): {list}", "{what} ({counts}): {list}")
    case .foldCount: ("{what} {count}", "{what} {count}", "{what} {count}")
    case .withDetails:
      (
        "What is only counted here is told whole with --details.",
        "То, что здесь только посчитано, полностью излагается с --details.",
        "Мұнда тек саналғаны --details арқылы толық айтылады."
      )

    case .assumedBefore:
      (
        "the earlier one is assumed: the act does not let it be read",
        "прежнее принято: в тексте акта не читается",
        "бұрынғысы қабылданған: акт мәтінінен оқылмайды"
      )
    case .assumedAfter:
      (
        "the later one is assumed: the act does not let it be read",
        "новое принято: в тексте акта не читается",
        "жаңасы қабылданған: акт мәтінінен оқылмайды"
      )
    case .worthOf: ("{what}, at most {value}", "{what}, не более {value}", "{what}, көп дегенде {value}")
    case .consistsOf: ("of", "в составе", "құрамында")
    }
  }
}

extension Wording {
  func callAsFunction(_ phrase: DiffOverviewPhrase, _ arguments: [String: String] = [:]) -> String {
    Message(template(phrase), arguments).text
  }

  func counted(_ phrase: DiffOverviewPhrase, _ count: Int, _ arguments: [String: String] = [:]) -> String {
    form(of: phrase, for: count, arguments)
  }
}
