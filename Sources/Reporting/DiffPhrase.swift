import Comparison

/// What comparisons of editions say in the program's own words, in every language.
///
/// Arguments and grammatical forms are written as in ``Phrase``.
enum DiffPhrase: Translated, CaseIterable {
  case diffTitle, editionsCompared, changesCount, noChanges, general, changeOf, named, fromToText, cited, citedTwice
  case inCase, list
  // Kinds of change
  case wasAdded, wasDropped, wasRenamed, wasMoved, wasChanged, wasReworded
  // What is changed
  case aboutBands, aboutCriterion, aboutCombination, aboutWeight, aboutFormula, aboutScale, aboutFigure, aboutPenalty,
    aboutRounding
  case aboutMinimum, aboutMaximum, aboutAtLeast, aboutAtMost, aboutApplies, aboutIfMissing, aboutDerived, aboutField
  case aboutRows, aboutReading, aboutInput, aboutUnit, aboutKind, aboutAssessor
  // Keys of rows
  case rowDefault, rowChoices, rowType, rowFrom, rowTo, rowOtherwise, rowShareOut, rowKey, rowComplete, onCondition

  var words: (en: String, ru: String, kk: String) {
    switch self {
    case .diffTitle: ("What the editions say differently", "Что изменилось в правилах", "Ережелерде не өзгерді")
    case .editionsCompared:
      ("{methodology}: {before} → {after}", "{methodology}: {before} → {after}", "{methodology}: {before} → {after}")
    case .changesCount:
      ("{count} change|{count} changes", "{count} изменение|{count} изменения|{count} изменений", "{count} өзгеріс")
    case .noChanges:
      ("The rules say the same.", "Правила говорят одно и то же.", "Ережелер бірдей.")
    case .general: ("In general", "Общее", "Жалпы")
    case .changeOf: ("{what}: {name}", "{what}: {name}", "{what}: {name}")
    case .named: ("{title} [{name}]", "{title} [{name}]", "{title} [{name}]")
    case .fromToText: ("{before} → {after}", "{before} → {after}", "{before} → {after}")
    case .cited: ("{what} ({citation})", "{what} ({citation})", "{what} ({citation})")
    case .citedTwice:
      ("{what} ({before} → {after})", "{what} ({before} → {after})", "{what} ({before} → {after})")
    case .inCase: ("{name}, {key}", "{name}, {key}", "{name}, {key}")
    case .list: ("{what}: {list}", "{what}: {list}", "{what}: {list}")
    case .wasAdded: ("added", "добавлено", "қосылды")
    case .wasDropped: ("dropped", "исключено", "алынып тасталды")
    case .wasRenamed: ("renamed", "переименовано", "атауы өзгерді")
    case .wasMoved: ("moved", "перенесено", "ауыстырылды")
    case .wasReworded: ("worded otherwise", "изложено иначе", "басқаша жазылған")
    case .wasChanged: ("changed", "изменено", "өзгерді")
    case .aboutBands: ("bands", "степени", "дәрежелер")
    case .aboutCriterion: ("criterion", "критерий", "өлшем")
    case .aboutCombination: ("how the parts are put together", "как складываются части", "бөліктердің қосылуы")
    case .aboutWeight: ("weight", "вес", "салмақ")
    case .aboutFormula: ("formula", "формула", "формула")
    case .aboutScale: ("scale", "шкала", "шкала")
    case .aboutFigure: ("figure", "значение", "мән")
    case .aboutPenalty: ("penalty", "штрафные баллы", "айыппұл балдары")
    case .aboutRounding: ("rounding", "округление", "дөңгелектеу")
    case .aboutMinimum: ("least value", "минимум", "ең төменгі мәні")
    case .aboutMaximum: ("maximum", "максимум", "ең жоғары мәні")
    case .aboutAtLeast: ("not less than", "не менее", "кемінде")
    case .aboutAtMost: ("not more than", "не более", "көп дегенде")
    case .aboutApplies: ("applies when", "применяется, если", "қолданылу шарты")
    case .aboutIfMissing: ("if figures are missing", "при отсутствии данных", "дерек болмаса")
    case .aboutDerived: ("computed quantity", "расчётная величина", "есептік шама")
    case .aboutField: ("computed field", "расчётная графа", "есептік баған")
    case .aboutRows: ("table to be reported", "отчётная таблица", "есептік кесте")
    case .aboutReading: ("reading of the act", "прочтение акта", "актіні түсіну")
    case .aboutInput: ("figure to be reported", "отчётные данные", "есептік дерек")
    case .aboutUnit: ("unit", "единица", "бірлік")
    case .aboutKind: ("kind of body", "вид органа", "орган түрі")
    case .aboutAssessor: ("who assesses", "кто оценивает", "кім бағалайды")

    case .rowDefault: ("taken as a rule", "принято по умолчанию", "әдепкіде қабылданған")
    case .rowChoices: ("possible values", "возможные значения", "мүмкін мәндер")
    case .rowType: ("type", "вид данных", "дерек түрі")
    case .rowFrom: ("from", "от", "бастап")
    case .rowTo: ("to", "до", "дейін")
    case .rowOtherwise: ("otherwise", "в остальных случаях", "басқа жағдайда")
    case .rowShareOut: ("shared out among the others", "распределяется между остальными", "қалғандарына бөлінеді")
    case .rowKey: ("told apart by", "строки различаются по", "жолдар мына бойынша ажыратылады")
    case .rowComplete: ("all rows are due", "все строки обязательны", "барлық жолдар міндетті")
    case .onCondition: ("{what} ({condition})", "{what} ({condition})", "{what} ({condition})")
    }
  }
}

extension DiffPhrase {
  init(_ kind: RuleChange.Kind) {
    self =
      switch kind {
      case .added: .wasAdded
      case .dropped: .wasDropped
      case .renamed: .wasRenamed
      case .moved: .wasMoved
      case .changed: .wasChanged
      }
  }

  init(_ aspect: RuleChange.Aspect) {
    self =
      switch aspect {
      case .bands: .aboutBands
      case .criterion: .aboutCriterion
      case .combination: .aboutCombination
      case .weight: .aboutWeight
      case .formula: .aboutFormula
      case .scale: .aboutScale
      case .figure: .aboutFigure
      case .penalty: .aboutPenalty
      case .rounding: .aboutRounding
      case .minimum: .aboutMinimum
      case .maximum: .aboutMaximum
      case .atLeast: .aboutAtLeast
      case .atMost: .aboutAtMost
      case .applies: .aboutApplies
      case .ifMissing: .aboutIfMissing
      case .derived: .aboutDerived
      case .field: .aboutField
      case .rows: .aboutRows
      case .reading: .aboutReading
      case .input: .aboutInput
      case .unit: .aboutUnit
      case .kind: .aboutKind
      case .assessor: .aboutAssessor
      }
  }
}
