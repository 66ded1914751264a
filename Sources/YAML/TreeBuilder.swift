/// Puts a document's values together, without recursion.
struct TreeBuilder {
  /// The document's value, once it is whole.
  private(set) var root: YAMLNode?
  private var open: [Container] = []
  private var values = 0

  private struct Container {
    let line: Int
    var content: YAMLNode.Content
    /// The key whose value comes next, and its line.
    var key: (text: String, line: Int)?
    /// The keys so far.
    var keys = Set<String>()
  }

  /// A text: a value, or the key of one.
  mutating func add(_ text: String, isPlain: Bool, at line: Int) throws(YAMLError) {
    if let last = open.indices.last, case .table = open[last].content, open[last].key == nil {
      guard open[last].keys.insert(text).inserted else {
        throw YAMLError(line: line, message: "the key \(text.debugDescription) stands here a second time")
      }
      open[last].key = (text, line)
      return
    }
    let isNothing = isPlain && ["", "~", "null", "Null", "NULL"].contains(text)
    try put(YAMLNode(line: line, content: isNothing ? .nothing : .text(text)))
  }

  /// A list or a table begins.
  mutating func open(_ content: YAMLNode.Content, at line: Int) throws(YAMLError) {
    if let table = open.last, case .table = table.content, table.key == nil {
      throw YAMLError(line: line, message: "a key must be a text")
    }
    guard open.count < YAMLDocument.greatestDepth else {
      throw YAMLError(line: line, message: "values are nested deeper than \(YAMLDocument.greatestDepth)")
    }
    open.append(Container(line: line, content: content))
  }

  /// The innermost list or table ends.
  mutating func close() throws(YAMLError) {
    guard let container = open.popLast() else { return }
    try put(YAMLNode(line: container.line, content: container.content))
  }

  private mutating func put(_ node: YAMLNode) throws(YAMLError) {
    values += 1
    guard values <= YAMLDocument.mostValues else {
      throw YAMLError(line: node.line, message: "there are more than \(YAMLDocument.mostValues) values")
    }
    guard var container = open.popLast() else {
      root = node
      return
    }
    // Released before it grows, so that growing copies nothing.
    switch container.content {
    case .list(var nodes):
      container.content = .nothing
      nodes.append(node)
      container.content = .list(nodes)
    case .table(var entries):
      container.content = .nothing
      if let key = container.key { entries.append(.init(key: key.text, line: key.line, value: node)) }
      container.key = nil
      container.content = .table(entries)
    case .text, .nothing: break
    }
    open.append(container)
  }
}
