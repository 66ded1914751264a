/// What shows that work is done: an agent's words, or facts in JSON, which begin with `{`.
///
/// The facts people know are `tests {passed, total}`, `commits`, `pr`, `ci`, `diff`, `artifacts` and `notes`; others
/// are kept and shown by their name. What is stored is the text itself.
package enum Proof: Hashable, Sendable {
  /// What the agent says.
  case words(String)
  /// What it lists, in its order.
  case facts([Fact])

  /// One thing that is said to be so.
  package struct Fact: Hashable, Sendable {
    /// What it is about, as `tests`; untrusted text.
    package let name: String
    /// What is said, as `12 of 12 passed`; untrusted text.
    package let text: String
  }

  /// Reads a proof. Text that begins with `{` must be JSON, and what it says of tests must be two numbers.
  package init(_ text: String) throws(ProofFault) {
    guard text.first(where: { !$0.isWhitespace }) == "{" else {
      self = .words(text)
      return
    }
    guard text.utf8.count <= WorkTask.Report.longestText else { throw .tooLong }
    var reader = StrictJSONReader(text)
    let members = try reader.document()
    var facts: [Fact] = []
    for (name, value) in members {
      let said = name == "tests" ? try Self.tests(value) : value.text
      if !said.isEmpty { facts.append(Fact(name: name, text: said)) }
    }
    self = .facts(facts)
  }

  /// A stored proof in lines for reading: facts each with its name, words as they are.
  package static func readable(_ text: String, separator: String = "\n") -> String {
    guard case .facts(let facts)? = try? Proof(text) else { return text }
    return facts.map { "\($0.name): \($0.text)" }.joined(separator: separator)
  }

  /// Whether it shows nothing.
  var isEmpty: Bool {
    switch self {
    case .words(let text): text.allSatisfy(\.isWhitespace)
    case .facts(let facts): facts.isEmpty
    }
  }

  private static func tests(_ value: ProofValue) throws(ProofFault) -> String {
    guard let passed = value["passed"]?.count, let total = value["total"]?.count, passed <= total else {
      throw .tests
    }
    return "\(passed) of \(total) passed"
  }
}
