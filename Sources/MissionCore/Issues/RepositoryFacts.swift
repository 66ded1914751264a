/// What a mission knows about a repository it deals with.
package struct RepositoryFacts: Hashable, Sendable, Codable {
  /// Whether the repository can be worked with.
  package enum Standing: Hashable, Sendable, Codable {
    /// As far as is known.
    case usable
    /// It is read only.
    case archived
    /// It was deleted or hidden; a good answer about anything in it ends this.
    case lost(reason: String)
    /// Another repository goes by its name, and where it went is not known.
    case replaced
  }

  /// What it is called now.
  package internal(set) var name: RepositoryName
  /// GitHub's number of it, which survives renaming and transfer; nil until a webhook or a fetch told.
  package internal(set) var id: Int?
  /// What it was called before, oldest first, at most 10: issues' texts may still call it so.
  package internal(set) var formerNames: [RepositoryName] = []
  /// Whether it can be worked with.
  package internal(set) var standing = Standing.usable
  /// When a fetch last found something that a webhook should have told.
  package internal(set) var missedAt: Timestamp?
  /// The review bots that look at every push and have shown themselves on a pull request of the mission; one that was
  /// waited for in vain on another is left out again. Nil before the first.
  package internal(set) var knownBots: Set<String>?

  /// Whether anything checks what is pushed to it; nil before that was asked, and where it could not be found out.
  package internal(set) var hasChecks: Bool?
  /// Whether that was asked.
  package internal(set) var isAskedForChecks: Bool?

  init(name: RepositoryName) { self.name = name }
}
