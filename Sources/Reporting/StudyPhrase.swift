/// What replays, verifications, studies of readings and lists of slips say in the program's own words, in every language.
///
/// Arguments and grammatical forms are written as in ``Phrase``.
enum StudyPhrase: Translated, CaseIterable {
  // Replay
  case replayTitle, yearsFromTo, editionsFrom, notWhole, newEdition, yearAndEdition, change, notEvaluated,
    notEvaluatedShort
  case seriesOf, bodyInYear, bandsByYear, meanOf, lastYearFirst, bodiesCount, yearsCount, breaksCount
  case lacksOf, lacksNothing, strangeIn, allUnder, plotOfKind, plotOfBody, plotOfBands, withoutScore

  // Fingerprints
  case fingerprints, rulesAre, rulesAndDataAre, rules, data

  // Verification
  case verificationTitle, official, computed, difference, agrees, differs, beginsHere, unpublishedCount, comparedWith

  // Readings
  case readingsTitle, isDefault, bodiesMoved, bandsPossible
  case noReadings, readingsApart, readingIdle, tooManyCombinations, least, greatest, bandsHold

  // Slips
  case slipsTitle, slipsCount, noSlips, foundByCheck, alsoIn

  var words: (en: String, ru: String, kk: String) {
    switch self {
    case .replayTitle: ("Scores by year", "Результаты по годам", "Жылдар бойынша нәтижелер")
    case .yearsFromTo: ("{what}, {from}–{to}", "{what}, {from}–{to}", "{what}, {from}–{to}")
    case .editionsFrom:
      (
        "{methodology}, and the editions before it from {first} on",
        "{methodology} и предшествующие редакции, начиная с {first}",
        "{methodology} және оған дейінгі {first} бастап редакциялары"
      )
    case .notWhole:
      ("Not encoded whole: {list}.", "Представлены не полностью: {list}.", "Толық берілмеген: {list}.")
    case .newEdition:
      (
        "│ stands before a year that is scored under another edition than the year before.",
        "│ стоит перед годом, оценённым по другой редакции, чем предыдущий.",
        "│ алдыңғы жылдан басқа редакция бойынша бағаланған жылдың алдында тұр."
      )
    case .yearAndEdition: ("{year} by {edition}", "{year} — по {edition}", "{year} — {edition} бойынша")
    case .change: ("change", "изменение", "өзгерісі")
    case .notEvaluated: ("not evaluated this year", "в этом году не оценивался", "бұл жылы бағаланбады")
    case .notEvaluatedShort: ("·", "·", "·")
    case .seriesOf: ("{score}, by year", "{score} по годам", "{score}, жылдар бойынша")
    case .bodyInYear: ("{body}, {year}", "{body}, {year}", "{body}, {year}")
    case .bandsByYear:
      ("How many bodies are in which band", "Число органов по степеням", "Дәрежелер бойынша органдар саны")
    case .meanOf: ("mean of the kind", "среднее по виду", "түр бойынша орташа")
    case .lastYearFirst:
      (
        "The highest score of the last year first; bodies that are no longer evaluated come last.",
        "Сначала — наивысшая оценка последнего года; в конце — органы, которые больше не оцениваются.",
        "Алдымен соңғы жылдың ең жоғары бағасы; бұдан былай бағаланбайтын органдар соңында."
      )
    case .bodiesCount: ("body|bodies", "орган|органа|органов", "орган")
    case .yearsCount: ("year|years", "год|года|лет", "жыл")
    case .breaksCount:
      ("change of edition|changes of edition", "смена редакции|смены редакции|смен редакции", "редакция ауысуы")
    case .lacksOf:
      (
        "In the data of {year}, the edition {edition} lacks: {list}.",
        "В данных за {year} год редакции {edition} не хватает: {list}.",
        "{year} жылғы деректерде {edition} редакциясына жетіспейді: {list}."
      )
    case .strangeIn:
      (
        "In the data of {year}, the edition {edition} does not know: {list}.",
        "В данных за {year} год редакция {edition} не знает: {list}.",
        "{year} жылғы деректерде {edition} редакциясы білмейді: {list}."
      )
    case .lacksNothing:
      (
        "The data of {year} has all that the edition {edition} asks for.",
        "В данных за {year} год есть всё, что требует редакция {edition}.",
        "{year} жылғы деректерде {edition} редакциясы талап ететіннің бәрі бар."
      )
    case .allUnder:
      (
        "All years are scored under the edition {edition}, whichever was in force.",
        "Все годы оценены по редакции {edition}, какая бы ни действовала.",
        "Барлық жылдар қайсысы қолданыста болғанына қарамастан {edition} редакциясы бойынша бағаланған."
      )
    case .plotOfKind:
      (
        "Scores of each {kind} from {from} to {to}; the figures are in the table below",
        "Оценки по годам, {from}–{to}, вид: {kind}; значения — в таблице ниже",
        "{from}–{to} жылдардағы бағалар, түрі: {kind}; мәндері төмендегі кестеде"
      )
    case .plotOfBody:
      (
        "{body}: scores from {from} to {to}; the figures are in the table below",
        "{body}: оценки за {from}–{to}; значения — в таблице ниже",
        "{body}: {from}–{to} жылдардағы бағалар; мәндері төмендегі кестеде"
      )
    case .plotOfBands:
      (
        "How many bodies were in which band from {from} to {to}; the figures are in the table below",
        "Число органов по степеням за {from}–{to}; значения — в таблице ниже",
        "{from}–{to} жылдардағы дәрежелер бойынша органдар саны; мәндері төмендегі кестеде"
      )
    case .withoutScore: ("without a score", "без оценки", "бағасыз")

    case .fingerprints: ("Fingerprints", "Контрольные суммы", "Бақылау сомалары")
    case .rulesAre: ("rules {rules}", "правила {rules}", "ережелер {rules}")
    case .rulesAndDataAre:
      ("rules {rules}, data {data}", "правила {rules}, данные {data}", "ережелер {rules}, деректер {data}")
    case .rules: ("rules", "правила", "ережелер")
    case .data: ("data", "данные", "деректер")

    case .verificationTitle:
      ("Comparison with official results", "Сверка с официальными результатами", "Ресми нәтижелермен салыстыру")
    case .official: ("official", "официально", "ресми")
    case .computed: ("computed", "вычислено", "есептелген")
    case .difference: ("difference", "расхождение", "айырма")
    case .agrees:
      (
        "All {count} figures of {bodies} results agree.",
        "Все показатели ({count}) в результатах ({bodies}) совпадают.",
        "{bodies} нәтиженің барлық {count} көрсеткіші сәйкес келеді."
      )
    case .differs:
      (
        "{wrong} of {count} figures of {bodies} results differ.",
        "Расходятся показатели: {wrong} из {count} (результатов — {bodies}).",
        "{bodies} нәтиженің {count} көрсеткішінің {wrong} сәйкес келмейді."
      )
    case .beginsHere:
      (
        "● marks where a difference begins: nothing else that was published and goes into the score differs.",
        "● — здесь начинается расхождение: ничто другое опубликованное, что входит в оценку, не расходится.",
        "● — айырма осы жерден басталады: бағаға кіретін басқа жарияланған ештеңе айырмаланбайды."
      )
    case .unpublishedCount:
      (
        "{count} result was computed and not published.|{count} results were computed and not published.",
        "{count} результат вычислен, но не опубликован.|{count} результата вычислены, но не опубликованы.|{count} результатов "
          + "вычислены, но не опубликованы.",
        "{count} нәтиже есептелген, бірақ жарияланбаған."
      )
    case .comparedWith: ("Compared with {file}.", "Сверено с {file}.", "{file} файлымен салыстырылды.")

    case .readingsTitle: ("Readings of the act", "Прочтения акта", "Актіні түсіну")
    case .isDefault: ("default", "по умолчанию", "әдепкі")
    case .bodiesMoved:
      (
        "bodies that move: {bodies} of {all}; that change their band: {bands}",
        "органы с иной оценкой: {bodies} из {all}, с иной степенью: {bands}",
        "бағасы өзгеретін органдар: {all} ішінен {bodies}, дәрежесі өзгеретіндер: {bands}"
      )
    case .bandsPossible: ("bands", "степени", "дәрежелері")
    case .noReadings:
      (
        "The edition declares no readings.", "Редакция не объявляет прочтений.",
        "Редакцияда түсіну нұсқалары жарияланбаған."
      )
    case .readingsApart:
      (
        "Not combined with the others, as they say which rows are due: {list}.",
        "Не сочетались с другими, так как от них зависит состав строк: {list}.",
        "Басқалармен үйлестірілмеген, өйткені жолдар құрамы соларға байланысты: {list}."
      )
    case .readingIdle:
      (
        "no score of this data hangs on it", "на оценки по этим данным не влияет",
        "бұл деректердегі бағаларға әсер етпейді"
      )
    case .tooManyCombinations:
      (
        "{score} hangs on {count} readings at once, whose combinations are too many; only changes of one reading were looked at.",
        "{score}: зависит сразу от {count} прочтений, их сочетаний слишком много; рассмотрены изменения по одному прочтению.",
        "{score}: бірден {count} түсінуге байланысты, үйлесімдері тым көп; тек бір түсінудің өзгерістері қаралды."
      )
    case .least: ("least", "наименьшее", "ең аз")
    case .greatest: ("greatest", "наибольшее", "ең көп")
    case .bandsHold:
      (
        "{count} of {all} bodies keep their band under every combination of readings.",
        "Степень не зависит от прочтений у органов: {count} из {all}.",
        "{all} органның {count} дәрежесі кез келген түсіну үйлесімінде сақталады."
      )

    case .slipsTitle: ("Slips of the acts", "Погрешности актов", "Актілердің қателіктері")
    case .slipsCount:
      (
        "{count} slip, {found} of them found by the checker|{count} slips, {found} of them found by the checker",
        "{count} погрешность, из них найдено проверкой: {found}|{count} погрешности, из них найдено проверкой: {found}|"
          + "{count} погрешностей, из них найдено проверкой: {found}",
        "{count} қателік, оның {found} тексерумен табылған"
      )
    case .noSlips: ("No slips are recorded.", "Погрешности не отмечены.", "Қателіктер белгіленбеген.")
    case .foundByCheck: ("found by `check`: {code}", "находит `check`: {code}", "`check` табады: {code}")
    case .alsoIn: ("still so in {list}", "сохраняется в {list}", "{list} редакцияларында сақталған")
    }
  }
}
