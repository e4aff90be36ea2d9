internal import CLibYAML

/// One step of libyaml through a file.
///
/// Marks count Unicode scalars from the start of the text, as libyaml does.
struct Event {
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias
    /// The text is `nil` if it is longer than the limit.
    case scalar(text: String?, style: Scalar.Style)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
  }

  let kind: Kind
  let start: Int
  let end: Int
  /// Whether a list, mapping or text bears an anchor or a tag.
  let hasProperties: Bool
  /// Whether a list or mapping stands in brackets.
  let isFlow: Bool
}

/// Where libyaml stopped and why, in its own words.
struct SyntaxProblem: Error {
  let problem: String
  let problemMark: Int
  let context: String
  let contextMark: Int
}

/// The events of a text, one after another, straight from libyaml.
struct EventStream: ~Copyable {
  /// libyaml keeps pointers into its own parser, so that it must stay where it is.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let scalarLimit: Int

  /// The bytes must outlive the stream.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, scalarLimit: Int) {
    self.scalarLimit = scalarLimit
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func next() throws(SyntaxProblem) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      throw problem
    }
    defer { yaml_event_delete(&event) }
    var hasProperties = false
    var isFlow = false
    let kind: Event.Kind
    switch event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      hasProperties = scalar.anchor != nil || scalar.tag != nil
      kind = .scalar(text: text(scalar.value, scalar.length), style: Scalar.Style(scalar.style))
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      hasProperties = start.anchor != nil || start.tag != nil
      isFlow = start.style == YAML_FLOW_SEQUENCE_STYLE
      kind = .sequenceStart
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      hasProperties = start.anchor != nil || start.tag != nil
      isFlow = start.style == YAML_FLOW_MAPPING_STYLE
      kind = .mappingStart
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    default: kind = .streamEnd
    }
    return Event(
      kind: kind, start: event.start_mark.index, end: event.end_mark.index, hasProperties: hasProperties, isFlow: isFlow
    )
  }

  private var problem: SyntaxProblem {
    func words(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
    let state = parser.pointee
    return SyntaxProblem(
      problem: words(state.problem), problemMark: state.problem_mark.index,
      context: words(state.context), contextMark: state.context_mark.index)
  }

  private func text(_ value: UnsafeMutablePointer<UInt8>?, _ length: Int) -> String? {
    guard length <= scalarLimit else { return nil }
    return String(decoding: UnsafeBufferPointer(start: value, count: length), as: UTF8.self)
  }
}

extension Scalar.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
