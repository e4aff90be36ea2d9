import Methodology
import SourceText

extension JSON {
  /// The members that tell where something stands.
  static func place(_ span: Span) -> [Member] {
    let (start, end) = (span.start, span.end)
    return [
      Member("file", .text(span.file.name)), Member("line", .integer(start.line)),
      Member("column", .integer(start.column)), Member("endLine", .integer(end.line)),
      Member("endColumn", .integer(end.column)),
    ]
  }
}

extension Span {
  /// `Rules/2017-11.yaml:120:18`.
  var place: String { "\(file.name):\(start.line):\(start.column)" }
}

extension Edition {
  /// `citizen-interaction/2017-11`.
  var name: String { methodology + "/" + id }
}
