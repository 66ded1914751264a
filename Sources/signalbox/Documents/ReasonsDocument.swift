import MissionCore

/// `mission why --json`.
struct ReasonsDocument: Encodable, Sendable {
  /// Why one item stands where it stands.
  struct Item: Encodable, Sendable {
    /// Its identity.
    let id: Identifier<WorkItem>
    /// Its name for people.
    let name: String
    /// Its state in the published words.
    let status: String
    /// One sentence.
    let why: String
  }

  /// The mission.
  let mission: Identifier<Mission>
  /// Its state in the published words.
  let state: String
  /// One sentence about it as a whole.
  let why: String
  /// Its items in the order work is taken up.
  let items: [Item]
}
