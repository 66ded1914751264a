package import MissionCore

/// `mission why --json`.
package struct ReasonsDocument: Encodable, Sendable {
  /// Why one item stands where it stands.
  package struct Item: Encodable, Sendable {
    /// Its identity.
    package let id: Identifier<WorkItem>
    /// Its name for people.
    package let name: String
    /// Its state in the published words.
    package let status: String
    /// One sentence.
    package let why: String
  }

  /// The mission.
  package let mission: Identifier<Mission>
  /// Its state in the published words.
  package let state: String
  /// One sentence about it as a whole.
  package let why: String
  /// Its items in the order work is taken up.
  package let items: [Item]
}
