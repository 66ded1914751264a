/// What a worker remembers of the items it worked on, until they are over.
struct WorkerMemory: Codable, Sendable, Equatable {
  /// One item.
  struct Item: Codable, Sendable, Equatable {
    /// Its mission.
    var mission: String
    /// The folders of its worktrees.
    var folders: Set<String> = []
    /// The session that a fix goes on with.
    var session: String?
    /// Why a worktree is kept though the item is over, so that it is said once.
    var kept: String?
  }

  /// By the item's identity.
  var items: [String: Item] = [:]
}
