/// What people write from habit in the place of a word of the language: capitals, Russian and Kazakh words, and the
/// functions of spreadsheets.
///
/// None of it is accepted; it makes the help under a finding.
enum OtherWords {
  /// The word of the language that somebody meant by a name, if it is a known habit.
  static func keyword(meantBy name: String) -> Token.Keyword? {
    let lower = name.lowercased()
    if lower != name, let word = Token.Keyword(rawValue: lower) { return word }
    return keywords[lower]
  }

  /// The function that somebody meant by a name, if it is a known habit.
  static func function(meantBy name: String) -> String? {
    let lower = name.lowercased()
    if lower != name, Function(rawValue: lower) != nil || AggregateFunction(rawValue: lower) != nil { return lower }
    return functions[lower]
  }

  private static let keywords: [String: Token.Keyword] = [
    "если": .if, "егер": .if, "то": .then, "тогда": .then, "онда": .then, "иначе": .else, "әйтпесе": .else,
    "и": .and, "және": .and, "или": .or, "немесе": .or, "не": .not, "емес": .not, "в": .in, "из": .in, "где": .where,
    "по": .over, "да": .yes, "иә": .yes, "true": .yes, "истина": .yes, "нет": .no, "жоқ": .no, "false": .no,
    "ложь": .no, "elif": .else, "elseif": .else,
  ]

  private static let functions: [String: String] = [
    "мин": "min", "макс": "max", "сумм": "sum", "сумма": "sum", "total": "sum", "среднее": "mean", "срзнач": "mean",
    "avg": "mean", "average": "mean", "модуль": "abs", "округл": "round", "roundup": "round", "rounddown": "round",
    "корень": "sqrt", "log": "ln", "счёт": "count", "счет": "count", "счётесли": "count", "счетесли": "count",
    "countif": "count", "сумесли": "sum", "суммесли": "sum", "sumif": "sum", "averageif": "mean", "медиана": "median",
    "ранг": "rank", "quantile": "percentile", "isblank": "reported",
  ]
}

extension String {
  /// The text in a message, cut if it is long.
  var excerpt: String { count <= 60 ? self : prefix(60) + "…" }
}
