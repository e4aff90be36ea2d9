/// What reports of scores and of rules say in the program's own words, in every language; studies over years and readings
/// have words of their own in ``StudyPhrase``, reports on rule tests in ``StrengthPhrase``.
///
/// Arguments stand in braces. A phrase that counts has its grammatical forms divided by `|`: two in English (1 and
/// others), three in Russian (1, 2–4 and others), one in Kazakh.
enum Phrase: Translated, CaseIterable {
  // Heads and labels
  case body, name, kind, band, period, edition, methodology, act, source, basis, figure, value, years, inForce
  case inForceFrom, inForceTo, partialMark, score, maximum, percent
  case actOfDate, registeredAs, fromTo, since, editionOf, ofPeriod

  // Values
  case yes, no, missing, notApplicable, notApplicableShort, valueAndUnit, valueAndPercent, valueOfMaximum,
    valueOfMaximumAndUnit
  case ofMaximum, ofMaximumAndUnit
  case date, from, above, upTo, below, between, bothBounds, anyValue, rangeOf, lookedUp
  case notCovered, notCoveredReading
  case approximately, shortened

  // Basis
  case basisText, basisInferred, basisAssumed, basisLine, basisOfResult, inferredMeans, assumedMeans

  // Why something is missing
  case noInput, noCell, noTable, noRow, uncovered, noFigure, noEarlierPeriod, nothingToAggregate, doesNotApply
  case divisionByZero, outsideDomain, tooLarge, tooManyDigits, andMore, missingTitle, missingLegend, missingBecause

  // Reasons of a score
  case formula, withFigures, base, penalty, atLeast, atMost, round, ifMissing, shareOut, result, scaleRow
  case rows, rowsTakenIn, eachRow, row, assessedBy, appliesWhen, seeElsewhere, wentIn, previousPeriod
  case roundedTo, halfUp, halfEven, up, down, floor, ceil
  case roleInput, roleParameter, roleScale, roleAggregate, roleReading, roleKind, roleDerived, roleField
  case uncertainList, evaluationTitle, explanationTitle, overview, warnings, noResult, openAll, closeAll, contents
  case readingsTaken, readingTaken, otherReading, readingsCount, partialEdition

  // Findings and catalogues
  case errors, warningsCount, knownSlips, noFindings, notShown, sourcesTitle, notInTheAct
  case figures, scaleRows, formulas, roundings, bands, assessors

  var words: (en: String, ru: String, kk: String) {
    switch self {
    case .body: ("body", "орган", "орган")
    case .name: ("name", "наименование", "атауы")
    case .kind: ("kind", "вид", "түрі")
    case .band: ("band", "степень", "дәрежесі")
    case .period: ("period", "период", "кезең")
    case .edition: ("edition", "редакция", "редакция")
    case .methodology: ("methodology", "методика", "әдістеме")
    case .act: ("act", "акт", "акт")
    case .source: ("source", "основание", "негіздеме")
    case .basis: ("basis", "происхождение", "шығу тегі")
    case .figure: ("figure or formula", "значение или формула", "мән немесе формула")
    case .value: ("value", "значение", "мәні")
    case .years: ("years", "годы", "жылдар")
    case .inForce: ("in force", "действует", "қолданылуы")
    case .inForceFrom: ("from", "с", "басталуы")
    case .inForceTo: ("to", "по", "аяқталуы")
    case .partialMark: ("(not whole)", "(не полностью)", "(толық емес)")
    case .score: ("score", "оценка", "баға")
    case .maximum: ("maximum", "максимум", "ең жоғары мәні")
    case .percent: ("%", "%", "%")
    case .actOfDate: ("{number} of {date}", "{number} от {date}", "{date} {number}")
    case .registeredAs:
      ("{act}, registered as {number}", "{act}, зарегистрирован под № {number}", "{act}, № {number} болып тіркелген")
    case .fromTo: ("{from} to {to}", "с {from} по {to}", "{from} – {to}")
    case .since: ("since {from}", "с {from}", "{from} бастап")
    case .editionOf:
      (
        "{methodology}, edition {edition}", "{methodology}, редакция {edition}", "{methodology}, {edition} редакциясы"
      )
    case .ofPeriod: ("{what}, {period}", "{what}, {period}", "{what}, {period}")
    case .yes: ("yes", "да", "иә")
    case .no: ("no", "нет", "жоқ")
    case .missing: ("missing", "нет данных", "дерек жоқ")
    case .notApplicable: ("not applicable", "не применяется", "қолданылмайды")
    case .notApplicableShort: ("n/a", "не прим.", "қолд-майды")
    case .valueAndUnit: ("{value} {unit}", "{value} ({unit})", "{value} {unit}")
    case .valueAndPercent: ("{value} %", "{value} %", "{value} %")
    case .valueOfMaximum: ("{value} of {maximum}", "{value} из {maximum}", "{maximum} ішінен {value}")
    case .valueOfMaximumAndUnit:
      ("{value} of {maximum} {unit}", "{value} из {maximum} ({unit})", "{maximum} {unit} ішінен {value}")
    case .ofMaximum: ("of {maximum}", "из {maximum}", "/ {maximum}")
    case .ofMaximumAndUnit: ("of {maximum} {unit}", "из {maximum} ({unit})", "/ {maximum} {unit}")
    case .date: ("{year}-{month}-{day}", "{day}.{month}.{year}", "{day}.{month}.{year}")
    case .from: ("from {low}", "от {low}", "{low} бастап")
    case .above: ("above {low}", "более {low}", "{low} жоғары")
    case .upTo: ("up to {high}", "до {high}", "{high} дейін")
    case .below: ("below {high}", "менее {high}", "{high} төмен")
    case .between: ("{low} to {high}", "{low} – {high}", "{low} – {high}")
    case .bothBounds: ("{lower}, {upper}", "{lower}, {upper}", "{lower}, {upper}")
    case .anyValue: ("any", "любое", "кез келген")
    case .rangeOf: ("{name}: {range}", "{name}: {range}", "{name}: {range}")
    case .lookedUp: ("{value} ({range})", "{value} ({range})", "{value} ({range})")
    case .notCovered:
      (
        "{value}, which no row covers", "{value} — такого значения нет ни в одной строке",
        "{value} — бұл мән ешбір жолда жоқ"
      )
    case .notCoveredReading:
      (
        "{value}, which no row covers; {choices} says what holds",
        "{value} — такого значения нет ни в одной строке; что действует, говорит {choices}",
        "{value} — бұл мән ешбір жолда жоқ; не қолданылатынын {choices} айтады"
      )
    case .approximately: ("≈ {value}", "≈ {value}", "≈ {value}")
    case .shortened:
      (
        "Figures are computed exactly, roots and logarithms to {digits} digits; ≈ marks one that is shortened here.",
        "Значения вычислены точно, корни и логарифмы — до {digits} знаков; знаком ≈ отмечены те, что здесь сокращены.",
        "Мәндер дәл, түбірлер мен логарифмдер {digits} таңбаға дейін есептелген; ≈ белгісі мұнда қысқартылғандарын білдіреді."
      )

    case .basisText: ("text of the act", "текст акта", "акт мәтіні")
    case .basisInferred: ("inferred", "восстановлено", "қалпына келтірілген")
    case .basisAssumed: ("assumed", "допущение", "болжам")
    case .basisLine:
      (
        "Figures and formulas of the edition: {text} from the text of the act, {inferred} inferred, {assumed} assumed.",
        "Значения и формулы редакции: из текста акта — {text}, восстановлено — {inferred}, допущений — {assumed}.",
        "Редакцияның мәндері мен формулалары: акт мәтінінен — {text}, қалпына келтірілгені — {inferred}, "
          + "болжам — {assumed}."
      )
    case .basisOfResult:
      (
        "What this result rests on: {text} from the text of the act, {inferred} inferred, {assumed} assumed.",
        "На чём основан этот результат: из текста акта — {text}, восстановлено — {inferred}, допущений — {assumed}.",
        "Бұл нәтиженің негізі: акт мәтінінен — {text}, қалпына келтірілгені — {inferred}, болжам — {assumed}."
      )
    case .inferredMeans:
      (
        "not readable in the stored text of the act; it follows from what is",
        "не читается в хранимом тексте акта и восстановлено по остальному тексту",
        "актінің сақталған мәтінінде оқылмайды, қалған мәтін бойынша қалпына келтірілген"
      )
    case .assumedMeans:
      (
        "left open by the act; chosen by the author of the rule file",
        "в акте не определено; выбрано составителем файла правил",
        "актіде айқындалмаған; ережелер файлын құрастырушы таңдаған"
      )

    case .noInput: ("{title} was not reported", "{title}: не представлено", "{title}: ұсынылмаған")
    case .noCell:
      (
        "{table}, row {row}: {field} was not reported", "{table}, строка {row}: {field} — не представлено",
        "{table}, {row} жолы: {field} — ұсынылмаған"
      )
    case .noTable: ("{table}: there is no such table", "{table}: таблицы нет", "{table}: кесте жоқ")
    case .noRow: ("{table}: there is no row {key}", "{table}: нет строки {key}", "{table}: {key} жолы жоқ")
    case .uncovered:
      (
        "{scale}: no row covers {value}", "{scale}: ни одна строка не охватывает {value}",
        "{scale}: {value} мәніне жол жоқ"
      )
    case .noFigure:
      (
        "{title}: the act sets no figure for {key}", "{title}: акт не устанавливает значения для {key}",
        "{title}: акт {key} үшін мән белгілемейді"
      )
    case .noEarlierPeriod:
      (
        "{title}: there is no figure of the period before", "{title}: нет значения за предыдущий период",
        "{title}: алдыңғы кезеңнің мәні жоқ"
      )
    case .nothingToAggregate:
      ("{source}: there is nothing to compute from", "{source}: не из чего вычислять", "{source}: есептеуге дерек жоқ")
    case .doesNotApply:
      ("{title} does not concern this body", "{title}: к органу не применяется", "{title}: органға қолданылмайды")
    case .divisionByZero: ("{place}: division by zero", "{place}: деление на ноль", "{place}: нөлге бөлу")
    case .outsideDomain:
      (
        "{place}: {function} of {arguments} does not exist", "{place}: {function} от {arguments} не существует",
        "{place}: {function}({arguments}) мәні жоқ"
      )
    case .tooManyDigits:
      (
        "{place}: the exact fraction has too many digits", "{place}: у точной дроби слишком много цифр",
        "{place}: дәл бөлшекте цифр тым көп"
      )
    case .tooLarge:
      (
        "{place}: the result of {function} is too large", "{place}: результат {function} слишком велик",
        "{place}: {function} нәтижесі тым үлкен"
      )
    case .andMore:
      (
        "… and {count} more|… and {count} more", "… и ещё {count}|… и ещё {count}|… и ещё {count}",
        "… және тағы {count}"
      )
    case .missingTitle: ("Missing", "Нет данных", "Дерек жоқ")
    case .missingLegend: ("— is missing, because:", "— нет данных, причина:", "— дерек жоқ, себебі:")
    case .missingBecause: ("missing because", "причина", "себебі")

    case .formula: ("formula", "формула", "формула")
    case .withFigures: ("with figures", "с данными", "деректермен")
    case .base: ("before adjustments", "до корректировки", "түзетуге дейін")
    case .penalty: ("less penalty", "минус штраф", "айыппұл шегеріледі")
    case .atLeast: ("not less than", "не менее", "кемінде")
    case .atMost: ("not more than", "не более", "көп дегенде")
    case .round: ("rounded", "округление", "дөңгелектеу")
    case .ifMissing: ("in place of what is missing", "взамен недостающего", "жетіспейтіннің орнына")
    case .shareOut: ("scaled up by", "пересчёт с коэффициентом", "коэффициентпен қайта есептеу")
    case .result: ("result", "итог", "нәтиже")
    case .scaleRow: ("row of the scale", "строка шкалы", "шкала жолы")
    case .rows: ("{count} row|{count} rows", "{count} строка|{count} строки|{count} строк", "{count} жол")
    case .rowsTakenIn: ("rows taken in", "учтённые строки", "ескерілген жолдар")
    case .row: ("row", "строка", "жол")
    case .assessedBy: ("assessed by", "оценивает", "бағалайтын орган")
    case .appliesWhen: ("applies when", "применяется, если", "қолданылу шарты")
    case .eachRow: ("for each row", "по каждой строке", "әр жол бойынша")
    case .seeElsewhere: ("see its own calculation", "см. отдельный расчёт", "жеке есебін қараңыз")
    case .wentIn: ("what went into it", "исходные данные", "бастапқы деректер")
    case .previousPeriod: ("{title}, period before", "{title}, предыдущий период", "{title}, алдыңғы кезең")
    case .roundedTo: ("to {step}, {mode}", "до {step}, {mode}", "{step} дейін, {mode}")
    case .halfUp: ("half up", "половина вверх", "жартысы жоғары қарай")
    case .halfEven: ("half to even", "половина к чётному", "жартысы жұпқа қарай")
    case .up: ("away from zero", "от нуля", "нөлден әрі")
    case .down: ("towards zero", "к нулю", "нөлге қарай")
    case .floor: ("down", "вниз", "төмен қарай")
    case .ceil: ("up", "вверх", "жоғары қарай")
    case .roleInput: ("reported", "отчётные данные", "есептік дерек")
    case .roleParameter: ("set by the act", "установлено актом", "актіде белгіленген")
    case .roleScale: ("scale", "шкала", "шкала")
    case .roleAggregate: ("over rows", "по строкам", "жолдар бойынша")
    case .roleReading: ("reading of the act", "прочтение акта", "актіні түсіну")
    case .roleKind: ("kind of body", "вид органа", "орган түрі")
    case .roleDerived: ("derived", "расчётная величина", "есептік шама")
    case .roleField: ("field", "графа", "баған")
    case .uncertainList:
      ("What does not stand in the act", "Что взято не из текста акта", "Акт мәтінінен алынбағандар")
    case .evaluationTitle: ("Scores", "Результаты оценки", "Бағалау нәтижелері")
    case .explanationTitle: ("Why this score", "Обоснование оценки", "Бағаның негіздемесі")
    case .overview: ("Overview", "Обзор", "Шолу")
    case .warnings: ("To be aware of", "Обратите внимание", "Назар аударыңыз")
    case .noResult:
      (
        "There is no result: what it rests on is missing.", "Результата нет: не хватает данных, на которых он основан.",
        "Нәтиже жоқ: оған негіз болатын деректер жетіспейді."
      )
    case .openAll: ("Open all", "Развернуть всё", "Барлығын ашу")
    case .closeAll: ("Close all", "Свернуть всё", "Барлығын жабу")
    case .contents: ("Reasons", "Расчёт по показателям", "Көрсеткіштер бойынша есептеу")
    case .readingsTaken: ("Readings of the act", "Прочтения акта", "Актіні түсіну")
    case .readingTaken: ("{title}: {choice}", "{title}: {choice}", "{title}: {choice}")
    case .otherReading: ("{reading} (not the default)", "{reading} (не по умолчанию)", "{reading} (әдепкі емес)")
    case .readingsCount:
      (
        "Places of the act that can be read in more than one way: {count}",
        "Места акта, допускающие разное прочтение: {count}", "Актінің әртүрлі түсінілетін тұстары: {count}"
      )
    case .partialEdition:
      (
        "The edition is not encoded whole: {what}", "Редакция представлена не полностью: {what}",
        "Редакция толық берілмеген: {what}"
      )
    case .errors: ("{count} error|{count} errors", "{count} ошибка|{count} ошибки|{count} ошибок", "{count} қате")
    case .warningsCount:
      (
        "{count} warning|{count} warnings", "{count} предупреждение|{count} предупреждения|{count} предупреждений",
        "{count} ескерту"
      )
    case .knownSlips:
      (
        "{count} known slip|{count} known slips",
        "{count} известная погрешность акта|{count} известные погрешности акта|{count} известных погрешностей акта",
        "актінің {count} белгілі қателігі"
      )
    case .noFindings: ("no findings", "замечаний нет", "ескертпелер жоқ")
    case .notShown:
      (
        "{count} more finding is not shown|{count} more findings are not shown",
        "ещё {count} замечание не показано|ещё {count} замечания не показаны|ещё {count} замечаний не показаны",
        "тағы {count} ескертпе көрсетілмеген"
      )
    case .sourcesTitle: ("Sources of figures", "Источники значений", "Мәндердің дереккөздері")
    case .notInTheAct: ("Not in the text of the act", "Не из текста акта", "Акт мәтінінен емес")
    case .figures: ("Figures", "Значения", "Мәндер")
    case .scaleRows: ("Rows of scales", "Строки шкал", "Шкала жолдары")
    case .formulas: ("Formulas", "Формулы", "Формулалар")
    case .roundings: ("Roundings", "Округления", "Дөңгелектеулер")
    case .bands: ("Bands", "Степени", "Дәрежелер")
    case .assessors: ("Assessors", "Кто оценивает", "Бағалаушылар")
    }
  }
}
