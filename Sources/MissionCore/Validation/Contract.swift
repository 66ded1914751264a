/// What "done" means for a mission: claims, each under a name.
package struct Contract: Hashable, Sendable, Codable {
  /// The claims in the order of the text, each name once.
  package let claims: [Claim]
  /// The text they were read from, for whoever checks them.
  package let text: String

  /// Reads a contract from Markdown.
  ///
  /// A claim is a line of an optional list bullet, the name in `**`, an optional colon and the claim's words.
  /// Everything else is prose. What stands in fenced blocks and HTML comments does not count.
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
