/// What the page of a comparison says in the program's own words, in every language.
///
/// Arguments and grammatical forms are written as in ``Phrase``.
enum DiffPagePhrase: Translated, CaseIterable {
  case onThisPage, before, after, rulesChange, scoresChange, editionAndPeriod

  // Changes of the rules
  case filterChanges, kindOfChange, anyKind, shownOf, notThere, column, noMatch

  // What they do to scores
  case bodies, gained, lost, unmoved, notComparable, bandChanges
  case largestMoves, mostlyBy, scoreDifference, noMoves, noneComparable
  case bandMatrix, bandMatrixRead, noBand, unevaluated, noSuchScore, total

  // Ranks
  case ranks, ranksRead, ranksLabel, ranksMovers, scoreRose, scoreFell, scoreStood, bandMoved, noRank, noRanks
  case rankAtBoth, rankShift

  // The table
  case allBodies, filterBodies, bodyOrId, allKinds, move, anyMove, bandBefore, bandAfter, anyBand, onlyBandChanges
  case scoreBefore, scoreAfter, rankBefore, rankAfter, showMore, tableNeedsScript, reasonsBefore, reasonsAfter
  case whyMissingBefore, whyMissingAfter

  // The shares of a body
  case whyMoved, whyHint, chooseBody, sharesOf, oneChange, share, running, otherChanges, unexplained
  case causeRules, causeData, causeBoth, byCause, dataOf, together, exactly, plusMinus, sampled, noShares, toTable
  case readFromNotZero, needsScript

  var words: (en: String, ru: String, kk: String) {
    switch self {
    case .onThisPage: ("On this page", "На этой странице", "Осы бетте")
    case .before: ("before", "до", "дейін")
    case .after: ("after", "после", "кейін")
    case .rulesChange: ("What changes in the rules", "Что меняется в правилах", "Ережелерде не өзгереді")
    case .scoresChange:
      ("What happens to scores", "Что происходит с оценками", "Бағалар қалай өзгереді")
    case .editionAndPeriod: ("{edition}, {period}", "{edition}, {period}", "{edition}, {period}")

    case .filterChanges: ("Find in the changes", "Найти в изменениях", "Өзгерістерден іздеу")
    case .kindOfChange: ("kind of change", "вид изменения", "өзгеріс түрі")
    case .anyKind: ("all", "все", "барлығы")
    case .shownOf: ("Shown: {shown} of {total}", "Показано: {shown} из {total}", "Көрсетілгені: {shown} / {total}")
    case .notThere: ("is not there", "отсутствует", "жоқ")
    case .column: ("{side}: {edition}", "{side}: {edition}", "{side}: {edition}")
    case .noMatch: ("Nothing fits the filter.", "Под условия ничего не подходит.", "Шартқа ештеңе сай келмейді.")

    case .bodies: ("body|bodies", "орган|органа|органов", "орган")
    case .gained: ("gained", "повысили оценку", "бағасы өсті")
    case .lost: ("lost", "понизили оценку", "бағасы төмендеді")
    case .unmoved: ("unmoved", "без изменений", "өзгеріссіз")
    case .notComparable: ("not comparable", "сравнить нельзя", "салыстыруға келмейді")
    case .bandChanges: ("in another band", "в другой степени", "басқа дәрежеде")
    case .largestMoves: ("The largest moves", "Наибольшие сдвиги", "Ең үлкен өзгерістер")
    case .mostlyBy: ("what did most of it", "главная причина", "басты себебі")
    case .scoreDifference: ("difference", "разница", "айырма")
    case .noneComparable:
      (
        "No body has a score both before and after; the table of all bodies says why.",
        "Ни у одного органа нет оценки и до, и после; причины — в таблице всех органов.",
        "Ешбір органның бұрын да, кейін де бағасы жоқ; себептері барлық органдар кестесінде."
      )
    case .noMoves: ("No score moves.", "Ни одна оценка не меняется.", "Ешбір баға өзгермейді.")
    case .bandMatrix: ("Bands before and after", "Степени до и после", "Бұрынғы және кейінгі дәрежелер")
    case .bandMatrixRead:
      (
        "How many bodies come from the band of the row into the band of the column; framed: the band stays.",
        "Сколько органов перешло из степени строки в степень столбца; в рамке — степень не изменилась.",
        "Жолдағы дәрежеден бағандағы дәрежеге неше орган өтті; жақтауда — дәреже сақталған."
      )
    case .noBand: ("without a band", "без степени", "дәрежесіз")
    case .unevaluated: ("not evaluated", "не оценивался", "бағаланбады")
    case .noSuchScore: ("no such score", "нет такой оценки", "мұндай баға жоқ")
    case .total: ("total", "всего", "барлығы")

    case .ranks: ("Ranks before and after", "Места до и после", "Бұрынғы және кейінгі орындар")
    case .ranksRead:
      (
        "Each line leads from a body's rank before to its rank after; bodies of one score share a rank.",
        "Линия ведёт от места органа до изменения к месту после; органы с равной оценкой делят место.",
        "Сызық органның бұрынғы орнынан кейінгі орнына апарады; бағасы тең органдар орынды бөліседі."
      )
    case .ranksLabel:
      (
        "Ranks before and after, {kind}; the figures are in the table of all bodies",
        "Места до и после, {kind}; числа — в таблице всех органов",
        "Бұрынғы және кейінгі орындар, {kind}; сандар барлық органдар кестесінде"
      )
    case .ranksMovers:
      (
        "Only the {count} bodies of {total} whose rank shifts most are drawn; all are in the table.",
        "Показаны только {count} из {total} органов с наибольшим сдвигом места; все — в таблице.",
        "{total} органның орны ең көп өзгерген {count} органы ғана көрсетілген; барлығы кестеде."
      )
    case .scoreRose: ("score rose", "оценка выросла", "баға өсті")
    case .scoreFell: ("score fell", "оценка снизилась", "баға төмендеді")
    case .scoreStood: ("score unmoved", "оценка не изменилась", "баға өзгермеді")
    case .bandMoved: ("another band", "другая степень", "басқа дәреже")
    case .noRank: ("—", "—", "—")
    case .noRanks:
      (
        "No body of this kind has a rank both before and after.",
        "Ни у одного органа этого вида нет места и до, и после.",
        "Бұл түрдегі ешбір органның бұрын да, кейін де орны жоқ."
      )
    case .rankAtBoth: ("{body}: {before} → {after}", "{body}: {before} → {after}", "{body}: {before} → {after}")
    case .rankShift: ("shift of rank", "сдвиг места", "орын ауысуы")

    case .allBodies: ("All bodies", "Все органы", "Барлық органдар")
    case .filterBodies: ("Choose bodies", "Отбор органов", "Органдарды іріктеу")
    case .bodyOrId: ("name or id", "название или код", "атауы немесе коды")
    case .allKinds: ("all kinds", "все виды", "барлық түрлері")
    case .move: ("score", "оценка", "баға")
    case .anyMove: ("any", "любая", "кез келген")
    case .bandBefore: ("band before", "степень до", "бұрынғы дәреже")
    case .bandAfter: ("band after", "степень после", "кейінгі дәреже")
    case .anyBand: ("any", "любая", "кез келген")
    case .onlyBandChanges: ("band changed only", "только со сменой степени", "тек дәрежесі өзгергендер")
    case .scoreBefore: ("score before", "оценка до", "бұрынғы баға")
    case .scoreAfter: ("score after", "оценка после", "кейінгі баға")
    case .rankBefore: ("rank before", "место до", "бұрынғы орын")
    case .rankAfter: ("rank after", "место после", "кейінгі орын")
    case .showMore: ("Show more", "Показать ещё", "Тағы көрсету")
    case .tableNeedsScript:
      (
        "The table of {count} bodies is drawn by the page's script, which does not run here.",
        "Таблицу по {count} органам строит сценарий страницы, а он здесь не работает.",
        "{count} орган кестесін беттің сценарийі құрады, ол мұнда жұмыс істемейді."
      )
    case .reasonsBefore: ("before: {list}", "до: {list}", "дейін: {list}")
    case .reasonsAfter: ("after: {list}", "после: {list}", "кейін: {list}")

    case .whyMissingBefore: ("why there is no score before", "почему нет оценки до", "бұрынғы баға неге жоқ")
    case .whyMissingAfter: ("why there is no score after", "почему нет оценки после", "кейінгі баға неге жоқ")

    case .whyMoved: ("Why a score moved", "Почему изменилась оценка", "Баға неге өзгерді")
    case .whyHint:
      (
        "The share of a change is what it does to the score, averaged over all orders in which the changes can be made; the shares add up to the whole difference.",
        "Доля изменения — его влияние на оценку, усреднённое по всем порядкам внесения изменений; в сумме доли дают всю разницу.",
        "Өзгерістің үлесі — оның бағаға әсері, өзгерістер енгізілуінің барлық реттері бойынша орташаланған; үлестер қосындысы бүкіл айырманы береді."
      )
    case .chooseBody: ("body", "орган", "орган")
    case .sharesOf: ("{body}: {before} → {after}", "{body}: {before} → {after}", "{body}: {before} → {after}")
    case .oneChange: ("change", "изменение", "өзгеріс")
    case .share: ("share", "доля", "үлес")
    case .running: ("score so far", "оценка с нарастанием", "жиынтық баға")
    case .otherChanges: ("other changes: {count}", "другие изменения: {count}", "басқа өзгерістер: {count}")
    case .unexplained: ("not told apart", "не разложено", "жіктелмеген")
    case .causeRules: ("rules", "правила", "ережелер")
    case .causeData: ("data", "данные", "деректер")
    case .causeBoth: ("rules and data together", "правила и данные вместе", "ережелер мен деректер бірге")
    case .byCause: ("By cause", "По причинам", "Себептері бойынша")
    case .dataOf: ("data: {list}", "данные: {list}", "деректер: {list}")
    case .together:
      ("cannot be told apart", "нельзя разделить", "ажыратуға келмейді")
    case .exactly: ("exactly {value}", "точно {value}", "дәл {value}")
    case .plusMinus: ("± {value}", "± {value}", "± {value}")
    case .sampled:
      (
        "± is the standard error of a share that is averaged over a sample of the orders.",
        "± — стандартная ошибка доли, усреднённой по выборке порядков.",
        "± — реттердің іріктемесі бойынша орташаланған үлестің стандартты қатесі."
      )
    case .noShares:
      (
        "There is no difference between two numbers to be told apart here.",
        "Здесь нет разницы двух чисел, которую можно разложить.",
        "Мұнда жіктейтін екі санның айырмасы жоқ."
      )
    case .toTable: ("Back to the table", "К таблице", "Кестеге")
    case .readFromNotZero:
      ("The scale begins at {value}.", "Шкала начинается с {value}.", "Шкала {value} мәнінен басталады.")
    case .needsScript:
      (
        "The picture for a body is drawn by the page's script, which does not run here.",
        "График по органу строит сценарий страницы, а он здесь не работает.",
        "Орган бойынша суретті беттің сценарийі салады, ол мұнда жұмыс істемейді."
      )
    }
  }
}
