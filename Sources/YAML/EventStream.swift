import CYAML

/// libyaml's parser, event by event.
final class EventStream {
  /// One event that matters here.
  struct Event {
    /// What happens.
    enum Kind {
      case documentBegin
      /// A text; `isPlain` where it stands without quotes.
      case text(String, isPlain: Bool)
      case listBegin
      case tableBegin
      /// A list or table ends.
      case end
      /// Something that is never read; says what, in the plural.
      case refused(String)
    }

    let kind: Kind
    /// From 1.
    let line: Int
  }

  /// On the heap: libyaml keeps pointers to it.
  private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  init(_ text: [UInt8]) {
    bytes = .allocate(capacity: text.count)
    _ = bytes.initialize(from: text)
    guard yaml_parser_initialize(parser) == 1 else { preconditionFailure("Invalid state: no memory for a parser") }
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    bytes.deallocate()
  }

  /// The next event; nil at the end.
  func next() throws(YAMLError) -> Event? {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
      defer { yaml_event_delete(&event) }
      let line = Int(event.start_mark.line) + 1
      switch event.type {
      case YAML_STREAM_END_EVENT: return nil
      case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentBegin, line: line)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return Event(kind: .end, line: line)
      case YAML_ALIAS_EVENT: return Event(kind: Self.anchors, line: line)
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        if let refused = Self.refused(anchor: scalar.anchor, tag: scalar.tag) {
          return Event(kind: refused, line: line)
        }
        let text = String(decoding: UnsafeRawBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        return Event(kind: .text(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE), line: line)
      case YAML_SEQUENCE_START_EVENT:
        let list = event.data.sequence_start
        return Event(kind: Self.refused(anchor: list.anchor, tag: list.tag) ?? .listBegin, line: line)
      case YAML_MAPPING_START_EVENT:
        let table = event.data.mapping_start
        return Event(kind: Self.refused(anchor: table.anchor, tag: table.tag) ?? .tableBegin, line: line)
      default: continue
      }
    }
  }

  private static let anchors = Event.Kind.refused("anchors and aliases (& and *)")

  private static func refused(anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?) -> Event.Kind? {
    if anchor != nil { return anchors }
    return tag == nil ? nil : .refused("tags (!)")
  }

  /// What stopped the parser. An error of the bytes themselves has no line of its own, only a place.
  private var failure: YAMLError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
    guard parser.pointee.error == YAML_READER_ERROR else {
      return YAMLError(line: Int(parser.pointee.problem_mark.line) + 1, message: problem)
    }
    let before = bytes.prefix(parser.pointee.problem_offset)
    return YAMLError(line: before.count { $0 == UInt8(ascii: "\n") } + 1, message: problem)
  }
}
