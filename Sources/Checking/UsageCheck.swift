import Formula
import Methodology
import SourceText

/// Looks for names that nothing uses, and for places of the act that are cited twice.
struct UsageCheck {
  let edition: Edition
  let findings: Findings

  func run() {
    checkNames()
    checkCitations()
  }

  private func checkNames() {
    var names: Set<String> = []
    var fields: Set<FieldID> = []
    var tables: Set<Int> = []
    func use(_ term: Term) {
      term.forEach { term in
        switch term.form {
        case .read(let id), .own(let id), .previous(let id), .parameter(let id, _), .steps(let id, _, _):
          names.insert(edition[id].name)
        case .field(let table, let field, _): fields.insert(FieldID(table: table, field: field))
        case .aggregate(_, .table(let table), _, _): tables.insert(table)
        default: break
        }
      }
    }
    for declaration in edition.declarations {
      declaration.terms.forEach(use)
      if case .scale(let scale) = declaration.content { names.formUnion(scale.otherwise?.keys ?? []) }
    }
    for table in edition.tables {
      table.fields.compactMap(\.formula?.term).forEach(use)
      fields.formUnion(table.key.map { FieldID(table: table.index, field: $0) })
      if let id = table.completeness?.parameter {
        names.insert(edition[id].name)
        if case .parameter(let parameter) = edition[id].content { names.formUnion(parameter.keys) }
      }
    }
    edition.assessors.rules.compactMap(\.condition?.term).forEach(use)
    report(unusedBut: names, fields, tables)
  }

  private func report(unusedBut names: Set<String>, _ fields: Set<FieldID>, _ tables: Set<Int>) {
    for declaration in edition.declarations where !names.contains(declaration.name) {
      let kind: DiagnosticKind
      switch declaration.content {
      case .kind, .score: continue
      case .input: kind = .unusedInput
      case .reading, .parameter, .scale, .derived: kind = .unusedName
      }
      findings.add(
        Diagnostic(kind, ["name": declaration.name], at: declaration.provenance.span, subject: declaration.subject))
    }
    for table in edition.tables {
      if !tables.contains(table.index) {
        let words = ["name": table.name]
        findings.add(Diagnostic(.unusedName, words, at: table.provenance.span, subject: "record " + table.name))
        continue
      }
      for (index, field) in table.fields.enumerated()
      where !fields.contains(FieldID(table: table.index, field: index)) && field.type != .text {
        let words = ["name": table.name + "." + field.name]
        findings.add(Diagnostic(.unusedName, words, at: field.provenance.span, subject: "record " + table.name))
      }
    }
  }

  private func checkCitations() {
    var first: [[String]: Declaration] = [:]
    for declaration in edition.scores {
      guard case .score(let score) = declaration.content, case .formula = score.rule else { continue }
      let citations = declaration.provenance.citations
      guard let other = first[citations] else {
        first[citations] = declaration
        continue
      }
      let words = [
        "name": declaration.name, "other": other.name, "citation": declaration.provenance.citation,
      ]
      findings.add(
        Diagnostic(
          .citedTwice, words, at: declaration.provenance.span,
          notes: [Diagnostic.Note(Message("the other score"), at: other.provenance.span)], subject: declaration.subject)
      )
    }
  }
}
