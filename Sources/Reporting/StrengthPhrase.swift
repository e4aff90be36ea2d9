/// What reports on rule tests say in the program's own words, in every language.
///
/// Arguments are written as in ``Phrase``.
enum StrengthPhrase: Translated, CaseIterable {
  case reachedOf, noticedOf

  // What never happened in a test
  case neverComputed, neverHolds, alwaysHolds, neverThere, neverMissing, neverBites, alwaysBites, neverStepsIn
  case neverUsed, rowNeverHit, otherwiseNeverUsed, bandNeverGiven, readingNeverTaken

  var words: (en: String, ru: String, kk: String) {
    switch self {
    case .reachedOf:
      ("{reached} of {total} reached", "охвачено {reached} из {total}", "{total} ішінен {reached} қамтылған")
    case .noticedOf:
      (
        "noticed {noticed} of {total}, missed {missed} ({percent} %)",
        "замечено {noticed} из {total}, упущено {missed} ({percent} %)",
        "{total} ішінен {noticed} байқалған, {missed} байқалмаған ({percent} %)"
      )
    case .neverComputed: ("never computed", "ни разу не вычислено", "бірде-бір рет есептелмеген")
    case .neverHolds:
      ("never holds: {text}", "ни разу не выполнено: {text}", "бірде-бір рет орындалмаған: {text}")
    case .alwaysHolds: ("never fails: {text}", "ни разу не нарушено: {text}", "бірде-бір рет бұзылмаған: {text}")
    case .neverThere:
      ("never there: {text}", "ни разу не имеет значения: {text}", "мәні бірде-бір рет болмаған: {text}")
    case .neverMissing:
      ("never missing: {text}", "ни разу не отсутствует: {text}", "бірде-бір рет жетіспеген емес: {text}")
    case .neverBites:
      (
        "never changes the score: {text}", "ни разу не меняет оценку: {text}",
        "бағаны бірде-бір рет өзгертпеген: {text}"
      )
    case .alwaysBites:
      (
        "never leaves the score as it is: {text}", "ни разу не оставляет оценку прежней: {text}",
        "бағаны бірде-бір рет сол күйінде қалдырмаған: {text}"
      )
    case .neverStepsIn:
      (
        "never holds in place of what is missing: {text}", "ни разу не взято взамен недостающего: {text}",
        "жетіспейтіннің орнына бірде-бір рет алынбаған: {text}"
      )
    case .neverUsed:
      ("figure never used: {text}", "значение ни разу не взято: {text}", "мән бірде-бір рет алынбаған: {text}")
    case .rowNeverHit:
      ("row never hit: {text}", "строка ни разу не применена: {text}", "жол бірде-бір рет қолданылмаған: {text}")
    case .otherwiseNeverUsed:
      (
        "never needed where no row covers the value: {text}", "ни разу не понадобилось вне строк: {text}",
        "жолдардан тыс бірде-бір рет қажет болмаған: {text}"
      )
    case .bandNeverGiven:
      ("band never given: {text}", "степень ни разу не присвоена: {text}", "дәреже бірде-бір рет берілмеген: {text}")
    case .readingNeverTaken:
      ("reading never taken: {text}", "прочтение ни разу не взято: {text}", "түсінік бірде-бір рет алынбаған: {text}")
    }
  }
}
