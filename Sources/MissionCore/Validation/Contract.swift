/// What "done" means for a mission: claims, each under a name.
package struct Contract: Hashable, Sendable, Codable {
  /// The claims in the order of the text, each name once.
  package let claims: [Claim]
  /// The text they were read from, for whoever checks them.
  package let text: String

  /// Reads a contract from Markdown.
  ///
  /// A claim is a line of an optional list bullet, the name in `**`, an optional colon and the claim's words. Everything
  /// else is prose. What stands in fenced blocks and HTML comments does not count.
  ///
  /// - Throws: Every fault of the text at once: names with two claims, names without one.
  package init(reading text: String) throws(ContractFaults) {
    var reader = ContractReader()
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      reader.read(Substring(line))
    }
    guard reader.faults.isEmpty else { throw ContractFaults(faults: reader.faults) }
    claims = reader.claims
    self.text = text
  }
}

/// What is wrong with a contract's text.
package struct ContractFaults: Error, Hashable, Sendable, CustomStringConvertible {
  /// One thing that is wrong.
  package enum Fault: Hashable, Sendable {
    /// One name has two different claims, on these lines.
    case contradiction(AssertionID, first: Int, second: Int)
    /// A name without words beside it.
    case empty(AssertionID, line: Int)
  }

  /// All of them, in the order of the text.
  package let faults: [Fault]

  /// One clause for each, with its lines.
  package var description: String {
    faults.map { fault in
      switch fault {
      case .contradiction(let id, let first, let second):
        "\(id) claims one thing on line \(first) and another on line \(second)"
      case .empty(let id, let line): "\(id) claims nothing on line \(line)"
      }
    }.joined(separator: "; ")
  }
}
