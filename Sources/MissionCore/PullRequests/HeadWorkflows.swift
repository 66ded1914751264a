/// Which workflows a head's own tree holds that its push or its pull request begins, as GitHub showed it.
package struct HeadWorkflows: Hashable, Sendable, Codable {
  /// The head.
  package let head: String
  /// Their files' names; nil where they could not be read.
  package let names: [String]?

  /// What was read of a head.
  package init(head: String, names: [String]?) {
    self.head = head
    self.names = names
  }
}
