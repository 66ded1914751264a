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
