/// What a worker remembers of the items it worked on, until they are over.
struct WorkerMemory: Codable, Sendable, Equatable {
  /// One item.
  struct Item: Codable, Sendable, Equatable {
    /// Which mission it is of.
    var mission: String
    /// The folders of its worktrees.
    var folders: Set<String> = []
    /// The session that a fix goes on with.
    var session: String?
    /// What that session cost so far, in US dollars, where that was told.
    var sessionCost: Double?
    /// Why a worktree is kept though the item is over, so that it is said once.
    var kept: String?
  }

  /// A session that can be gone on with.
  struct Session: Sendable, Hashable {
    /// Its name, as its program calls it.
    let name: String
    /// What it cost so far, in US dollars, where that was told.
    let cost: Double?
  }

  /// The session of an item.
  func session(of item: String) -> Session? {
    items[item].flatMap { known in known.session.map { Session(name: $0, cost: known.sessionCost) } }
  }

  /// By the item's identity.
  var items: [String: Item] = [:]
}
