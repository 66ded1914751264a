package import MissionCore
package import MissionStore

/// `status --json`: what a person wants to know first.
package struct StatusDocument: Encodable, Sendable, Equatable {
  /// The one process that handles the town's signals.
  package struct Service: Encodable, Sendable, Equatable {
    /// Whether one handles the town's signals now.
    package let alive: Bool
    /// Where it runs: host and process number.
    @Nullable package var holder: String?
    /// Which release it runs; nil while none does.
    @Nullable package var version: String?
    /// Since when, RFC 3339.
    @Nullable package var since: String?
  }

  /// Redis, and whether it keeps what it acknowledged.
  package struct Redis: Encodable, Sendable, Equatable {
    /// As the server says it.
    package let version: String
    /// `appendonly`; nil where it may not be asked.
    @Nullable package var appendonly: String?
    /// `appendfsync`; nil where it may not be asked.
    @Nullable package var appendfsync: String?
    /// Whether what it acknowledged outlives its end.
    package let durable: Bool
    /// Why it refuses or endangers writes, if it does.
    @Nullable package var problem: String?
  }

  /// GitHub, as the service last found it.
  package struct GitHub: Encodable, Sendable, Equatable {
    /// When it last answered, RFC 3339.
    @Nullable var lastAnswer: String?
    /// Since when it refuses the token, RFC 3339; nil while it does not.
    @Nullable package var refusedSince: String?
    /// The status code of its last answer.
    @Nullable package var status: Int?

    private enum CodingKeys: String, CodingKey {
      case lastAnswer = "last_answer"
      case refusedSince = "refused_since"
      case status
    }
  }

  /// Webhooks: the last one, and since the service's start those refused by signature and those that never came.
  package struct Webhooks: Encodable, Sendable, Equatable {
    /// When the last one came, RFC 3339.
    @Nullable package var last: String?
    /// How many had no signature of ours.
    package let refused: Int
    /// How many GitHub sent that never came here.
    package let missed: Int
  }

  /// A question to the conductor.
  package struct Need: Encodable, Sendable, Equatable {
    /// Whose question; nil where the town itself asks.
    @Nullable package var mission: Identifier<Mission>?
    /// What is wrong.
    package let reason: String
    /// What to do about it.
    package let remedy: String
    /// Since when, RFC 3339.
    package let since: String
  }

  /// One item that is not done.
  package struct Item: Encodable, Sendable, Equatable {
    /// Which mission it is of.
    package let mission: Identifier<Mission>
    /// By what commands and the API name it.
    package let item: Identifier<WorkItem>
    /// Its name as people write it.
    package let name: String
    /// Its state.
    package let state: String
    /// What it waits for.
    package let why: String
    /// Seconds since its state last changed.
    package let age: Int
    /// Its pull requests as people write them.
    package let pullRequests: [String]
    /// How many tasks were made for it; 0 before the first.
    package let attempt: Int
    /// The name of who works on it.
    @Nullable package var agent: String?
    /// What its runs used together; nil where none told.
    @Nullable package var usage: RunUsage?

    private enum CodingKeys: String, CodingKey {
      case mission, item, name, state, why, attempt, agent, usage
      case age = "age_secs"
      case pullRequests = "pull_requests"
    }
  }

  /// What is done.
  package struct Done: Encodable, Sendable, Equatable {
    /// How many items of active missions are done.
    package let count: Int
  }

  /// What handles the town's signals.
  package let service: Service
  /// What the town stands in.
  package let redis: Redis
  /// What missions are about.
  package let github: GitHub
  /// What GitHub tells.
  package let webhooks: Webhooks
  /// What only a person can mend.
  let needsYou: [Need]
  /// What does not move by itself.
  package let stuck: [Item]
  /// What does.
  package let moving: [Item]
  /// What is over.
  package let done: Done

  private enum CodingKeys: String, CodingKey {
    case service, redis, github, webhooks, stuck, moving, done
    case needsYou = "needs_you"
  }
}
