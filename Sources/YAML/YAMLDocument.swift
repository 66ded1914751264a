/// Reads YAML 1.1 as far as settings need it: texts, lists, tables.
///
/// Anchors, aliases and tags are refused: a few lines with them stand for gigabytes, or for code.
package enum YAMLDocument {
  /// How deep values may be nested.
  static let greatestDepth = 16
  /// How many values a document may have.
  static let mostValues = 10_000

  /// The value of the one document in a text; ``YAMLNode/Content/nothing`` where there is none.
  package static func parse(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode {
    let events = EventStream(bytes)
    var tree = TreeBuilder()
    var documents = 0
    while let event = try events.next() {
      switch event.kind {
      case .documentBegin:
        documents += 1
        guard documents == 1 else { throw YAMLError(line: event.line, message: "a second document begins here") }
      case .text(let text, let isPlain): try tree.add(text, isPlain: isPlain, at: event.line)
      case .listBegin: try tree.open(.list([]), at: event.line)
      case .tableBegin: try tree.open(.table([]), at: event.line)
      case .end: try tree.close()
      case .refused(let what): throw YAMLError(line: event.line, message: "\(what) are not read")
      }
    }
    return tree.root ?? YAMLNode(line: 1, content: .nothing)
  }
}
