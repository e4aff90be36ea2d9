import Dataset
import Exact
import Formula
import Methodology

/// Figures of four made-up libraries for the edition in `Fixtures/edition.yaml`.
enum SampleData {
  static func dataset(_ edition: Edition) -> Dataset {
    Dataset(
      layout: InputLayout(edition),
      periods: [
        PeriodData(
          name: "2021",
          bodies: [
            body("central", "city", ["en": "Central Library", "ru": "Центральная библиотека"], 30_000, 20, true, 42),
            body(
              "harbour", "city", ["ru": "Библиотека у гавани", "en": "Harbour <b>Library</b>"], 7_000, 1_000, nil, 9),
            body("hill", "village", [:], 300, nil, nil, 30),
            body(
              "valley", "village", ["en": "=Valley, \"old\" Library", "ru": "Долинная библиотека"], 900, 7, false, 12),
          ])
      ])
  }

  private static func body(
    _ id: String, _ kind: String, _ titles: [String: String], _ visits: Int, _ refused: Int?, _ web: Bool?, _ books: Int
  ) -> Body {
    let rows = (1...12).map { shelf in
      Body.Row(
        label: "shelf \(shelf)",
        values: [.text("shelf \(shelf)"), .number(Number(books + (shelf.isMultiple(of: 3) ? shelf : 0)))], span: nil)
    }
    return Body(
      id: id, kind: kind, titles: Titles(titles),
      inputs: [
        .number(Number(visits)), refused.map { .number(Number($0)) } ?? .missing(Absence(.input("visits_refused"))),
        web.map { .truth($0) } ?? .missing(Absence(.input("has_web"))),
      ], records: [rows], span: nil)
  }
}
