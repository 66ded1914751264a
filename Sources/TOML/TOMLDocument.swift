import CTOML

/// Reads TOML 1.0.
package enum TOMLDocument {
  /// The values of a document by key. Values nested deeper than 32, or keys of more than 16 parts, are errors: an
  /// unfriendly text must not exhaust the stack.
  package static func parse(_ text: String) throws(TOMLError) -> [String: TOMLValue] {
    try KeyDepth.check(text)
    guard !text.isEmpty else { return [:] }
    var builder = Builder()
    var text = text
    let parsed = text.withUTF8 { text in
      withUnsafeMutablePointer(to: &builder) { builder in
        signalbox_toml_parse(
          text.baseAddress?.withMemoryRebound(to: CChar.self, capacity: text.count) { $0 }, text.count, builder,
          { context, step in
            guard let context, let step else { return }
            context.assumingMemoryBound(to: Builder.self).pointee.take(step.pointee)
          },
          { context, message, length, line, column in
            context?.assumingMemoryBound(to: Builder.self).pointee.error = TOMLError(
              message: Builder.text(message, length), line: Int(line), column: Int(column))
          })
      }
    }
    if let error = builder.error { throw error }
    guard parsed, let root = builder.root else { throw TOMLError(message: "no document", line: 1, column: 1) }
    return root
  }
}
